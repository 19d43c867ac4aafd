import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Scope, type Simulator, startSimulator } from '../src/simulator.ts';
import { exchange, getScrip, getToken, PATHS, send } from './http-client.ts';
import { loginBody, prefetchBody, READY_APP, tokenBody } from './sdk.ts';

let simulator: Simulator;
let scope: Scope;
const FROM = '127.0.0.7';

beforeAll(async () => {
  simulator = await startSimulator({ sessions: [{ address: FROM, msisdn: '15400000001' }] });
  scope = simulator.defaultScope;
});

afterAll(() => simulator.close());

test('an entry tells connection, scope, subscriber, fields, trace and answer', async () => {
  const before = process.hrtime.bigint();
  await getScrip(simulator, FROM);
  const [entry] = (await scope.journal({ operation: 'prefetch' })).slice(-1);
  expect(entry).toMatchObject({
    scope: { id: 'default', by: 'appid' },
    plane: 'bearer',
    operation: 'prefetch',
    connection: { request: 1, remote: expect.stringMatching(/^127\.0\.0\.7:\d+$/), session: FROM },
    appid: READY_APP.appid,
    subscriber: '154****0001',
    fault: null,
    answer: { status: 200, resultCode: '103000', name: 'SUCCESS' },
  });
  expect(entry?.trace.map(({ step, outcome }) => [step, outcome])).toEqual(
    [1, 2, 3, 3, 4, 5, 6, 6, 7, 8, 9, 10, 11].map((step) => [step, 'passed']),
  );
  expect(BigInt(entry?.monotonicNanos ?? 0) - before).toBeLessThan(1_000_000_000n);
  expect(BigInt(entry?.monotonicNanos ?? 0)).toBeGreaterThan(before);
});

test('a refusal shows what passed, what failed and why, and what was not reached', async () => {
  const { body } = prefetchBody(simulator, READY_APP, { key: READY_APP.appSecret });
  await send(simulator, 'bearer', { path: PATHS.prefetch, body, from: FROM });
  const [entry] = await scope.journal({ msgid: String(body['msgid']) });
  const failed = entry?.trace.find(({ outcome }) => outcome === 'failed');
  expect(failed).toMatchObject({ step: 6, name: 'signature' });
  expect(failed?.detail).toMatch(
    /^103101 BAD_SIGNATURE: the client most likely signed with the appSecret instead of the appKey; string to sign {2}1\.0⏎300000000001⏎/,
  );
  expect(entry?.trace.map(({ outcome }) => outcome)).toEqual([
    ...Array.from({ length: 6 }, () => 'passed'),
    'failed',
    ...Array.from({ length: 6 }, () => 'not-reached'),
  ]);
});

test('an entry stands there before its answer leaves', async () => {
  for (let round = 0; round < 20; round++) {
    const { body } = prefetchBody(simulator);
    await send(simulator, 'bearer', { path: PATHS.prefetch, body, from: FROM });
    expect(await scope.journal({ msgid: String(body['msgid']) })).toHaveLength(1);
  }
});

test('the nth request of a connection is told, and an unknown path has no operation', async () => {
  await send(simulator, 'exchange', { path: '/nowhere', body: '' });
  const [entry] = (await scope.journal({ resultCode: '105313' })).slice(-1);
  expect(entry).toMatchObject({
    operation: null,
    trace: [{ step: 1, outcome: 'failed', detail: expect.stringContaining('POST /nowhere') }],
  });
});

test('fields that nobody reads are ignored, and told', async () => {
  await send(simulator, 'exchange', { path: PATHS.login, body: { ...loginBody('x'), colour: 'red', '15400000001': 'x' } });
  const [entry] = (await scope.journal({ operation: 'login-token-validate' })).slice(-1);
  expect(entry?.unreadFields).toEqual(['colour', '154****0001']);
  expect(Math.abs((entry?.realAt ?? 0) - Date.now())).toBeLessThan(2000);
});

test('of keys that stand twice the last counts, and the trace says so', async () => {
  const body = JSON.stringify(loginBody('x')).replace('{', '{"token":"STsidOld",');
  await send(simulator, 'exchange', { path: PATHS.login, body });
  const [entry] = (await scope.journal({ operation: 'login-token-validate' })).slice(-1);
  expect(entry?.trace[1]?.detail).toContain('the last counts: token');
});

test('no secret, credential or whole number stands in the journal', async () => {
  const { scrip = '' } = await getScrip(simulator, FROM);
  const token = await getToken(simulator, FROM);
  await exchange(simulator, token);
  await exchange(simulator, token);
  // A client that puts its secrets where they do not belong.
  await send(simulator, 'exchange', { path: PATHS.login, body: loginBody(token, { ...READY_APP, appid: READY_APP.appKey }) });
  await send(simulator, 'exchange', {
    path: PATHS.login,
    body: { ...loginBody(token), phone: '15400000001', note: `my secret is ${READY_APP.appSecret}` },
  });
  await send(simulator, 'token', {
    path: PATHS.token,
    body: tokenBody(scrip, READY_APP, { msgid: token.slice(0, 36) }, READY_APP.appSecret),
  });
  await send(simulator, 'exchange', { path: `/${token}`, body: '' });
  const told = JSON.stringify(await scope.journal());
  for (const secret of [
    READY_APP.appKey,
    READY_APP.appSecret,
    scrip,
    token,
    '15400000001',
    simulator.controlToken,
    'PRIVATE KEY',
  ]) {
    expect(told.includes(secret), `${secret.slice(0, 4)}… is told`).toBe(false);
  }
  expect(told).toContain('154****0001');
});

test('waitForRequest takes what is there, waits for what comes, and says what it saw instead', async () => {
  const after = (await scope.journal()).at(-1)?.id ?? 0;
  const coming = scope.waitForRequest({ operation: 'prefetch', after }, 2000);
  await getScrip(simulator, FROM);
  expect((await coming).id).toBe(after + 1);
  expect((await scope.waitForRequest({ operation: 'prefetch', after }, 0)).id).toBe(after + 1);
  await expect(scope.waitForRequest({ operation: 'get-token', after }, 50)).rejects.toThrow(
    /no request matched .* within 50 ms; the last of \d+ were .*prefetch app 300000000001 103000/,
  );
});
