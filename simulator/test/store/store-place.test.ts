import { expect, test } from 'vitest';
import { startSimulator } from '../../src/simulator.ts';
import { readRedisUrl } from '../../src/store/redis-url.ts';

/** Where a store is, as its user says it. */

test.each([
  ['redis://127.0.0.1:6379', { url: 'redis://127.0.0.1:6379' }, 'quhao:'],
  ['redis://127.0.0.1:6379/2?prefix=mine:', { url: 'redis://127.0.0.1:6379/2' }, 'mine:'],
  ['rediss://user:secret@store.example.test:6380/0', { url: 'rediss://user:secret@store.example.test:6380/0' }, 'quhao:'],
  ['redis+unix:///run/a%20b/socket?prefix=x', { socketPath: '/run/a b/socket' }, 'x'],
])('%s', (text, server, prefix) => {
  const place = readRedisUrl(text);
  expect(place).toMatchObject({ server, prefix });
  expect(place.shown).not.toContain('secret');
});

test.each([
  ['6379', 'is not redis://'],
  ['http://127.0.0.1', 'is not redis://'],
  ['redis://', 'is not redis://'],
  ['redis+unix://', 'is not redis://'],
  ['redis://127.0.0.1/db', 'has a path that is not the number of a database'],
  ['redis://127.0.0.1/0?prefx=a', 'has prefx: the only option'],
  ['redis://127.0.0.1/0?prefix={a}', 'has a prefix that is not'],
  ['redis://127.0.0.1/0?prefix=', 'has a prefix that is not'],
])('%s is refused', async (text, why) => {
  const refusal = { code: 'invalid', message: expect.stringContaining(why) as unknown };
  await expect(startSimulator({ store: text, logLevel: 'silent' })).rejects.toMatchObject(refusal);
});

test('a server that is not there stops the start, and the password is not shown', async () => {
  const store = 'redis+unix://user:secret@nowhere/there/is/no/socket?prefix=a';
  const failure = await startSimulator({ store, logLevel: 'silent' }).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'store-unreachable',
    message: expect.stringContaining('cannot be reached: ') as unknown,
  });
  expect(String(failure)).not.toContain('secret');
});
