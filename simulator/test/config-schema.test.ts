import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CONFIG_EXAMPLE, configJsonSchema, readConfig } from '../src/simulator.ts';

const place = new URL('../config.schema.json', import.meta.url);

test('simulator/config.schema.json is printed from the schema that reads the file', async () => {
  const schema = JSON.parse(JSON.stringify(configJsonSchema()));
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(place, `${JSON.stringify(schema, null, 2)}\n`);
  const published = JSON.parse(await readFile(place, 'utf8'));
  expect(published, 'old: UPDATE_DOCS=1 npx vitest run simulator/test/config-schema, then npm run format').toEqual(schema);
});

test('every line of the example is taken when it is uncommented', async () => {
  const uncommented = CONFIG_EXAMPLE.replaceAll(/^# (?=[a-z]+:| {2})/gm, '');
  const options = await readConfig(uncommented);
  expect(Object.keys(options).sort()).toEqual(
    ['apps', 'bearers', 'clock', 'faults', 'journal', 'ports', 'preset', 'seed', 'sessions', 'settings', 'subscribers'].sort(),
  );
});
