import { beforeEach, expect } from 'vitest';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { exchange, getScrip, getToken, PATHS, send } from '../support/http-client.ts';
import { prefetchBody, READY_APP, tokenBody } from '../support/sdk.ts';

let simulator: Simulator;
let scope: ScopeHandle;
const FROM = '127.0.0.7';
const WHOLE = ['prefetch', 'get-token', 'login-token-validate'] as const;

const test = base.extend('simulatorOptions', { scope: 'worker' }, { sessions: [{ address: FROM, msisdn: '15400000001' }] });

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

beforeEach(() => scope.reset());

test('one login is one flow, over three connections', async () => {
  await exchange(simulator, await getToken(simulator, FROM));
  const flow = await scope.expectFlow({ operations: WHOLE, resultCode: '103000' });
  expect(flow).toMatchObject({ appid: '300000000001', subscriber: '154****0001' });
  expect(new Set(flow.requests.map((request) => request.connection)).size).toBe(3);
});

test('logins side by side stay apart, and a second use of a token belongs to its login', async () => {
  const tokens = await Promise.all([getToken(simulator, FROM), getToken(simulator, FROM), getToken(simulator, FROM)]);
  await exchange(simulator, tokens[1] ?? '');
  await exchange(simulator, tokens[1] ?? '');
  expect((await scope.flows()).map((flow) => flow.requests.length).sort()).toEqual([2, 2, 4]);
  expect(await scope.flows({ operations: [...WHOLE, 'login-token-validate'], resultCode: '104201' })).toHaveLength(1);
});

test('a redirect and a hidden repeat of the same message belong together', async () => {
  await scope.putSubscriber({ msisdn: '15400000001', operator: 'unicom' });
  const { body } = prefetchBody(simulator);
  for (const path of [PATHS.prefetch, `/cu${PATHS.prefetch}`, `/cu${PATHS.prefetch}`]) {
    await send(simulator, 'bearer', { path, body, from: FROM });
  }
  const flow = await scope.expectFlow({ operations: ['prefetch', 'prefetch', 'prefetch'] });
  expect(flow.requests.map((request) => request.resultCode)).toEqual(['103273', '103000', '103000']);
});

test('an expectation that fails says how the nearest flows differ', async () => {
  await getToken(simulator, FROM);
  await expect(scope.expectFlow({ operations: WHOLE, resultCode: '103000', appid: '300000000009' })).rejects.toThrow(
    /no flow has .*; the nearest are #\d+: appid 300000000001 instead of 300000000009; operations prefetch, get-token instead of prefetch, get-token, login-token-validate$/,
  );
  await getToken(simulator, FROM);
  await expect(scope.expectFlow({})).rejects.toThrow(/one flow was expected with \{\}, there are 2: #\d+, #\d+/);
});

test('a flow is waited for until its last request', async () => {
  const waiting = scope.waitForFlow({ operations: WHOLE }, 2000);
  const token = await getToken(simulator, FROM);
  expect(await Promise.race([waiting, 'still waiting'])).toBe('still waiting');
  await exchange(simulator, token);
  expect((await waiting).requests).toHaveLength(3);
  await expect(scope.waitForFlow({ resultCode: '105001' }, 20)).rejects.toThrow(
    /within 20 ms; the nearest are #\d+: resultCode 103000 instead of 105001/,
  );
});

test('a request refused before anybody looked for its credential belongs to its login all the same', async () => {
  const token = await getToken(simulator, FROM);
  await exchange(simulator, token, { ...READY_APP, appSecret: '0'.repeat(32) });
  const flow = await scope.expectFlow({ operations: WHOLE, resultCode: '103101' });
  expect(flow.subscriber).toBe('154****0001');
  expect(await scope.flows({ resultCode: '103000' })).toEqual([]);
});

test('two bearers that use one msgid are two logins', async () => {
  await scope.leaseSession({ address: '127.0.0.8', msisdn: '15400000001' });
  const { body } = prefetchBody(simulator);
  for (const from of [FROM, '127.0.0.8']) {
    await send(simulator, 'bearer', { path: PATHS.prefetch, body, from });
  }
  expect((await scope.flows()).map(({ requests }) => requests.length)).toEqual([1, 1]);
});

test('two logins out of one scrip are two flows, and a repeat of a token request is in its own', async () => {
  const { scrip = '' } = await getScrip(simulator, FROM);
  const first = tokenBody(scrip);
  for (const body of [first, first, tokenBody(scrip)]) {
    const { json } = await send(simulator, 'token', { path: PATHS.token, body });
    await exchange(simulator, json['token'] ?? '');
  }
  const operations = (await scope.flows()).map(({ requests }) => requests.map(({ operation }) => operation));
  expect(operations).toEqual([[...WHOLE, 'get-token', 'login-token-validate'], WHOLE.slice(1)]);
});
