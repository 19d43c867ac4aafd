import { beforeEach, describe, expect } from 'vitest';
import { operatorTime } from '../../src/protocol/times.ts';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { exchange, getScrip, getToken, PATHS, type Reply, send } from '../support/http-client.ts';
import { httpPost, rawExchange } from '../support/raw-socket.ts';
import { checkBody, loginBody, prefetchBody, READY_APP, tokenBody } from '../support/sdk.ts';

/** What an operator's rules do over time, and what a scope's settings change about them. */

let simulator: Simulator;
let scope: ScopeHandle;
const BEARER = '127.0.0.7';
const DAY = 86_400_000;

const test = base.extend('simulatorOptions', { scope: 'worker' }, { sessions: [{ address: BEARER, msisdn: '15400000001' }] });

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

beforeEach(() => scope.reset());

function codeOf(reply: Reply): string | undefined {
  return reply.json['resultCode'];
}

async function askToken(scrip: string): Promise<string | undefined> {
  return codeOf(await send(simulator, 'token', { path: PATHS.token, body: tokenBody(scrip) }));
}

function prefetch(fields = {}): Promise<Reply> {
  return send(simulator, 'bearer', {
    path: PATHS.prefetch,
    body: prefetchBody(simulator, READY_APP, { fields }).body,
    from: BEARER,
  });
}

describe('scrips', () => {
  test('many uses by default, one under scripUse once', async () => {
    const { scrip = '' } = await getScrip(simulator, BEARER);
    expect([await askToken(scrip), await askToken(scrip)]).toEqual(['103000', '103000']);
    await scope.putSettings({ scripUse: 'once' });
    expect([await askToken(scrip), await askToken(scrip)]).toEqual(['103000', '103902']);
  });

  test('of many uses of a single-use scrip at once, one wins', async () => {
    await scope.putSettings({ scripUse: 'once' });
    const { scrip = '' } = await getScrip(simulator, BEARER);
    const codes = await Promise.all(Array.from({ length: 20 }, () => askToken(scrip)));
    expect(codes.filter((code) => code === '103000')).toHaveLength(1);
  });

  test('life is a setting, and stands in the answer', async () => {
    await scope.putSettings({ scripLifeMs: 300_000 });
    const { scrip = '', scripexpiresin } = await getScrip(simulator, BEARER);
    expect(scripexpiresin).toBe('300');
    await scope.advance(299_000);
    expect(await askToken(scrip)).toBe('103000');
    await scope.advance(1000);
    expect(await askToken(scrip)).toBe('103902');
  });

  test('revocation voids those of a number, or all', async () => {
    const { scrip = '' } = await getScrip(simulator, BEARER);
    expect(await scope.revokeScrips('15400000099')).toBe(0);
    expect(await askToken(scrip)).toBe('103000');
    expect(await scope.revokeScrips('15400000001')).toBe(1);
    expect(await askToken(scrip)).toBe('103902');
  });

  test('a SIM swapped to another number voids them, and the address then carries the new number', async () => {
    const { scrip = '' } = await getScrip(simulator, BEARER);
    await scope.putSubscriber({ msisdn: '15400000001', sim: 'sim-2' });
    await scope.putSubscriber({ msisdn: '15400000009' });
    await scope.putSession({ address: BEARER, msisdn: '15400000009', state: 'ok' });
    expect(await askToken(scrip)).toBe('103902');
    expect((await getScrip(simulator, BEARER))['securityphone']).toBe('154****0009');
  });
});

describe('quotas', () => {
  test('a daily limit makes room at midnight in China', async () => {
    // 23:59:00 in Shanghai.
    await scope.setClock({ now: Date.UTC(2026, 10, 24, 15, 59), rate: 0 });
    await scope.putApp({ appid: READY_APP.appid, dailyLimit: 1 });
    expect([codeOf(await prefetch()), codeOf(await prefetch())]).toEqual(['103000', '105021']);
    await scope.advance(59_999);
    expect(codeOf(await prefetch())).toBe('105021');
    expect((await scope.advance(1)).quotaDaysRolled).toBe(1);
    expect(codeOf(await prefetch())).toBe('103000');
  });

  test('a top-up takes effect half an hour later', async () => {
    await scope.setClock({ rate: 0 });
    await scope.putApp({ appid: READY_APP.appid, purchasedCalls: 1 });
    expect(codeOf(await exchange(simulator, await getToken(simulator, BEARER)))).toBe('103000');
    await scope.putApp({ appid: READY_APP.appid, purchasedCalls: 1, topUps: [{ calls: 1, at: scope.now() }] });
    expect(codeOf(await exchange(simulator, await getToken(simulator, BEARER)))).toBe('105312');
    await scope.advance(1_799_999);
    expect(codeOf(await exchange(simulator, await getToken(simulator, BEARER)))).toBe('105312');
    await scope.advance(1);
    expect(codeOf(await exchange(simulator, await getToken(simulator, BEARER)))).toBe('103000');
    expect(codeOf(await exchange(simulator, await getToken(simulator, BEARER)))).toBe('105312');
  });

  test('a trial is free until it ends', async () => {
    await scope.putApp({ appid: READY_APP.appid, trialEndsAt: scope.now() + 60 * DAY });
    expect(codeOf(await exchange(simulator, await getToken(simulator, BEARER)))).toBe('103000');
    await scope.advance(60 * DAY);
    expect(codeOf(await exchange(simulator, await getToken(simulator, BEARER)))).toBe('105312');
  });

  test('calls of the trial are not counted against what was bought', async () => {
    await scope.setClock({ rate: 0 });
    const trialEndsAt = scope.now() + 60 * DAY;
    const login = async (): Promise<string | undefined> => codeOf(await exchange(simulator, await getToken(simulator, BEARER)));
    const check = async (): Promise<string> => {
      const token = await getToken(simulator, BEARER, { ...READY_APP, capability: 'check' });
      const { text } = await send(simulator, 'exchange', { path: PATHS.check, body: checkBody(token, { phone: '15400000001' }) });
      return JSON.parse(text).header.resultCode;
    };
    await scope.putApp({ appid: READY_APP.appid, trialEndsAt });
    expect([await login(), await check(), await login()]).toEqual(['103000', '000', '103000']);
    await scope.putApp({ appid: READY_APP.appid, trialEndsAt, purchasedCalls: 2 });
    expect(await login()).toBe('103000');
    await scope.advance(60 * DAY);
    expect([await login(), await check(), await login()]).toEqual(['103000', '000', '105312']);
  });

  test('calls from before anything was bought are not counted either', async () => {
    const login = async (): Promise<string | undefined> => codeOf(await exchange(simulator, await getToken(simulator, BEARER)));
    expect([await login(), await login()]).toEqual(['103000', '103000']);
    await scope.putApp({ appid: READY_APP.appid, purchasedCalls: 1 });
    expect([await login(), await login()]).toEqual(['103000', '105312']);
  });

  test('a top-up of an app that is not counted makes it no poorer', async () => {
    await scope.setClock({ rate: 0 });
    await scope.putApp({ appid: READY_APP.appid, topUps: [{ calls: 1, at: scope.now() }] });
    for (const ms of [0, 1_800_000, 0]) {
      await scope.advance(ms);
      expect(codeOf(await exchange(simulator, await getToken(simulator, BEARER)))).toBe('103000');
    }
  });

  test('after a trial a top-up is all there is', async () => {
    await scope.setClock({ rate: 0 });
    const at = scope.now();
    await scope.putApp({ appid: READY_APP.appid, trialEndsAt: at + 60_000, topUps: [{ calls: 1, at }] });
    const codes = [];
    for (const ms of [0, 60_000, 1_740_000, 0]) {
      await scope.advance(ms);
      codes.push(codeOf(await exchange(simulator, await getToken(simulator, BEARER))));
    }
    expect(codes).toEqual(['103000', '105312', '103000', '105312']);
  });

  test('number checks are billed, and the balance may go below 0', async () => {
    await scope.putApp({ appid: READY_APP.appid, purchasedCalls: 1 });
    for (let round = 0; round < 2; round++) {
      const token = await getToken(simulator, BEARER, { ...READY_APP, capability: 'check' });
      const { text } = await send(simulator, 'exchange', { path: PATHS.check, body: checkBody(token, { phone: '15400000001' }) });
      expect(JSON.parse(text).header.resultCode).toBe('000');
    }
    expect(codeOf(await exchange(simulator, await getToken(simulator, BEARER)))).toBe('105312');
  });

  test('tokens in ten minutes are counted per number, over apps and kinds', async () => {
    const other = { ...READY_APP, appid: '300000000002' };
    await scope.putApp(other);
    for (let count = 0; count < 15; count++) {
      await getToken(simulator, BEARER, { ...READY_APP, capability: 'login' });
      await getToken(simulator, BEARER, { ...other, capability: 'check' });
    }
    await expect(getToken(simulator, BEARER, { ...other, capability: 'login' })).rejects.toThrow('103911');
  });
});

describe('settings', () => {
  test('a time-stamp window refuses what is too old or too new', async () => {
    await scope.putSettings({ timeWindowMs: 300_000 });
    await scope.setClock({ rate: 0 });
    const at = (ms: number): Promise<string | undefined> => prefetch({ systemtime: operatorTime(scope.now() + ms) }).then(codeOf);
    expect([await at(-300_000), await at(300_000), await at(-300_001), await at(300_001)]).toEqual([
      '103000',
      '103000',
      '103414',
      '103414',
    ]);
  });

  test('a replayed msgid is refused per host, so that a redirect may repeat the body', async () => {
    await scope.putSettings({ msgidReplay: 'refused' });
    await scope.putSubscriber({ msisdn: '15400000001', operator: 'unicom' });
    const { body } = prefetchBody(simulator);
    const ask = (path: string): Promise<string | undefined> =>
      send(simulator, 'bearer', { path, body, from: BEARER }).then(codeOf);
    const other = `/cu${PATHS.prefetch}`;
    expect([await ask(PATHS.prefetch), await ask(other), await ask(other), await ask(PATHS.prefetch)]).toEqual([
      '103273',
      '103000',
      '103414',
      '103414',
    ]);
  });

  describe('under msgidReplay "refused"', () => {
    beforeEach(() => scope.putSettings({ msgidReplay: 'refused' }));

    test('a refused request uses up no msgid: corrected, it is served, and then no more', async () => {
      const token = await getToken(simulator, BEARER);
      const right = loginBody(token);
      const ask = (body: unknown): Promise<string | undefined> =>
        send(simulator, 'exchange', { path: PATHS.login, body }).then(codeOf);
      const codes = [await ask({ ...right, sign: 'x' }), await ask({ ...right, sign: 'x' }), await ask(right), await ask(right)];
      expect(codes).toEqual(['103101', '103101', '103000', '103414']);
    });

    test('both server calls are one host, and share their msgids', async () => {
      const msgid = 'one-for-both';
      const login = await getToken(simulator, BEARER);
      const check = await getToken(simulator, BEARER, { ...READY_APP, capability: 'check' });
      const first = await send(simulator, 'exchange', { path: PATHS.login, body: loginBody(login, READY_APP, { msgid }) });
      const second = await send(simulator, 'exchange', {
        path: PATHS.check,
        body: checkBody(check, { phone: '15400000001', changes: { msgId: msgid } }),
      });
      expect([codeOf(first), JSON.parse(second.text).header.resultCode]).toEqual(['103000', '102']);
      const [entry] = await scope.journal({ operation: 'token-validate' });
      expect(entry?.trace.find(({ outcome }) => outcome === 'failed')).toMatchObject({ step: 3, name: 'time and replay' });
    });

    test('of equal requests at once one is served, and the others fail at the replay', async () => {
      const { body } = prefetchBody(simulator);
      const codes = await Promise.all(
        Array.from({ length: 10 }, () => send(simulator, 'bearer', { path: PATHS.prefetch, body, from: BEARER }).then(codeOf)),
      );
      expect(codes.toSorted()).toEqual(['103000', ...Array.from({ length: 9 }, () => '103414')]);
      const failed = (await scope.journal({ resultCode: '103414' })).map(({ trace }) =>
        trace.find((row) => row.outcome === 'failed'),
      );
      expect(new Set(failed.map((row) => `${row?.step} ${row?.name}`))).toEqual(new Set(['3 time and replay']));
    });

    test('of equal requests at once that are wrong, each is refused for what is wrong', async () => {
      const { body } = prefetchBody(simulator, READY_APP, { key: READY_APP.appSecret });
      const codes = await Promise.all(
        Array.from({ length: 10 }, () => send(simulator, 'bearer', { path: PATHS.prefetch, body, from: BEARER }).then(codeOf)),
      );
      expect(new Set(codes)).toEqual(new Set(['103101']));
    });

    test('a msgid stays free where another request was faster for the token', async () => {
      const token = await getToken(simulator, BEARER);
      const bodies = Array.from({ length: 5 }, (_, index) => loginBody(token, READY_APP, { msgid: `racer-${index}` }));
      const ask = (body: unknown): Promise<string | undefined> =>
        send(simulator, 'exchange', { path: PATHS.login, body }).then(codeOf);
      const raced = await Promise.all(bodies.map(ask));
      expect(raced.filter((code) => code === '103000')).toHaveLength(1);
      const again = await Promise.all(bodies.map(ask));
      expect(again).toEqual(raced.map((code) => (code === '103000' ? '103414' : '104201')));
    });

    test('a forced code uses up no msgid', async () => {
      const body = loginBody(await getToken(simulator, BEARER));
      await scope.putFault({ plane: 'exchange', times: 1, effect: { kind: 'code', code: '105312' } });
      const ask = (): Promise<string | undefined> => send(simulator, 'exchange', { path: PATHS.login, body }).then(codeOf);
      expect([await ask(), await ask()]).toEqual(['105312', '103000']);
    });
  });

  test('roaming is refused where the scope says so', async () => {
    await scope.putSubscriber({ msisdn: '15400000001', state: 'roaming' });
    expect(codeOf(await prefetch())).toBe('103000');
    await scope.putSettings({ roaming: 'refused' });
    expect(codeOf(await prefetch())).toBe('103111');
  });

  test('an operation that is switched off is 503, the others go on', async () => {
    await scope.putSettings({ switchedOff: ['prefetch'] });
    expect((await prefetch()).status).toBe(503);
    expect(await askToken('x')).toBe('103902');
    const [entry] = await scope.journal({ operation: 'prefetch' });
    expect(entry).toMatchObject({ answer: { status: 503, resultCode: null } });
  });

  test('a plane’s clock may be ahead', async () => {
    await scope.setClock({ rate: 0 });
    await scope.putSettings({ skewMs: { bearer: 0, token: 60_000, exchange: 0 } });
    const { json } = await send(simulator, 'token', { path: PATHS.token, body: tokenBody('x') });
    expect(json['systemtime']).toBe(operatorTime(scope.now() + 60_000));
    expect((await prefetch()).json['systemtime']).toBe(operatorTime(scope.now()));
  });

  test('the caller’s address is the socket’s, the PROXY header’s, or set for a test', async () => {
    const codes = [];
    for (const callerAddress of [null, '10.1.2.3', '::1', '127.0.0.1']) {
      await scope.putSettings({ callerAddress });
      codes.push(codeOf(await exchange(simulator, await getToken(simulator, BEARER))));
    }
    expect(codes).toEqual(['103000', '103511', '103000', '103000']);
    await scope.putSettings({});
    const ask = async (source: string): Promise<string> => {
      const request = httpPost(PATHS.login, loginBody(await getToken(simulator, BEARER)));
      const header = `PROXY TCP4 ${source} 127.0.0.1 1 2\r\n`;
      const until = (bytes: string): boolean => bytes.includes('resultCode');
      return (await rawExchange({ port: simulator.ports.exchangeProxy, chunks: [header, request], until })).bytes;
    };
    expect(await ask('127.0.0.1')).toContain('"resultCode":"103000"');
    expect(await ask('10.1.2.3')).toContain('"resultCode":"103511"');
  });

  test('settings that are none are refused', async () => {
    await expect(scope.putSettings({ scripUse: 'twice' } as never)).rejects.toMatchObject({ code: 'invalid' });
  });
});

test('a slow operator answers when the scope’s clock says so', async () => {
  await scope.putSubscriber({ msisdn: '15400000001', latencyMs: 20_000 });
  const pending = prefetch();
  await scope.waitForRequest({ operation: 'prefetch' }, 1000);
  expect((await scope.advance(19_000)).releasedAnswers).toBe(0);
  expect((await scope.advance(1000)).releasedAnswers).toBe(1);
  expect(codeOf(await pending)).toBe('103000');
});
