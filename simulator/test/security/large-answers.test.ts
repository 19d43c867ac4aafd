import { expect, test } from 'vitest';
import { startSimulator } from '../../src/simulator.ts';
import { PATHS, send } from '../support/http-client.ts';

test('a journal with many entries is the same in pieces', { timeout: 60_000 }, async () => {
  await using simulator = await startSimulator({ logLevel: 'silent' });
  for (let round = 0; round < 21; round++) {
    await Promise.all(
      Array.from({ length: 10 }, () => send(simulator, 'exchange', { path: PATHS.login, body: { msgid: `m${round}` } })),
    );
  }
  const authorization = `Bearer ${simulator.controlToken}`;
  const { text, headers } = await send(simulator, 'control', {
    method: 'GET',
    path: '/v1/journal',
    body: '',
    headers: { authorization },
  });
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(JSON.parse(text)).toEqual({ droppedUpTo: 0, entries: await simulator.defaultScope.journal() });
});
