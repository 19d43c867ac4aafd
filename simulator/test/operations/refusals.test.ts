import { afterEach, describe, expect } from 'vitest';
import type { App, Subscriber } from '../../src/model/documents.ts';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { exchange, getScrip, getToken, PATHS, type Reply, send } from '../support/http-client.ts';
import { rawExchange } from '../support/raw-socket.ts';
import { type Fields, loginBody, type PrefetchChanges, prefetchBody, READY_APP, tokenBody } from '../support/sdk.ts';

let simulator: Simulator;
let scope: ScopeHandle;
const BEARER = '127.0.0.7';

const test = base.extend('simulatorOptions', { scope: 'worker' }, { sessions: [{ address: BEARER, msisdn: '15400000001' }] });

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

/** Whatever was refused, and why: no check that was reached is without its two texts. */
let looked = 0;
afterEach(async () => {
  const entries = await scope.journal({ after: looked });
  looked = entries.at(-1)?.id ?? looked;
  const ran = entries.flatMap(({ trace }) => trace).filter(({ outcome }) => outcome !== 'not-reached');
  for (const { name, expected = '', got = '' } of ran) {
    expect(expected, name).toMatch(/./);
    expect(got, name).toMatch(/^(?!.*(?:undefined|NaN|\[object)).+$/s);
  }
});

function codeOf(reply: Reply): string | undefined {
  return reply.json['resultCode'];
}

async function prefetch(
  changes: PrefetchChanges = {},
  { from = BEARER, headers = {}, path = PATHS.prefetch } = {},
): Promise<Reply> {
  return send(simulator, 'bearer', { path, body: prefetchBody(simulator, READY_APP, changes).body, from, headers });
}

async function tokenRequest(changes: Fields = {}, key = READY_APP.appKey): Promise<Reply> {
  const { scrip } = await getScrip(simulator, BEARER);
  return send(simulator, 'token', { path: PATHS.token, body: tokenBody(scrip ?? '', { ...READY_APP, appKey: key }, changes) });
}

/** Changes the ready app for one request. */
async function withApp(change: Partial<App>, act: () => Promise<Reply>): Promise<Reply> {
  await scope.putApp({ appid: READY_APP.appid, ...change });
  try {
    return await act();
  } finally {
    await scope.putApp({ appid: READY_APP.appid });
  }
}

async function withSubscriber<T>(change: Partial<Subscriber>, act: () => Promise<T>): Promise<T> {
  await scope.putSubscriber({ msisdn: '15400000001', ...change });
  try {
    return await act();
  } finally {
    await scope.putSubscriber({ msisdn: '15400000001' });
  }
}

describe('number request', () => {
  const badly = (fields: Fields): (() => Promise<Reply>) => {
    return () => prefetch({ fields });
  };
  test.each<{ code: string; title: string; act: () => Promise<Reply> }>([
    { code: '105313', title: 'a query after the path', act: () => prefetch({}, { path: `${PATHS.prefetch}?a=1` }) },
    { code: '105313', title: 'a trailing slash', act: () => prefetch({}, { path: `${PATHS.prefetch}/` }) },
    {
      code: '105313',
      title: 'a percent-encoded letter',
      act: () => prefetch({}, { path: PATHS.prefetch.replace('rs', '%72s') }),
    },
    { code: '105313', title: 'another letter case', act: () => prefetch({}, { path: PATHS.prefetch.toLowerCase() }) },
    {
      code: '105313',
      title: 'method GET',
      act: () => send(simulator, 'bearer', { path: PATHS.prefetch, method: 'GET', body: '', from: BEARER }),
    },
    { code: '105313', title: 'the token path', act: () => prefetch({}, { path: PATHS.token }) },
    {
      code: '103412',
      title: 'an empty body',
      act: () => send(simulator, 'bearer', { path: PATHS.prefetch, body: '', from: BEARER }),
    },
    {
      code: '103412',
      title: 'a body that is not JSON',
      act: () => send(simulator, 'bearer', { path: PATHS.prefetch, body: 'a=b', from: BEARER }),
    },
    {
      code: '103211',
      title: 'a form content type',
      act: () => prefetch({}, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    },
    { code: '103211', title: 'a number as a value', act: badly({ version: 1 }) },
    { code: '103211', title: 'an array', act: () => send(simulator, 'bearer', { path: PATHS.prefetch, body: [], from: BEARER }) },
    { code: '103414', title: 'no msgid', act: badly({ msgid: undefined }) },
    { code: '103414', title: 'a msgid of 37 characters', act: badly({ msgid: 'x'.repeat(37) }) },
    { code: '103414', title: 'version 2.0', act: badly({ version: '2.0' }) },
    { code: '103414', title: 'a systemtime in the 13th month', act: badly({ systemtime: '20261323120000000' }) },
    { code: '103414', title: 'an empty keyid', act: badly({ keyid: '' }) },
    { code: '103119', title: 'an unknown appid', act: badly({ appid: '300000000009' }) },
    { code: '103119', title: 'an appid with a blank', act: badly({ appid: '300000000001 ' }) },
    { code: '105302', title: 'an app that is not admitted', act: () => withApp({ admitted: false }, () => prefetch()) },
    { code: '103101', title: 'the secret instead of the key', act: () => prefetch({ key: READY_APP.appSecret }) },
    { code: '103101', title: 'an upper-case sign', act: badly({ sign: 'A'.repeat(64) }) },
    { code: '103101', title: 'an unknown keyid', act: badly({ keyid: '9' }) },
    { code: '103101', title: 'a key that is not base64', act: badly({ key: '***' }) },
    { code: '103101', title: 'a key that does not open', act: badly({ key: Buffer.alloc(256, 1).toString('base64') }) },
    { code: '103101', title: 'a session key of 16 bytes', act: () => prefetch({ sessionKey: Buffer.alloc(16) }) },
    { code: '103101', title: 'data that does not open', act: badly({ data: Buffer.alloc(64).toString('base64') }) },
    {
      code: '103414',
      title: 'an inner certificate digest in upper case',
      act: () => prefetch({ inner: { appsign: 'A'.repeat(32) } }),
    },
    { code: '103414', title: 'an inner network type 4', act: () => prefetch({ inner: { networktype: '4' } }) },
    { code: '103414', title: 'an inner number', act: () => prefetch({ inner: { networktype: 1 } }) },
    { code: '103102', title: 'another package', act: () => prefetch({ inner: { apppackage: 'com.other' } }) },
    { code: '103102', title: 'another certificate', act: () => prefetch({ inner: { appsign: 'f'.repeat(32) } }) },
    { code: '103111', title: 'an address without a session', act: () => prefetch({}, { from: '127.0.0.99' }) },
    { code: '103111', title: 'another operator’s host', act: () => prefetch({}, { path: `/cu${PATHS.prefetch}` }) },
    {
      code: '105012',
      title: 'Telecom without the right',
      act: () => withApp({ operators: ['mobile'] }, () => withSubscriber({ operator: 'telecom' }, () => prefetch())),
    },
    {
      code: '105013',
      title: 'Unicom without the right',
      act: () => withApp({ operators: ['mobile'] }, () => withSubscriber({ operator: 'unicom' }, () => prefetch())),
    },
    { code: '105002', title: 'an IoT SIM', act: () => withSubscriber({ state: 'iot' }, () => prefetch()) },
    { code: '105002', title: 'a data-only SIM', act: () => withSubscriber({ state: 'dataOnly' }, () => prefetch()) },
    {
      code: '105001',
      title: 'a Unicom subscriber whose retrieval fails',
      act: () =>
        withSubscriber({ operator: 'unicom', state: 'operatorFailure' }, () => prefetch({}, { path: `/cu${PATHS.prefetch}` })),
    },
    {
      code: '105003',
      title: 'a Telecom subscriber whose retrieval fails',
      act: () =>
        withSubscriber({ operator: 'telecom', state: 'operatorFailure' }, () => prefetch({}, { path: `/ct${PATHS.prefetch}` })),
    },
    { code: '105021', title: 'a daily limit that is used up', act: () => withApp({ dailyLimit: 0 }, () => prefetch()) },
    {
      code: '103000',
      title: 'a ported number at its SIM’s operator',
      act: () => withSubscriber({ state: 'ported' }, () => prefetch()),
    },
    {
      code: '103000',
      title: 'a roaming subscriber, by default',
      act: () => withSubscriber({ state: 'roaming' }, () => prefetch()),
    },
    { code: '103000', title: 'an unknown field', act: badly({ more: 'yes' }) },
    {
      code: '103000',
      title: 'another case and parameters of the content type',
      act: () => prefetch({}, { headers: { 'content-type': 'Application/JSON; x=y' } }),
    },
  ])('$code for $title', async ({ code, act }) => {
    const reply = await act();
    expect([reply.status, reply.headers['content-type'], codeOf(reply)]).toEqual([200, 'application/json; charset=utf-8', code]);
  });

  test('a redirect has the form of the request', async () => {
    const replies = await withSubscriber({ operator: 'unicom' }, () => prefetch()).then(async (first) => [
      first,
      await withSubscriber({ operator: 'telecom' }, () => prefetch({}, { headers: { host: 'CM.gateway.test:7080' } })),
      await withSubscriber({ operator: 'telecom' }, () =>
        prefetch({}, { path: `/cm${PATHS.prefetch}`, headers: { host: 'cm.gateway.test' } }),
      ),
    ]);
    expect(replies.map((reply) => [codeOf(reply), reply.json['redirect']])).toEqual([
      ['103273', `http://127.0.0.1:${simulator.ports.bearer}/cu${PATHS.prefetch}`],
      ['103273', `http://ct.gateway.test:7080${PATHS.prefetch}`],
      ['103273', `http://cm.gateway.test/ct${PATHS.prefetch}`],
    ]);
  });

  test.each([
    { title: 'is empty', host: 'Host: \r\n', version: '1.1' },
    { title: 'is of blanks', host: 'Host:   \t \r\n', version: '1.1' },
    { title: 'is missing, as HTTP/1.0 allows', host: '', version: '1.0' },
  ])('a redirect names the connection’s own address where Host $title', async ({ host, version }) => {
    const text = JSON.stringify(prefetchBody(simulator).body);
    const head = `POST ${PATHS.prefetch} HTTP/${version}\r\n${host}Content-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n`;
    await withSubscriber({ operator: 'unicom' }, async () => {
      const { bytes } = await rawExchange({
        port: simulator.ports.bearer,
        chunks: [head + text],
        localAddress: BEARER,
        until: (seen) => seen.includes('redirect'),
      });
      expect(bytes).toContain(`"redirect":"http://127.0.0.1:${simulator.ports.bearer}/cu${PATHS.prefetch}"`);
    });
  });

  test('a redirected subscriber is served at the other host, and the redirect spends no daily limit', async () => {
    const app = { ...READY_APP, appid: '300000000003' };
    await scope.putApp({ ...app, dailyLimit: 1 });
    const ask = (path: string): Promise<Reply> =>
      send(simulator, 'bearer', { path, body: prefetchBody(simulator, app).body, from: BEARER });
    await withSubscriber({ operator: 'unicom' }, async () => {
      expect(codeOf(await ask(PATHS.prefetch))).toBe('103273');
      expect(codeOf(await ask(`/cu${PATHS.prefetch}`))).toBe('103000');
      const reply = await ask(`/cu${PATHS.prefetch}`);
      expect(codeOf(reply)).toBe('105021');
      return reply;
    });
  });

  test.each([
    { title: 'the msgid of the request', fields: { msgid: 'abc', version: '9' }, echo: 'abc' },
    { title: 'a msgid that is too long', fields: { msgid: 'y'.repeat(40) }, echo: 'y'.repeat(40) },
    { title: 'nothing where msgid is no string', fields: { msgid: 7 }, echo: '' },
    { title: 'nothing where msgid holds half a surrogate pair', fields: { msgid: '\ud800' }, echo: '' },
  ])('a refusal is in response to $title', async ({ fields, echo }) => {
    expect((await prefetch({ fields })).json['inresponseto']).toBe(echo);
  });
});

describe('token request', () => {
  test.each<{ code: string; title: string; act: () => Promise<Reply> }>([
    { code: '103414', title: 'capability "pay"', act: () => tokenRequest({ capability: 'pay' }) },
    { code: '103414', title: 'no scrip', act: () => tokenRequest({ scrip: undefined }) },
    { code: '103119', title: 'an unknown app', act: () => tokenRequest({ appid: '300000000009' }) },
    { code: '103101', title: 'another key', act: () => tokenRequest({}, READY_APP.appSecret) },
    { code: '103102', title: 'another package', act: () => tokenRequest({ apppackage: 'com.other' }) },
    { code: '103902', title: 'an unknown scrip', act: () => tokenRequest({ scrip: 'x'.repeat(40) }) },
    { code: '103902', title: 'a scrip of a wrong form', act: () => tokenRequest({ scrip: 'x' }) },
    {
      code: '105019',
      title: 'a capability that the app lacks',
      act: () => withApp({ capabilities: ['check'] }, () => tokenRequest()),
    },
    {
      code: '105313',
      title: 'the number request’s path',
      act: () => send(simulator, 'token', { path: PATHS.prefetch, body: {} }),
    },
  ])('$code for $title', async ({ code, act }) => {
    expect(codeOf(await act())).toBe(code);
  });

  test('a scrip is void after a SIM swap, also once the first SIM is back', async () => {
    const { scrip = '' } = await getScrip(simulator, BEARER);
    const ask = (): Promise<Reply> => send(simulator, 'token', { path: PATHS.token, body: tokenBody(scrip) });
    expect(codeOf(await ask())).toBe('103000');
    expect(codeOf(await withSubscriber({ sim: 'sim-2' }, ask))).toBe('103902');
    // The first SIM is back, and a new one to the network all the same.
    expect(codeOf(await ask())).toBe('103902');
  });

  test('a scrip is void after its life', async () => {
    const { scrip = '' } = await getScrip(simulator, BEARER);
    const ask = (): Promise<Reply> => send(simulator, 'token', { path: PATHS.token, body: tokenBody(scrip) });
    expect(codeOf(await ask())).toBe('103000');
    const { expiredScrips } = await scope.advance(3_600_000);
    expect(expiredScrips).toBeGreaterThan(0);
    expect(codeOf(await ask())).toBe('103902');
  });

  test('the 31st unused token of a number is refused, and use or time makes room', async () => {
    await scope.putSubscriber({ msisdn: '15400000031' });
    await scope.leaseSession({ address: '127.0.0.31', msisdn: '15400000031' });
    // On a busy machine thirty logins take more than the second that the test leaves.
    await scope.setClock({ rate: 0 });
    const tokens = await Promise.all(Array.from({ length: 30 }, () => getToken(simulator, '127.0.0.31')));
    const { scrip = '' } = await getScrip(simulator, '127.0.0.31');
    const ask = (): Promise<Reply> => send(simulator, 'token', { path: PATHS.token, body: tokenBody(scrip) });
    expect(codeOf(await ask())).toBe('103911');
    expect(codeOf(await exchange(simulator, tokens[0] ?? ''))).toBe('103000');
    expect(codeOf(await ask())).toBe('103000');
    expect(codeOf(await ask())).toBe('103911');
    await scope.advance(599_000);
    expect(codeOf(await ask())).toBe('103911');
    await scope.advance(1000);
    expect(codeOf(await ask())).toBe('103000');
    await scope.setClock({ rate: 1 });
  });
});

describe('loginTokenValidate', () => {
  async function login(
    changes: Fields = {},
    { headers = {}, from = '127.0.0.1', key = READY_APP.appSecret, path = PATHS.login } = {},
  ): Promise<Reply> {
    const token = await getToken(simulator, BEARER);
    return send(simulator, 'exchange', {
      path,
      body: loginBody(token, { ...READY_APP, appSecret: key }, changes),
      headers,
      from,
    });
  }

  test.each<{ code: string; title: string; act: () => Promise<Reply> }>([
    { code: '105313', title: 'another path', act: () => login({}, { path: '/unisdk/rsapi/loginTokenValidate/' }) },
    { code: '103811', title: 'an empty token, before any other field', act: () => login({ token: '', version: '1' }) },
    { code: '103414', title: 'no token', act: () => login({ token: undefined }) },
    { code: '103414', title: 'strictcheck 2', act: () => login({ strictcheck: '2' }) },
    { code: '103414', title: 'a systemtime of 16 digits', act: () => login({ systemtime: '2026112312000000' }) },
    {
      code: '103211',
      title: 'a form content type',
      act: () => login({}, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    },
    { code: '103119', title: 'an unknown app', act: () => login({ appid: '300000000009' }) },
    { code: '103412', title: 'RSA by an app without keys', act: () => login({ encryptionalgorithm: 'RSA' }) },
    { code: '103101', title: 'the appKey instead of the appSecret', act: () => login({}, { key: READY_APP.appKey }) },
    { code: '103511', title: 'an address off the whitelist', act: () => login({}, { from: '127.0.0.2' }) },
    { code: '103511', title: 'an empty whitelist', act: () => withApp({ whitelist: '' }, () => login()) },
    {
      code: '103511',
      title: 'strictcheck 1 where the app does not enforce',
      act: () => withApp({ enforceWhitelist: false, whitelist: '' }, () => login({ strictcheck: '1' })),
    },
    {
      code: '103000',
      title: 'strictcheck 0 where the app does not enforce',
      act: () => withApp({ enforceWhitelist: false, whitelist: '' }, () => login()),
    },
    {
      code: '105019',
      title: 'an app without the login capability',
      act: async () => {
        const token = await getToken(simulator, BEARER);
        return withApp({ capabilities: ['check'] }, () => exchange(simulator, token));
      },
    },
    { code: '104201', title: 'a token of unknown form', act: () => login({ token: 'abc' }) },
    { code: '104201', title: 'a token never issued', act: () => login({ token: `STsid${'0'.repeat(20)}${'A'.repeat(32)}` }) },
    {
      code: '105018',
      title: 'a number-check token',
      act: async () => exchange(simulator, await getToken(simulator, BEARER, { ...READY_APP, capability: 'check' })),
    },
    { code: '105312', title: 'a quota that is used up', act: () => withApp({ purchasedCalls: 0 }, () => login()) },
    {
      code: '103000',
      title: 'MD5 with the appKey, where that is the setting',
      act: () => withApp({ keyMethod: 'MD5_APP_KEY' }, () => login({}, { key: READY_APP.appKey })),
    },
    {
      code: '103101',
      title: 'MD5 with the appSecret, where the appKey is the setting',
      act: () => withApp({ keyMethod: 'MD5_APP_KEY' }, () => login()),
    },
    { code: '103000', title: 'any other encryptionalgorithm', act: () => login({ encryptionalgorithm: 'SM2' }) },
  ])('$code for $title', async ({ code, act }) => {
    expect(codeOf(await act())).toBe(code);
  });

  test('a token of another app is 103133 and stays good for its own', async () => {
    const other = { ...READY_APP, appid: '300000000002', appSecret: 'A'.repeat(32) };
    await scope.putApp({ appid: other.appid, appSecret: other.appSecret });
    const token = await getToken(simulator, BEARER);
    expect(codeOf(await exchange(simulator, token, other))).toBe('103133');
    expect(codeOf(await exchange(simulator, token))).toBe('103000');
  });

  test('a refused exchange consumes neither token nor quota', async () => {
    const token = await getToken(simulator, BEARER);
    const refused = await send(simulator, 'exchange', { path: PATHS.login, body: loginBody(token), from: '127.0.0.2' });
    expect(codeOf(refused)).toBe('103511');
    expect(codeOf(await exchange(simulator, token))).toBe('103000');
  });

  test('exactly one of 1,000 exchanges of one token at once wins', async () => {
    const token = await getToken(simulator, BEARER);
    const replies = await Promise.all(Array.from({ length: 1000 }, () => exchange(simulator, token)));
    const codes = replies.map(codeOf).sort();
    expect(codes).toEqual(['103000', ...Array.from({ length: 999 }, () => '104201')]);
    const entries = await scope.journal({ operation: 'login-token-validate', resultCode: '103000' });
    expect(entries.at(-1)?.subscriber).toBe('154****0001');
  });
});

test('a body over 16 KiB gets 413 and a close, whatever the path', async () => {
  const big = 'x'.repeat(16_385);
  for (const path of [PATHS.prefetch, '/nowhere']) {
    const reply = await send(simulator, 'bearer', { path, body: big });
    expect([reply.status, reply.headers.connection]).toEqual([413, 'close']);
    const chunked = await send(simulator, 'bearer', { path, body: big, headers: { 'transfer-encoding': 'chunked' } });
    expect(chunked.status).toBe(413);
  }
  expect((await send(simulator, 'bearer', { path: PATHS.prefetch, body: 'x'.repeat(16_384) })).status).toBe(200);
});
