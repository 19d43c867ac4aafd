import { expect, test } from 'vitest';
import { getScrip, PATHS, send } from '../support/http-client.ts';
import {
  checkBody,
  type Fields,
  loginBody,
  newMsgid,
  type PrefetchChanges,
  prefetchBody,
  READY_APP,
  tokenBody,
} from '../support/sdk.ts';
import { StillScope } from '../support/still-scope.ts';

/** What the checks say of themselves, word for word: refusals and the borders beside them. Those of tokens are in token-trace-texts.test.ts. */

const still = new StillScope();

function prefetch(changes: PrefetchChanges = {}, path = PATHS.prefetch): Promise<unknown> {
  return send(still.simulator, 'bearer', {
    path,
    body: prefetchBody(still.simulator, READY_APP, changes).body,
    from: still.bearer,
  });
}

async function tokenRequest(changes: Fields = {}): Promise<unknown> {
  const { scrip = '' } = await getScrip(still.simulator, still.bearer);
  return send(still.simulator, 'token', { path: PATHS.token, body: tokenBody(scrip, READY_APP, changes) });
}

const WINDOW = { timeWindowMs: 5000, msgidReplay: 'refused' } as const;

const TEXTS: readonly { title: string; step: string; act: () => Promise<unknown>; expected: string; got: string }[] = [
  {
    title: 'a number as a value',
    step: 'body',
    act: () => still.login(loginBody('x', READY_APP, { version: 2 })),
    expected: 'a JSON object whose values are all strings, labelled application/json',
    got: 'every value must be a string; version is a number',
  },
  {
    title: 'another content type',
    step: 'body',
    act: () => still.login(loginBody('x'), { 'content-type': 'text/plain' }),
    expected: 'a JSON object whose values are all strings, labelled application/json',
    got: 'content type "text/plain"',
  },
  {
    title: 'a content type that the field gets away with',
    step: 'body',
    act: async () => {
      await still.putApp({ strictness: 'field' });
      await still.login(loginBody('x'), { 'content-type': '' });
    },
    expected: 'a JSON object whose values are all strings, labelled application/json',
    got: 'an object of 9 strings, with no content type, which strictness "field" lets pass',
  },
  {
    title: 'no envelope',
    step: 'body',
    act: () => still.check({ header: {} }),
    expected: 'a JSON object with the objects header and body, whatever its label',
    got: 'the message is no object with the objects header and body: body is missing',
  },
  {
    title: 'a time of 4 digits',
    step: 'fields',
    act: () => prefetch({ fields: { systemtime: '2026' } }),
    expected: 'systemtime 17 digits that are a date and time',
    got: 'systemtime "2026"',
  },
  {
    title: 'a missing field',
    step: 'fields',
    act: () => still.login(loginBody('x', READY_APP, { strictcheck: undefined })),
    expected: 'strictcheck "0" or "1"',
    got: 'no strictcheck',
  },
  {
    title: 'an empty token before any other field',
    step: 'fields',
    act: () => still.login(loginBody('', READY_APP, { version: '9' })),
    expected: 'token not empty',
    got: 'token ""',
  },
  {
    title: 'keyType as a number',
    step: 'fields',
    act: async () => still.check(checkBody('x', { phone: still.phone, changes: { keyType: 1 } })),
    expected: 'keyType a string, if any',
    got: 'keyType 1',
  },
  {
    title: 'a clock that is 8 hours behind',
    step: 'time and replay',
    act: async () => {
      await still.scope.putSettings(WINDOW);
      await still.login(loginBody('x', READY_APP, { systemtime: '20261123040000000' }));
    },
    expected: 'a clock within 5000 ms of the gateway’s',
    got: 'a clock 28800000 ms (8.0 h) behind (most likely the time in UTC, where Asia/Shanghai is asked for)',
  },
  {
    title: 'a msgid for the second time',
    step: 'time and replay',
    act: async () => {
      const token = await still.loginToken();
      await still.scope.putSettings(WINDOW);
      const msgid = newMsgid();
      await still.login(loginBody(token, READY_APP, { msgid }));
      await still.login(loginBody('x', READY_APP, { msgid, systemtime: '20261123120000007' }));
    },
    expected: 'a clock within 5000 ms of the gateway’s, a msgid not seen before at this host',
    got: 'a clock 7 ms ahead, a msgid seen before',
  },
  {
    title: 'an appid with a blank',
    step: 'app',
    act: () => still.login(loginBody('x', { ...READY_APP, appid: '300000000001 ' })),
    expected: 'the appid of a registered app',
    got: '"300000000001 ", not registered',
  },
  {
    title: 'an app that is not admitted',
    step: 'admitted',
    act: async () => {
      await still.putApp({ admitted: false });
      await prefetch();
    },
    expected: 'an app on the admission list',
    got: 'registered, not on the list',
  },
  {
    title: 'MD5 where RSA is the setting',
    step: 'method',
    act: async () => {
      await still.putRsaApp();
      await still.login(loginBody('x'));
    },
    expected: 'RSA: the app’s setting is RSA',
    got: 'MD5: encryptionalgorithm ""',
  },
  {
    title: 'a package of another name',
    step: 'package',
    act: () => tokenRequest({ apppackage: 'com.other' }),
    expected: 'package app.quhao.probe, certificate digest e0d30cef5c6139275b58b525001b413c',
    got: 'package com.other, certificate digest e0d30cef5c6139275b58b525001b413c',
  },
  {
    title: 'an unknown gateway key',
    step: 'sealed data',
    act: () => prefetch({ fields: { keyid: 'zz' } }),
    expected: expect.stringMatching(
      /^keyid of a gateway key · .* additional data {2}300000000001⏎[0-9a-f]{32}⏎20261123120000000/,
    ),
    got: 'keyid "zz", key of 344 characters, data of 220 characters: keyid "zz" is none of the gateway\'s keys in the app\'s scope',
  },
  {
    title: 'an address without a session',
    step: 'bearer session',
    act: () =>
      send(still.simulator, 'bearer', { path: PATHS.prefetch, body: prefetchBody(still.simulator).body, from: '127.0.0.9' }),
    expected: 'an address that a bearer session of this scope holds, its subscriber known',
    got: '127.0.0.9, held by no session of this scope',
  },
  {
    title: 'a roaming subscriber where that is refused',
    step: 'bearer session',
    act: async () => {
      await still.scope.putSettings({ roaming: 'refused' });
      await still.scope.putSubscriber({ msisdn: still.phone, state: 'roaming' });
      await prefetch();
    },
    expected:
      'an address that a bearer session of this scope holds, its subscriber known, not roaming (this scope refuses foreign addresses)',
    got: '127.0.0.7, held by 154****0001 in state roaming',
  },
  {
    title: 'a Unicom subscriber at the Mobile host',
    step: 'operator',
    act: async () => {
      await still.scope.putSubscriber({ msisdn: still.phone, operator: 'unicom' });
      await still.putApp({ operators: ['unicom'] });
      await prefetch();
    },
    expected: 'a subscriber of the mobile host, which was asked, and of an operator that the app may use: mobile, unicom',
    got: expect.stringMatching(/^a unicom subscriber, sent on to http:\/\/127\.0\.0\.1:\d+\/cu\/unisdk\/rs\/getPrePhonescrip$/),
  },
  {
    title: 'an IoT card',
    step: 'subscriber',
    act: async () => {
      await still.scope.putSubscriber({ msisdn: still.phone, state: 'iot' });
      await prefetch();
    },
    expected: 'a subscriber that mobile can serve: not in state iot, dataOnly or operatorFailure',
    got: 'one in state iot',
  },
  {
    title: 'a daily limit that is used up',
    step: 'daily limit',
    act: async () => {
      await still.putApp({ dailyLimit: 1 });
      await prefetch();
      await prefetch();
    },
    expected: 'fewer than 1 retrievals on 20261123 (China Standard Time)',
    got: '1',
  },
  {
    title: 'a scrip from before a SIM swap',
    step: 'scrip',
    act: async () => {
      const { scrip = '' } = await getScrip(still.simulator, still.bearer);
      await still.scope.advance(1500);
      await still.scope.putSubscriber({ msisdn: still.phone, sim: 'sim-2' });
      await send(still.simulator, 'token', { path: PATHS.token, body: tokenBody(scrip) });
    },
    expected:
      'a scrip issued in this scope, not over, for app 300000000001, certificate digest e0d30cef5c6139275b58b525001b413c, SIM sim-2',
    got: 'one issued 1500 ms ago to 154****0001, good for 3598500 ms more, for app 300000000001, certificate digest e0d30cef5c6139275b58b525001b413c, SIM sim-1',
  },
  {
    title: 'an operation that is switched off',
    step: 'switched on',
    act: async () => {
      await still.scope.putSettings({ switchedOff: ['login-token-validate'] });
      await still.login(loginBody('x'));
    },
    expected: 'an operation that the scope’s settings have not switched off',
    got: 'login-token-validate, switched off',
  },
  {
    title: 'a bearer in arrears',
    step: 'bearer',
    act: async () => {
      await still.scope.putSession({ address: still.bearer, msisdn: still.phone, state: 'arrears' });
      await prefetch();
    },
    expected: 'a bearer session in state ok, its subscriber not suspended',
    got: 'the session of 127.0.0.7, in state arrears',
  },
];

test.each(TEXTS)('the trace explains it: $title', async ({ step, act, expected, got }) => {
  await act();
  expect(await still.lastStep(step)).toMatchObject({ expected, got });
});

/** Of a target or method that is no operation's, what was most likely meant. */
test.each([
  {
    title: 'a trailing slash',
    path: `${PATHS.login}/`,
    cause: `: the target must be ${PATHS.login} byte for byte: a slash at the end makes another target`,
  },
  {
    title: 'another letter case',
    path: PATHS.check.toUpperCase(),
    cause: `: the target must be ${PATHS.check} byte for byte: letter case counts`,
  },
  {
    title: 'a query',
    path: `${PATHS.login}?v=2`,
    cause: `: the target must be ${PATHS.login} byte for byte: a query makes another target`,
  },
  { title: 'GET', path: PATHS.login, method: 'GET', cause: ': it is asked with POST, not GET' },
  { title: 'another plane', path: PATHS.token, cause: ': it is served on the token plane, by another listener' },
  { title: 'nothing known', path: '/nowhere', cause: '' },
])('a route that is none says what was meant: $title', async ({ path, method = 'POST', cause }) => {
  await send(still.simulator, 'exchange', { path, method, body: '' });
  expect((await still.lastEntry()).trace).toEqual([
    {
      step: 1,
      name: 'route',
      outcome: 'failed',
      expected: `POST ${PATHS.login} or POST ${PATHS.check}`,
      got: `${method} ${path}`,
      detail: `105313 ILLEGAL_REQUEST: ${method} ${path} is no operation of the exchange plane${cause}`,
    },
  ]);
});
