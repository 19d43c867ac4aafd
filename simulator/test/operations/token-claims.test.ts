import { beforeEach, expect } from 'vitest';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test } from '../../src/vitest.ts';
import { getToken } from '../support/http-client.ts';
import { READY_APP } from '../support/sdk.ts';

let simulator: Simulator;
let first: ScopeHandle;
let second: ScopeHandle;

const T = `STsid${'7'.repeat(20)}${'a'.repeat(32)}`;
const U = `STsid${'7'.repeat(20)}${'b'.repeat(32)}`;

test.beforeAll(({ simulator: started }) => {
  simulator = started;
});

beforeEach(async () => {
  first = await simulator.createScope({ apps: [{ appid: '300000000071' }], subscribers: [{ msisdn: '15400000071' }] });
  second = await simulator.createScope({ apps: [{ appid: '300000000072' }], subscribers: [{ msisdn: '15400000072' }] });
  return async () => {
    await first[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
  };
});

function mint(scope: ScopeHandle): Promise<string> {
  return scope === first
    ? scope.mintToken({ appid: '300000000071', msisdn: '15400000071' })
    : scope.mintToken({ appid: '300000000072', msisdn: '15400000072' });
}

test('a token that another scope has in its queue is refused at once, and the winner gets it', async () => {
  await first.queueTokens([T]);
  await expect(second.queueTokens([U, T])).rejects.toMatchObject({ code: 'claimed', places: [{ pointer: '/1' }] });
  expect(await mint(second)).not.toBe(U);
  expect(await mint(first)).toBe(T);
});

test('a token that was issued, or stands twice in a list, or was queued before, is refused', async () => {
  const issued = await mint(first);
  await expect(first.queueTokens([issued])).rejects.toMatchObject({ code: 'claimed' });
  await expect(second.queueTokens([issued])).rejects.toMatchObject({ code: 'claimed' });
  await expect(first.queueTokens([T, T])).rejects.toMatchObject({ code: 'claimed', places: [{ pointer: '/1' }] });
  await first.queueTokens([T]);
  await expect(first.queueTokens([T])).rejects.toMatchObject({ code: 'claimed', places: [{ pointer: '/0' }] });
});

test('the refusal names the place, and not the token', async () => {
  await first.queueTokens([T]);
  const refused = await second.queueTokens([T]).catch((error: unknown) => error);
  expect(String(refused)).toContain('token 1 of the queue');
  expect(String(refused)).not.toContain(T);
});

test.each([
  { title: 'ends', free: (scope: ScopeHandle) => scope.end() },
  { title: 'is reset', free: (scope: ScopeHandle) => scope.reset() },
])('a claim is free once its scope $title', async ({ free }) => {
  await first.queueTokens([T]);
  await free(first);
  await second.queueTokens([T]);
  expect(await mint(second)).toBe(T);
});

test('a snapshot keeps the queue, and is not restored where its tokens are another’s by now', async () => {
  await first.queueTokens([T, U]);
  await first.snapshot('queued');
  expect(await mint(first)).toBe(T);
  await first.restore('queued');
  await expect(second.queueTokens([T])).rejects.toMatchObject({ code: 'claimed' });
  expect([await mint(first), await mint(first)]).toEqual([T, U]);
  await first.reset();
  await second.queueTokens([U]);
  await expect(first.restore('queued')).rejects.toMatchObject({ code: 'claimed' });
});

test('a login that is refused for too many unused tokens leaves the queue as it was', async () => {
  const address = '127.0.0.71';
  await first.putSession({ address, msisdn: '15400000071', state: 'ok' });
  const app = { ...READY_APP, ...(await first.patchApp('300000000071', {})) };
  for (let count = 0; count < 30; count++) {
    await mint(first);
  }
  await first.queueTokens([T, U]);
  await expect(getToken(simulator, address, app)).rejects.toThrow('103911');
  await first.advance(600_000);
  expect([await getToken(simulator, address, app), await mint(first)]).toEqual([T, U]);
});
