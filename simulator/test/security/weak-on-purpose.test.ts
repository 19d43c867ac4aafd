import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator.ts';
import { exchange, getToken, PATHS, send } from '../support/http-client.ts';
import { openPrefetchAnswer, prefetchBody, READY_APP, tokenBody } from '../support/sdk.ts';

/** The weaknesses of the real system that the simulator has too, each shown: docs/security.md, "Weak on purpose". */

const VICTIM = '127.0.0.9';
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ sessions: [{ address: VICTIM, msisdn: '15400000001' }], logLevel: 'silent' });
});

afterAll(() => simulator.close());

test('who has an app’s key and certificate digest, and the victim’s bearer, logs in as the victim', async () => {
  // Nothing here came from the app: three constants of its APK and a device behind the victim's hot spot are enough.
  const stolen = { ...READY_APP };
  const token = await getToken(simulator, VICTIM, stolen);
  const { json } = await exchange(simulator, token);
  expect(json).toMatchObject({ resultCode: '103000', msisdn: '15400000001' });
});

test('a number request that was listened to is answered again', async () => {
  const { body } = prefetchBody(simulator);
  for (const _ of ['first', 'replayed']) {
    expect((await send(simulator, 'bearer', { path: PATHS.prefetch, body, from: VICTIM })).json['resultCode']).toBe('103000');
  }
});

test('a refusal on plain HTTP can be made by anybody on the way, and only a success is bound to its key', async () => {
  const { body, sessionKey } = prefetchBody(simulator);
  const { json } = await send(simulator, 'bearer', { path: PATHS.prefetch, body, from: VICTIM });
  // The result code is bound to the sealed part of a success …
  expect(() => openPrefetchAnswer({ ...json, resultCode: '103273' }, sessionKey)).toThrow();
  // … and nothing binds the answer that has no sealed part: a refusal, or a redirect.
  await simulator.defaultScope.putSubscriber({ msisdn: '15400000001', operator: 'unicom' });
  const redirect = (await send(simulator, 'bearer', { path: PATHS.prefetch, body: prefetchBody(simulator).body, from: VICTIM }))
    .json;
  await simulator.defaultScope.putSubscriber({ msisdn: '15400000001', operator: 'mobile' });
  expect(Object.keys(redirect).sort()).toEqual(['desc', 'inresponseto', 'redirect', 'resultCode', 'systemtime']);
});

test('an unknown appid is told apart from a known one without a bearer session', async () => {
  const ask = async (appid: string): Promise<string | undefined> => {
    const { body } = prefetchBody(simulator, { ...READY_APP, appid });
    return (await send(simulator, 'bearer', { path: PATHS.prefetch, body, from: '127.0.0.200' })).json['resultCode'];
  };
  expect(await ask(READY_APP.appid)).toBe('103111');
  expect(await ask('300000000999')).toBe('103119');
});

test('keys of 1024 bits are taken, as the documents have them', async () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const verifyKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const app = await simulator.defaultScope.putApp({
    appid: '300000000077',
    packageName: 'com.example.old',
    keyMethod: 'RSA',
    verifyKeyPem,
  });
  expect(app.keyMethod).toBe('RSA');
});

test('a scrip is good for many tokens, wherever the second request comes from', async () => {
  const { body, sessionKey } = prefetchBody(simulator);
  const { json } = await send(simulator, 'bearer', { path: PATHS.prefetch, body, from: VICTIM });
  const { scrip = '' } = openPrefetchAnswer(json, sessionKey);
  for (const from of [VICTIM, '127.0.0.201']) {
    expect((await send(simulator, 'token', { path: PATHS.token, body: tokenBody(scrip), from })).json['resultCode']).toBe(
      '103000',
    );
  }
});
