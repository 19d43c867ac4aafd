import { expect } from 'vitest';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { exchange, getScrip, getToken, PATHS, send } from '../support/http-client.ts';
import { developerSpki, rsaCheckBody, signRsa } from '../support/rsa.ts';
import { checkBody, loginBody, prefetchBody, READY_APP, tokenBody } from '../support/sdk.ts';

let simulator: Simulator;
let scope: ScopeHandle;
const FROM = '127.0.0.7';
const PHONE = '15400000001';

const test = base.extend('simulatorOptions', { scope: 'worker' }, { sessions: [{ address: FROM, msisdn: '15400000001' }] });

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

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

test('a refusal shows what passed, what failed and why, and what did not run', async () => {
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

test('an entry has its request’s number on the connection, and an unknown path has no operation', async () => {
  await send(simulator, 'exchange', { path: '/nowhere', body: '' });
  const [entry] = (await scope.journal({ resultCode: '105313' })).slice(-1);
  expect(entry).toMatchObject({
    operation: null,
    trace: [{ step: 1, outcome: 'failed', detail: expect.stringContaining('POST /nowhere') }],
  });
});

test('a request that a client repeats by itself shows as the next occurrence of its msgid, whatever the connection', async () => {
  const { body } = prefetchBody(simulator);
  for (let occurrence = 1; occurrence <= 3; occurrence++) {
    await send(simulator, 'bearer', { path: PATHS.prefetch, body, from: FROM });
  }
  await send(simulator, 'exchange', { path: PATHS.login, body: loginBody('x', READY_APP, { msgid: String(body['msgid']) }) });
  const entries = await scope.journal({ msgid: String(body['msgid']) });
  expect(entries.map(({ operation, msgidOccurrence }) => [operation, msgidOccurrence])).toEqual([
    ['prefetch', 1],
    ['prefetch', 2],
    ['prefetch', 3],
    ['login-token-validate', 1],
  ]);
  expect(new Set(entries.map(({ connection }) => connection.id)).size).toBe(4);
  const third = { operation: 'prefetch', msgid: String(body['msgid']), after: entries[1]?.id ?? 0 } as const;
  expect(await scope.waitForRequest(third, 100)).toMatchObject({ msgidOccurrence: 3 });
});

test('unknown fields are ignored, and listed', async () => {
  await send(simulator, 'exchange', { path: PATHS.login, body: { ...loginBody('x'), colour: 'red', '15400000001': 'x' } });
  const [entry] = (await scope.journal({ operation: 'login-token-validate' })).slice(-1);
  expect(entry?.unreadFields).toEqual(['colour', '154****0001']);
  expect(Math.abs((entry?.realAt ?? 0) - Date.now())).toBeLessThan(2000);
});

test('the last value of a duplicate key is used, and the trace says so', async () => {
  const body = JSON.stringify(loginBody('x')).replace('{', '{"token":"STsidOld",');
  await send(simulator, 'exchange', { path: PATHS.login, body });
  const [entry] = (await scope.journal({ operation: 'login-token-validate' })).slice(-1);
  expect(entry?.trace[1]?.detail).toContain('duplicate keys; the last value is used: token');
});

/** A client that puts its secrets where they do not belong. */
async function leak(scrip: string, token: string): Promise<void> {
  const login = (body: unknown): Promise<unknown> => send(simulator, 'exchange', { path: PATHS.login, body });
  await login(loginBody(token, { ...READY_APP, appid: READY_APP.appKey }));
  await login({ ...loginBody(token), phone: PHONE, note: `my secret is ${READY_APP.appSecret}` });
  await login(loginBody(token, READY_APP, { sign: READY_APP.appSecret }));
  await login(loginBody(token, READY_APP, { version: READY_APP.appKey }));
  await login(loginBody(`${token} ${PHONE}`, READY_APP, { encryptionalgorithm: READY_APP.appSecret }));
  const msgid = token.slice(0, 36);
  const body = tokenBody(scrip, { ...READY_APP, appKey: READY_APP.appSecret }, { msgid, apppackage: READY_APP.appSecret });
  await send(simulator, 'token', { path: PATHS.token, body });
  await send(simulator, 'token', { path: PATHS.token, body: tokenBody(scrip, READY_APP, { apppackage: READY_APP.appSecret }) });
  const { body: prefetched } = prefetchBody(simulator, READY_APP, { inner: { apppackage: `${READY_APP.appKey} ${PHONE}` } });
  await send(simulator, 'bearer', { path: PATHS.prefetch, body: prefetched, from: FROM });
  await send(simulator, 'exchange', { path: `/${token}`, body: '' });
  // Where a text is cut, half a secret would have no form to be known by.
  const atCut = (length: number): string => `${'x'.repeat(length - 10)} ${READY_APP.appSecret}`;
  const unread = { [atCut(100)]: 'x', note: atCut(1000) };
  await login({ ...loginBody(token, { ...READY_APP, appid: atCut(40) }), ...unread });
  await login(loginBody(token, READY_APP, { version: atCut(100) }));
  await send(simulator, 'token', { path: PATHS.token, body: tokenBody(scrip, READY_APP, { apppackage: atCut(100) }) });
  await send(simulator, 'token', { path: PATHS.token, body: tokenBody(scrip, READY_APP, { appsign: atCut(64) }) });
  await send(simulator, 'exchange', { path: `/${atCut(99).replace(' ', '/')}`, body: '' });
  await send(simulator, 'exchange', { path: PATHS.login, body: '{}', headers: { 'content-type': atCut(80) } });
}

test('no secret, credential or whole number stands in what a scope shows, passed or refused', async () => {
  const check = (body: unknown): Promise<unknown> => send(simulator, 'exchange', { path: PATHS.check, body });
  const { scrip = '' } = await getScrip(simulator, FROM);
  const token = await getToken(simulator, FROM);
  const checked = await getToken(simulator, FROM, { ...READY_APP, capability: 'check' });
  const sealed = await getToken(simulator, FROM, { ...READY_APP, capability: 'check' });
  const byRsa = await getToken(simulator, FROM);
  const mistaken = await getToken(simulator, FROM);
  const prefetched = prefetchBody(simulator).body;
  const login = loginBody(token);
  const rsaLogin = loginBody(byRsa, READY_APP, {
    encryptionalgorithm: 'RSA',
    sign: signRsa('RSA-SHA256', READY_APP.appid + byRsa).toString('hex'),
  });
  const hmacCheck = checkBody(checked, { phone: PHONE });
  const rsaCheck = rsaCheckBody(simulator, sealed, { phone: PHONE });
  await send(simulator, 'bearer', { path: PATHS.prefetch, body: prefetched, from: FROM });
  await send(simulator, 'exchange', { path: PATHS.login, body: login });
  await exchange(simulator, token);
  await check(hmacCheck);
  await scope.putApp({ appid: READY_APP.appid, keyMethod: 'RSA', verifyKeyPem: developerSpki });
  await send(simulator, 'exchange', { path: PATHS.login, body: rsaLogin });
  await check(rsaCheck);
  await check(rsaCheckBody(simulator, mistaken, { phone: PHONE, plain: 'x' }));
  await send(simulator, 'exchange', { path: PATHS.login, body: { ...rsaLogin, token: mistaken } });
  await scope.putApp({ appid: READY_APP.appid });
  await leak(scrip, mistaken);
  const entries = await scope.journal();
  const passed = entries.filter(({ trace }) => trace.every(({ outcome }) => outcome === 'passed'));
  expect(new Set(passed.map(({ operation }) => operation)).size).toBe(4);
  const shown = JSON.stringify([entries, await scope.flows(), await scope.report(), await scope.faults()]);
  const secrets: Readonly<Record<string, unknown>> = {
    appKey: READY_APP.appKey,
    appSecret: READY_APP.appSecret,
    'the beginning of the appSecret': READY_APP.appSecret.slice(0, 9),
    'appKey in lower case': READY_APP.appKey.toLowerCase(),
    scrip,
    token,
    checked,
    sealed,
    byRsa,
    mistaken,
    number: PHONE,
    controlToken: simulator.controlToken,
    'a private key': 'PRIVATE KEY',
    'a public key': developerSpki.split('\n')[1],
    'sealed key': prefetched['key'],
    'sealed data': prefetched['data'],
    'prefetch sign': prefetched['sign'],
    'login sign': login['sign'],
    'RSA sign': rsaLogin['sign'],
    phoneNum: hmacCheck.body['phoneNum'],
    'sealed phoneNum': rsaCheck.body['phoneNum'],
    'check sign': hmacCheck.body['sign'],
    'RSA check sign': rsaCheck.body['sign'],
  };
  for (const [name, secret] of Object.entries(secrets)) {
    expect(String(secret).length, name).toBeGreaterThan(8);
    expect(shown.includes(String(secret)), `${name} is shown`).toBe(false);
  }
  expect(shown).toContain('154****0001');
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
