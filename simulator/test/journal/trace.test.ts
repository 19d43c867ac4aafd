import { describe, expect, test } from 'vitest';
import type { App, Settings } from '../../src/model/documents.ts';
import { GET_TOKEN } from '../../src/operations/get-token.ts';
import { LOGIN_TOKEN_VALIDATE } from '../../src/operations/login-token-validate.ts';
import { PREFETCH } from '../../src/operations/prefetch.ts';
import { TOKEN_VALIDATE } from '../../src/operations/token-validate.ts';
import { exchange, getScrip } from '../support/http-client.ts';
import { rsaCheckBody, signRsa } from '../support/rsa.ts';
import { checkBody, loginBody, READY_APP } from '../support/sdk.ts';
import { StillScope } from '../support/still-scope.ts';

/** Every step of a trace says what was expected and what came; word for word they stand in trace-texts.test.ts and token-trace-texts.test.ts. */

const still = new StillScope();

async function loginByRsa(): Promise<void> {
  const token = await still.loginToken();
  await still.putRsaApp();
  const sign = signRsa('RSA-SHA256', READY_APP.appid + token).toString('hex');
  await still.login(loginBody(token, READY_APP, { encryptionalgorithm: 'RSA', sign }));
}

async function checkByRsa(): Promise<void> {
  await still.putRsaApp();
  await still.check(rsaCheckBody(still.simulator, await still.checkToken(), { phone: still.phone }));
}

/** A request of each operation that passes, by each of its signatures. */
const PASSING: readonly { title: string; rules: readonly { step: number; name: string }[]; act: () => Promise<unknown> }[] = [
  { title: 'prefetch', rules: PREFETCH.rules, act: () => getScrip(still.simulator, still.bearer) },
  { title: 'get-token', rules: GET_TOKEN.rules, act: () => still.loginToken() },
  {
    title: 'login-token-validate by MD5',
    rules: LOGIN_TOKEN_VALIDATE.rules,
    act: async () => exchange(still.simulator, await still.loginToken()),
  },
  { title: 'login-token-validate by RSA', rules: LOGIN_TOKEN_VALIDATE.rules, act: loginByRsa },
  {
    title: 'token-validate by HMAC',
    rules: TOKEN_VALIDATE.rules,
    act: async () => still.check(checkBody(await still.checkToken(), { phone: still.phone })),
  },
  { title: 'token-validate by RSA', rules: TOKEN_VALIDATE.rules, act: checkByRsa },
];

const UNTOLD = /undefined|\[object|NaN|null/;

describe.each([
  { title: 'as it starts', settings: {}, app: {} },
  {
    title: 'with every rule on',
    settings: { timeWindowMs: 5000, msgidReplay: 'refused', roaming: 'refused', scripUse: 'once' },
    app: { dailyLimit: 9, purchasedCalls: 9, enforceWhitelist: false },
  },
] as const satisfies readonly { title: string; settings: Partial<Settings>; app: Partial<App> }[])(
  'a passed request in a scope $title',
  ({ settings, app }) => {
    test.each(PASSING)('explains every rule by what it expected and got: $title', async ({ rules, act }) => {
      await still.scope.putSettings(settings);
      await still.putApp(app);
      await act();
      const { trace } = await still.lastEntry();
      expect(trace.map(({ step, name, outcome }) => [step, name, outcome])).toEqual(
        [{ step: 1, name: 'route' }, ...rules].map(({ step, name }) => [step, name, 'passed']),
      );
      for (const { name, expected = '', got = '' } of trace) {
        expect(expected.length, `${name} expected`).toBeGreaterThan(3);
        expect(got, `${name} got`).not.toBe('');
        expect(`${expected} ${got}`).not.toMatch(UNTOLD);
      }
    });
  },
);

/** The formula and the exact string, with keys by their names and credentials by their fingerprints. */
const SIGNATURES: readonly { title: string; act: () => Promise<unknown>; expected: RegExp; got: RegExp }[] = [
  {
    title: 'prefetch',
    act: () => getScrip(still.simulator, still.bearer),
    expected:
      /^HMAC-SHA256, lower-case hex, key \[appKey\], of {2}1\.0⏎300000000001⏎[0-9a-f]{32}⏎20261123120000000⏎\w+⏎‹344 characters, sha256 \w{8}›⏎‹220 characters, sha256 \w{8}›$/,
    got: /^sign [0-9a-f]{6}… \(64 characters\), the same$/,
  },
  {
    title: 'get-token',
    act: () => still.loginToken(),
    expected:
      /^HMAC-SHA256, lower-case hex, key \[appKey\], of {2}1\.0⏎300000000001⏎[0-9a-f]{32}⏎20261123120000000⏎‹40 characters, sha256 \w{8}›⏎login⏎app\.quhao\.probe⏎e0d30cef5c6139275b58b525001b413c⏎3⏎5\.9\.4$/,
    got: /, the same$/,
  },
  {
    title: 'login-token-validate by MD5',
    act: async () => exchange(still.simulator, await still.loginToken()),
    expected:
      /^MD5, upper-case hex, of {2}300000000001‖2\.0‖[0-9a-f]{32}‖20261123120000000‖0‖‹57 characters, sha256 \w{8}›‖\[appSecret\]$/,
    got: /^sign [0-9A-F]{6}… \(32 characters\), the same$/,
  },
  {
    title: 'login-token-validate by RSA',
    act: loginByRsa,
    expected:
      /^SHA256withRSA in hex, by the private key of the app’s first public key, of {2}300000000001‖‹57 characters, sha256 \w{8}›$/,
    got: /^128 bytes in hex: SHA256withRSA of the same string$/,
  },
  {
    title: 'token-validate by HMAC',
    act: async () => still.check(checkBody(await still.checkToken(), { phone: still.phone })),
    expected:
      /^HMAC-SHA256, upper-case hex, key \[appKey\], of {2}300000000001‖[0-9a-f]{32}‖‹64 characters, sha256 \w{8}›‖20261123120000000‖‹57 characters, sha256 \w{8}›‖1\.0$/,
    got: /, the same$/,
  },
  {
    title: 'token-validate by RSA',
    act: checkByRsa,
    expected: /^MD5withRSA in hex, by the private key of the app’s first public key, of {2}300000000001‖[0-9a-f]{32}‖‹512 char/,
    got: /^128 bytes in hex: MD5withRSA of the same string$/,
  },
];

test.each(SIGNATURES)('a passed signature shows the exact string that is signed: $title', async ({ act, expected, got }) => {
  await act();
  expect(await still.lastStep('signature')).toEqual({
    step: 6,
    name: 'signature',
    outcome: 'passed',
    expected: expect.stringMatching(expected),
    got: expect.stringMatching(got),
  });
});

const WINDOW = { timeWindowMs: 5000, msgidReplay: 'refused' } as const;

describe('a trace stays as it was', () => {
  test('when the app is changed after the request', async () => {
    await still.putApp({ whitelist: '127.0.0.1' });
    await exchange(still.simulator, await still.loginToken());
    await still.putApp({ whitelist: '10.9.9.9', capabilities: [], purchasedCalls: 0, keyMethod: 'MD5_APP_KEY' });
    const { trace } = await still.lastEntry();
    const explanations = Object.fromEntries(trace.map(({ name, expected, got }) => [name, { expected, got }]));
    expect(explanations).toMatchObject({
      method: { expected: 'MD5: the app’s setting is MD5_APP_SECRET' },
      signature: { expected: expect.stringContaining('[appSecret]'), got: expect.stringContaining('the same') },
      whitelist: { expected: 'an address of the app’s whitelist: 127.0.0.1' },
      capability: { got: 'login and check' },
      quota: { expected: 'any number of calls: no calls were bought and no trial is set' },
    });
  });

  test('when the token is used, the clock moves and the settings change after it', async () => {
    await exchange(still.simulator, await still.loginToken());
    await still.scope.advance(600_000);
    await still.scope.putSettings(WINDOW);
    const { trace } = await still.lastEntry();
    expect(trace.find(({ name }) => name === 'token')?.got).toBe('a login token issued 0 ms ago for app 300000000001, unused');
    expect(trace.find(({ name }) => name === 'time and replay')).toMatchObject({
      expected: 'any time (no window is set), any msgid (replays are allowed)',
      got: 'a clock that agrees',
    });
  });

  test('when the SIM is swapped and the scrip revoked after it', async () => {
    await still.loginToken();
    await still.scope.putSubscriber({ msisdn: still.phone, sim: 'sim-2', operator: 'telecom' });
    await still.scope.revokeScrips();
    const step = await still.lastStep('scrip');
    expect([step?.expected, step?.got]).toEqual([expect.stringMatching(/SIM sim-1$/), expect.stringMatching(/SIM sim-1$/)]);
  });
});

/** What a wrong RSA signature was made with, seen by opening it. */
test.each([
  {
    title: 'the parts in another order',
    sign: (token: string) => signRsa('RSA-SHA256', token + READY_APP.appid).toString('hex'),
    got: '128 bytes in hex: SHA256withRSA of another string',
    detail: /most likely signed the values in reverse order; .*; the client signed {2}‹57 characters.*first differing byte: 0\)$/,
  },
  {
    title: 'SHA-1',
    sign: (token: string) => signRsa('RSA-SHA1', READY_APP.appid + token).toString('hex'),
    got: '128 bytes in hex: SHA1withRSA of the same string',
    detail:
      /most likely signed with SHA1withRSA; string to sign {2}300000000001‖‹57 characters, sha256 \w{8}›, with SHA256withRSA$/,
  },
  {
    title: 'a line feed between the parts, in SHA-1',
    sign: (token: string) => signRsa('RSA-SHA1', `${READY_APP.appid}\n${token}`).toString('hex'),
    got: '128 bytes in hex: SHA1withRSA of another string',
    detail:
      /most likely joined the values with line feeds and signed with SHA1withRSA; .*300000000001⏎‹57.*first differing byte: 12\)$/,
  },
  {
    title: 'another string',
    sign: () => signRsa('RSA-SHA256', 'x').toString('hex'),
    got: '128 bytes in hex: SHA256withRSA of another string',
    detail: /the right key signed another string; string to sign/,
  },
  {
    title: 'another key',
    sign: () => 'ab'.repeat(128),
    got: '128 bytes in hex that this key does not open',
    detail: /does not open with the app’s first public key: another private key, or another padding/,
  },
  {
    title: 'no hex',
    sign: () => 'zz',
    got: 'sign is neither hex nor base64',
    detail: /sign is neither hex nor base64; string to/,
  },
])('a wrong RSA signature says what it was made with: $title', async ({ sign, got, detail }) => {
  const token = await still.loginToken();
  await still.putRsaApp();
  await still.login(loginBody(token, READY_APP, { encryptionalgorithm: 'RSA', sign: sign(token) }));
  expect(await still.lastStep('signature')).toMatchObject({ outcome: 'failed', got, detail: expect.stringMatching(detail) });
});
