import { expect, test } from 'vitest';
import { exchange, getScrip, PATHS, send } from '../support/http-client.ts';
import { checkBody, type Fields, loginBody, READY_APP, tokenBody } from '../support/sdk.ts';
import { NOON, StillScope } from '../support/still-scope.ts';

/** What the checks of tokens, whitelists, calls and numbers say of themselves, word for word: refusals and the borders beside them. */

const still = new StillScope();

async function tokenRequest(changes: Fields = {}): Promise<unknown> {
  const { scrip = '' } = await getScrip(still.simulator, still.bearer);
  return send(still.simulator, 'token', { path: PATHS.token, body: tokenBody(scrip, READY_APP, changes) });
}

const TOKEN_WANTED = 'a token issued in this scope for app 300000000001, unused, under 120000 ms old';

const TEXTS: readonly { title: string; step: string; act: () => Promise<unknown>; expected: string; got: string }[] = [
  {
    title: 'no scrip at all',
    step: 'scrip',
    act: () => send(still.simulator, 'token', { path: PATHS.token, body: tokenBody('short') }),
    expected: 'a scrip issued in this scope, not over, for app 300000000001, certificate digest e0d30cef5c6139275b58b525001b413c',
    got: '5 characters that are no scrip',
  },
  {
    title: 'the 31st unused token',
    step: 'unused tokens',
    act: async () => {
      for (let made = 0; made < 30; made++) {
        await still.scope.mintToken({ appid: READY_APP.appid, msisdn: still.phone });
      }
      await tokenRequest();
    },
    expected: 'fewer than 30 unused tokens of the number within 600000 ms, over all its apps',
    got: '30',
  },
  {
    title: 'a capability that the app lacks',
    step: 'capability',
    act: async () => {
      await still.putApp({ capabilities: ['check'] });
      await tokenRequest();
    },
    expected: 'an app with the capability login',
    got: 'check',
  },
  {
    title: 'a whitelist that is not held',
    step: 'whitelist',
    act: async () => {
      await still.putApp({ enforceWhitelist: false, whitelist: '10.0.0.1' });
      await still.login(loginBody('x'));
    },
    expected: 'any address: strictcheck is "0" and the app does not enforce its whitelist',
    got: '127.0.0.1',
  },
  {
    title: 'a whitelist without the caller',
    step: 'whitelist',
    act: async () => {
      await still.putApp({ whitelist: '10.0.0.0/8, 192.168.1.1-20' });
      await still.check(checkBody('x', { phone: still.phone }));
    },
    expected: 'an address of the app’s whitelist: 10.0.0.0/8, 192.168.1.1-20',
    got: '127.0.0.1',
  },
  {
    title: 'an empty whitelist that the caller asks to hold',
    step: 'whitelist',
    act: async () => {
      await still.putApp({ enforceWhitelist: false, whitelist: '' });
      await still.login(loginBody('x', READY_APP, { strictcheck: '1' }));
    },
    expected: 'nobody: the app’s whitelist is empty',
    got: '127.0.0.1',
  },
  {
    title: 'a token of 812 ms',
    step: 'token',
    act: async () => {
      const token = await still.loginToken();
      await still.scope.advance(812);
      await exchange(still.simulator, token);
    },
    expected: TOKEN_WANTED,
    got: 'a login token issued 812 ms ago for app 300000000001, unused',
  },
  {
    title: 'a token for the second time',
    step: 'token',
    act: async () => {
      const token = await still.loginToken();
      await exchange(still.simulator, token);
      await still.scope.advance(30);
      await exchange(still.simulator, token);
    },
    expected: TOKEN_WANTED,
    got: 'a login token issued 30 ms ago for app 300000000001, used 30 ms ago',
  },
  {
    title: 'a token that is over',
    step: 'token',
    act: async () => {
      const token = await still.loginToken();
      await still.scope.advance(120_001);
      await exchange(still.simulator, token);
    },
    expected: TOKEN_WANTED,
    got: 'a login token issued 120001 ms ago for app 300000000001, unused, expired 1 ms ago',
  },
  {
    title: 'a login token where a number is checked',
    step: 'token',
    act: async () => still.check(checkBody(await still.loginToken(), { phone: still.phone })),
    expected: 'a check token issued in this scope for app 300000000001, unused, under 120000 ms old',
    got: 'a login token issued 0 ms ago for app 300000000001, unused',
  },
  {
    title: 'a check token where a login is exchanged',
    step: 'token kind',
    act: async () => exchange(still.simulator, await still.checkToken()),
    expected: 'a login token',
    got: 'a check token',
  },
  {
    title: 'the last call that was bought',
    step: 'quota',
    act: async () => {
      await still.putApp({ purchasedCalls: 2 });
      await exchange(still.simulator, await still.loginToken());
      await exchange(still.simulator, await still.loginToken());
    },
    expected: 'fewer than 2 calls made',
    got: '1 made',
  },
  {
    title: 'calls that are spent',
    step: 'quota',
    act: async () => {
      await still.putApp({ purchasedCalls: 0 });
      await exchange(still.simulator, await still.loginToken());
    },
    expected: 'fewer than 0 calls made',
    got: '0 made',
  },
  {
    title: 'a trial',
    step: 'quota',
    act: async () => {
      await still.putApp({ trialEndsAt: NOON + 1, purchasedCalls: 0 });
      await exchange(still.simulator, await still.loginToken());
    },
    expected: 'any number of calls: the trial runs',
    got: 'no limit',
  },
  {
    title: 'keyType 1 by an app without keys',
    step: 'signature',
    act: async () => still.check(checkBody(await still.checkToken(), { phone: still.phone, changes: { keyType: '1' } })),
    expected: expect.stringMatching(/^MD5withRSA in hex, by the private key of the app’s first public key, of {2}300000000001‖/),
    got: 'an app without keys',
  },
  {
    title: 'another number than the token’s',
    step: 'number',
    act: async () => still.check(checkBody(await still.checkToken(), { phone: '15400000002' })),
    expected:
      'phoneNum: SHA-256, upper-case hex, of  [the number, 11 digits]‖[appKey]‖20261123120000000; an operator that can retrieve the token’s number',
    got: 'not made of the token’s number, 154****0001 (no known mistake makes it of the token’s number: it may be another number’s), which is in state ok',
  },
  {
    title: 'a phoneNum in lower case',
    step: 'number',
    act: async () =>
      still.check(checkBody(await still.checkToken(), { phone: still.phone, changes: { phoneNum: 'a'.repeat(64) } })),
    expected: expect.stringMatching(/^phoneNum: SHA-256/),
    got: 'phoneNum is not 64 upper-case hex digits; no known mistake makes it of the token’s number: it may be another number’s',
  },
];

test.each(TEXTS)('the trace explains it: $title', async ({ step, act, expected, got }) => {
  await act();
  expect(await still.lastStep(step)).toMatchObject({ expected, got });
});
