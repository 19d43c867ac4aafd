import { expect } from 'vitest';
import { connectSimulator } from '../../src/simulator.ts';
import { test } from '../../src/vitest.ts';
import { PATHS, send } from '../support/http-client.ts';

/** Requests that can be sent again: as they came, in memory. */

test('a request is kept as it came, byte by byte, and is no part of its entry', async ({ simulator, scope }) => {
  const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken }).defaultScope;
  const body = Buffer.from([0xef, 0xbb, 0xbf, ...Buffer.from('{"token":"STsidsecret"'), 0xff]);
  await send(simulator, 'exchange', { path: PATHS.login, body });
  const [entry] = (await remote.journal()).slice(-1);
  const raw = await remote.rawRequest(entry?.id ?? 0);
  expect(Buffer.from(raw.body, 'base64')).toEqual(body);
  expect(raw).toMatchObject({
    plane: 'exchange',
    method: 'POST',
    target: PATHS.login,
    contentType: 'application/json',
    session: '127.0.0.1',
  });
  expect(JSON.stringify(entry)).not.toContain('STsidsecret');
  expect(scope.id).not.toBe('default');
});

test('a cleared journal has no requests any more', async ({ simulator }) => {
  const { defaultScope } = simulator;
  await send(simulator, 'exchange', { path: '/first', body: '{}' });
  const id = (await defaultScope.journal()).at(-1)?.id ?? 0;
  expect((await defaultScope.rawRequest(id)).target).toBe('/first');
  await defaultScope.clearJournal();
  await expect(defaultScope.rawRequest(id)).rejects.toMatchObject({ code: 'unknown' });
});

test.for(['abc', '1e0', '1.5', '0x1', '-1'])('%s is the number of no entry', async (entry, { simulator }) => {
  const headers = { authorization: `Bearer ${simulator.controlToken}` };
  const answer = await fetch(`${simulator.urls.control}/v1/journal/${entry}/request`, { headers });
  expect(await answer.json()).toMatchObject({ status: 422, detail: `"${entry}" is not the number of an entry` });
});
