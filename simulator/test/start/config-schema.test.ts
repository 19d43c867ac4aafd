import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CONFIG_EXAMPLE, configJsonSchema, readConfig, startSimulator } from '../../src/simulator.ts';

const place = new URL('../../config.schema.json', import.meta.url);

test('simulator/config.schema.json is printed from the schema that reads the file', async () => {
  const schema = JSON.parse(JSON.stringify(configJsonSchema()));
  if (process.env['UPDATE_DOCS'] === '1') {
    await writeFile(place, `${JSON.stringify(schema, null, 2)}\n`);
  }
  const published = JSON.parse(await readFile(place, 'utf8'));
  expect(published, 'old: UPDATE_DOCS=1 npx vitest run simulator/test/config-schema, then npm run format').toEqual(schema);
});

test('every line of the example is taken when it is uncommented', async () => {
  const uncommented = CONFIG_EXAMPLE.replaceAll(/^# (?=[a-zA-Z]+:| {2})/gm, '');
  const options = await readConfig(uncommented);
  expect(Object.keys(options).sort()).toEqual(
    [
      'apps',
      'bearers',
      'certificateHosts',
      'clock',
      'faults',
      'journal',
      'ports',
      'preset',
      'scopes',
      'seed',
      'sessions',
      'settings',
      'subscribers',
      'trustedPeers',
    ].sort(),
  );
  await using simulator = await startSimulator({ ...options, ports: {} });
  expect(simulator.startScopes.map(({ id }) => id)).toEqual(['second']);
});

test('listeners and strictness have their own place at the top', async () => {
  const options = await readConfig(
    'listeners: {bearer: 0}\nstrictness: field\nsettings: {scripUse: once}\nscopes: [{id: a, strictness: field}]',
  );
  expect(options).toEqual({
    ports: { bearer: 0 },
    settings: { scripUse: 'once', strictness: 'field' },
    scopes: [{ id: 'a', settings: { strictness: 'field' } }],
  });
  await using simulator = await startSimulator(options);
  expect([simulator.defaultScope.settings().strictness, simulator.startScopes[0]?.settings().strictness]).toEqual([
    'field',
    'field',
  ]);
});

test('ports is taken for listeners as before', async () => {
  expect(await readConfig('ports: {bearer: 1}')).toEqual({ ports: { bearer: 1 } });
});

test.each([
  [
    'strictness twice',
    'strictness: field\nsettings: {strictness: guide}',
    '1: strictness: says the same thing as settings.strictness',
  ],
  [
    'in a scope',
    'scopes: [{strictness: field, settings: {strictness: field}}]',
    '1: scopes[0].strictness: says the same thing as settings.strictness',
  ],
  ['listeners and ports', 'listeners: {bearer: 1}\nports: {token: 2}', '1: listeners: says the same thing as ports'],
  ['a trusted peer that is none', 'trustedPeers: 10.0.0.0/40', '1: trustedPeers: entry 1'],
  ['a name that is none', 'certificateHosts: ["a b"]', '1: certificateHosts[0]: is no host name'],
  ['an unknown key', 'listener: {}', 'there is no key "listener"; did you mean "listeners"'],
])('%s is refused with its place', async (_title, text, told) => {
  await expect(readConfig(text)).rejects.toThrow(told);
});
