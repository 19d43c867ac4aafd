import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { JournalEntry, ScopeHandle, Simulator } from '../../src/simulator.ts';
import { exchange, getScrip, PATHS, type Reply, send } from '../support/http-client.ts';
import { Instances } from '../support/instances.ts';
import { RedisServer } from '../support/redis-server.ts';
import { type ClientApp, prefetchBody, READY_APP, tokenBody } from '../support/sdk.ts';

/** Simulators on one server are one. Mostly two of them take turns; the third only has to follow. */

const isInstalled = RedisServer.isInstalled();
const APP = { ...READY_APP, appid: '300000000071' };
const OTHER_APP = { ...READY_APP, appid: '300000000072' };
const MSISDN = '15400000001';
const FROM = '127.0.7.1';
const OTHER_FROM = '127.0.7.2';
/** Far more than anything here takes. */
const WAIT_MS = 60_000;
const LIMIT_MS = 180_000;

describe.runIf(isInstalled)('instances on one server', () => {
  let instances: Instances;
  let one: Simulator;
  let two: Simulator;

  beforeAll(async () => {
    instances = await Instances.start(3, { sessions: [{ address: FROM, msisdn: MSISDN }], apps: [APP] });
    [one, two] = [instances.at(0), instances.at(1)];
  }, LIMIT_MS);

  afterAll(() => instances?.stop());

  beforeEach(() => one.defaultScope.reset());

  test('a flow that begins at one and ends at the other has one journal', async () => {
    const { token, exchanged } = await flow(one, two);
    const second = await exchange(two, token, APP);
    expect([exchanged.json['resultCode'], second.json['resultCode']]).toEqual(['103000', '104201']);
    for (const { defaultScope } of [one, two]) {
      const entries = await defaultScope.journal({ appid: APP.appid });
      expect(entries.map(({ id, operation, answer }) => [operation, answer?.resultCode, id - (entries[0]?.id ?? 0)])).toEqual([
        ['prefetch', '103000', 0],
        ['get-token', '103000', 1],
        ['login-token-validate', '103000', 2],
        ['login-token-validate', '104201', 3],
      ]);
      const failed = entries[3]?.trace.find(({ outcome }) => outcome === 'failed');
      expect(failed?.detail).toContain(`entry ${entries[2]?.id} used it`);
      expect((await defaultScope.expectFlow({ appid: APP.appid })).requests.length).toBe(4);
      expect(JSON.stringify(entries)).not.toContain(token);
    }
    expect((await two.defaultScope.rawRequest((await one.defaultScope.report()).journal.lastId)).target).toBe(PATHS.login);
  });

  test('what is put, patched or removed at one is so at the other', async () => {
    await one.defaultScope.putApp(OTHER_APP);
    expect((await getScrip(two, FROM, OTHER_APP))['scrip']).toMatch(/^\w{40}$/);
    await two.defaultScope.patchSettings({ scripUse: 'once' });
    expect(one.defaultScope.settings().scripUse).toBe('once');
    await two.defaultScope.removeApp(OTHER_APP.appid);
    expect((await prefetch(one, OTHER_APP)).json['resultCode']).toBe('103119');
  });

  test('fault rules act and count as in one process, and any instance releases what another holds', async () => {
    await one.defaultScope.putFault({ plane: 'bearer', when: { nth: 2 }, effect: { kind: 'code', code: '103119' } });
    const codes = [];
    for (let number = 0; number < 4; number++) {
      codes.push((await prefetch(instances.at(number))).json['resultCode']);
    }
    expect(codes).toEqual(['103000', '103119', '103000', '103000']);
    await one.defaultScope.clearFaults();
    await one.defaultScope.putFault({ plane: 'bearer', times: 3, effect: { kind: 'code', code: '103119' } });
    const many = await Promise.all(Array.from({ length: 12 }, (_, number) => prefetch(instances.at(number))));
    expect(many.filter(({ json }) => json['resultCode'] === '103119').length).toBe(3);
    expect((await two.defaultScope.faults()).map(({ hits }) => hits)).toEqual([3]);
    await two.defaultScope.clearFaults();
    await two.defaultScope.putFault({ plane: 'bearer', effect: { kind: 'hold' } });
    const held = prefetch(one);
    const pending = await untilPending(two.defaultScope);
    expect(pending.sent.extent).toBe('pending');
    expect(await two.defaultScope.release()).toBe(1);
    expect((await held).json['resultCode']).toBe('103000');
    const [entry] = await two.defaultScope.journal({ after: pending.id - 1 });
    expect([entry?.answer?.resultCode, entry?.sent.extent]).toEqual(['103000', 'whole']);
  });

  test('the clock is one: what is frozen, moved and released at one is so at the other', async () => {
    await one.defaultScope.setClock({ now: 1_790_000_000_000, rate: 0 });
    expect(two.defaultScope.now()).toBe(1_790_000_000_000);
    await two.defaultScope.putFault({ plane: 'bearer', effect: { kind: 'delay', ms: 5000 } });
    const delayed = prefetch(two);
    await untilPending(one.defaultScope);
    expect((await one.defaultScope.advance(5000)).releasedAnswers).toBe(1);
    expect((await delayed).json['resultCode']).toBe('103000');
    await Promise.all([one.defaultScope.advance(1000), two.defaultScope.advance(1000)]);
    expect([one.defaultScope.now(), two.defaultScope.now()]).toEqual([1_790_000_007_000, 1_790_000_007_000]);
    await two.defaultScope.clearFaults();
    const { token } = await flow(one, two, { isExchanged: false });
    expect((await two.defaultScope.advance(300_000)).expiredTokens).toBe(1);
    expect((await exchange(one, token, APP)).json['resultCode']).toBe('104201');
  });

  test('waits and events at one see what the other serves', async () => {
    const waiting = one.defaultScope.waitForRequest({ appid: APP.appid, resultCode: '103000' }, WAIT_MS);
    const flowing = one.defaultScope.waitForFlow({ operations: ['prefetch', 'get-token', 'login-token-validate'] }, WAIT_MS);
    const seen: JournalEntry[] = [];
    const stop = new AbortController();
    const following = (async () => {
      for await (const entry of one.defaultScope.events({ signal: stop.signal })) {
        seen.push(entry);
        if (entry.operation === 'login-token-validate' && entry.sent.extent === 'whole') {
          stop.abort();
        }
      }
    })();
    await flow(two, two);
    expect((await waiting).operation).toBe('prefetch');
    expect((await flowing).resultCode).toBe('103000');
    await following;
    expect([...new Set(seen.map(({ operation }) => operation))]).toEqual(['prefetch', 'get-token', 'login-token-validate']);
  });

  test('keys rotate for both, and a request sealed with the new one is opened by either', async () => {
    await one.defaultScope.putFault({ plane: 'bearer', times: 1, effect: { kind: 'state', change: 'ROTATE_KEYS' } });
    await prefetch(two);
    const ofOne = await one.defaultScope.keys();
    expect(await two.defaultScope.keys()).toEqual(ofOne);
    const current = ofOne.find(({ state }) => state === 'current');
    expect(current?.keyid).not.toBe(one.gatewayKey.keyid);
    if (current !== undefined) {
      expect((await prefetch(two, APP, current)).json['resultCode']).toBe('103000');
      expect((await prefetch(one, APP, current)).json['resultCode']).toBe('103000');
    }
  });

  test('a reset, a snapshot and a restore are exact at both', async () => {
    const { token } = await flow(one, one, { isExchanged: false });
    await two.defaultScope.snapshot('before');
    await one.defaultScope.putFault({ plane: 'exchange', effect: { kind: 'code', code: '103119' } });
    expect((await exchange(two, token, APP)).json['resultCode']).toBe('103119');
    expect((await two.defaultScope.report()).snapshots).toEqual(['before']);
    await one.defaultScope.restore('before');
    expect(await two.defaultScope.faults()).toEqual([]);
    await two.defaultScope.reset();
    expect((await one.defaultScope.report()).journal.entries).toBe(0);
    expect((await exchange(one, token, APP)).json['resultCode']).toBe('104201');
    await one.defaultScope.restore('before');
    expect((await exchange(two, token, APP)).json['resultCode']).toBe('103000');
    await one.defaultScope.removeSnapshot('before');
    expect((await two.defaultScope.report()).snapshots).toEqual([]);
  });

  test('a scope that one creates is served by the other, apart from all others, until either ends it', {
    timeout: LIMIT_MS,
  }, async () => {
    const created = await one.createScope({
      id: 'shared',
      apps: [OTHER_APP],
      subscribers: [{ msisdn: MSISDN }],
      sessions: [{ address: OTHER_FROM, msisdn: MSISDN }],
      faults: [{ plane: 'exchange', effect: { kind: 'code', code: '103119' } }],
    });
    await expect(two.createScope({ id: 'shared' })).rejects.toMatchObject({ code: 'claimed' });
    await expect(two.createScope({ apps: [OTHER_APP] })).rejects.toMatchObject({ code: 'claimed' });
    const other = two.scope('shared');
    const { exchanged } = await flow(two, one, { app: OTHER_APP, from: OTHER_FROM });
    expect(exchanged.json['resultCode']).toBe('103119');
    expect((await flow(one, two)).exchanged.json['resultCode']).toBe('103000');
    expect((await created.journal()).map(({ scope }) => scope.id)).toEqual(['shared', 'shared', 'shared']);
    expect((await other.journal()).length).toBe(3);
    await other.end();
    await expect(created.journal()).rejects.toMatchObject({ code: 'unknown' });
    expect(() => one.scope('shared')).toThrow('there is no scope');
    const again = await two.createScope({ id: 'shared', ttlMs: 5_000, apps: [OTHER_APP] });
    expect(await again.journal()).toEqual([]);
    await expect.poll(async () => (await one.scopes()).map(({ id }) => id), { timeout: WAIT_MS }).toEqual(['default']);
    await expect.poll(async () => (await two.scopes()).map(({ id }) => id), { timeout: WAIT_MS }).toEqual(['default']);
  });

  test(
    'of 1,000 exchanges of one token at once, over three instances, exactly one wins',
    async () => {
      const { token } = await flow(one, two, { isExchanged: false });
      const asked = Array.from({ length: 1000 }, (_, number) => exchange(instances.at(number), token, APP));
      const codes = (await Promise.all(asked)).map(({ status, json }) => json['resultCode'] ?? String(status));
      expect(codes.filter((code) => code === '103000').length).toBe(1);
      expect(codes.filter((code) => code === '104201').length).toBe(999);
      expect(await one.defaultScope.countRequests({ operation: 'login-token-validate' })).toBe(1000);
    },
    LIMIT_MS,
  );

  test('a bearer’s ports belong to the instance that opened them, and say so', async () => {
    const bearer = await one.defaultScope.openBearer({ msisdn: MSISDN });
    expect(bearer.instance).toMatch(/^\d+$/);
    expect(await two.defaultScope.bearers()).toEqual([]);
    await two.defaultScope.putSession({ ...(await two.defaultScope.session(bearer.address)), state: 'noData' });
    expect((await one.defaultScope.bearers()).map(({ state }) => state)).toEqual(['noData']);
    await two.defaultScope.releaseSession(bearer.address);
    expect(await one.defaultScope.bearers()).toEqual([]);
  });

  test(
    'while the server is away the answer is 503, and afterwards all is as it was',
    async () => {
      await using own = await ownInstances();
      const [first, second] = [own.instances.at(0), own.instances.at(1)];
      const { token } = await flow(first, second, { isExchanged: false });
      own.instances.server.pause();
      const away = await exchange(first, token, APP);
      expect([away.status, away.json]).toEqual([503, {}]);
      own.instances.server.resume();
      await expect.poll(async () => (await exchange(second, token, APP)).status, { timeout: WAIT_MS }).toBe(200);
      await expect
        .poll(async () => (await flow(first, second)).exchanged.json['resultCode'], { timeout: WAIT_MS })
        .toBe('103000');
    },
    LIMIT_MS,
  );

  test(
    'a server that comes back empty is planted again',
    async () => {
      await using own = await ownInstances();
      const [first, second] = [own.instances.at(0), own.instances.at(1)];
      await flow(first, second);
      await first.createScope({ id: 'lost' });
      await own.instances.server.crash();
      const served = async (): Promise<string | undefined> => {
        const { exchanged } = await flow(first, second).catch(() => ({ exchanged: null }));
        return exchanged?.json['resultCode'];
      };
      await expect.poll(served, { timeout: WAIT_MS }).toBe('103000');
      for (const { defaultScope } of [first, second]) {
        expect((await defaultScope.flows({ resultCode: '103000' })).length).toBeGreaterThan(0);
      }
      await first.defaultScope.reset();
      expect(await second.defaultScope.flows()).toEqual([]);
      expect((await second.scopes()).map(({ id }) => id)).toEqual(['default']);
      expect(first.gatewayKey).toEqual(second.gatewayKey);
    },
    LIMIT_MS,
  );

  interface Flow {
    readonly app?: ClientApp;
    readonly from?: string;
    readonly isExchanged?: boolean;
  }

  async function flow(first: Simulator, then: Simulator, { app = APP, from = FROM, isExchanged = true }: Flow = {}) {
    const { scrip = '' } = await getScrip(first, from, app);
    const { json } = await send(then, 'token', { path: PATHS.token, body: tokenBody(scrip, app) });
    const token = json['token'] ?? '';
    return { token, exchanged: isExchanged ? await exchange(first, token, app) : { status: 0, headers: {}, text: '', json: {} } };
  }
});

async function ownInstances(): Promise<AsyncDisposable & { readonly instances: Instances }> {
  const instances = await Instances.start(2, { sessions: [{ address: FROM, msisdn: MSISDN }], apps: [APP] });
  return { instances, [Symbol.asyncDispose]: () => instances.stop() };
}

function prefetch(simulator: Simulator, app: ClientApp = APP, gatewayKey = simulator.gatewayKey): Promise<Reply> {
  const { body } = prefetchBody({ gatewayKey }, app);
  return send(simulator, 'bearer', { path: PATHS.prefetch, body, from: FROM });
}

/** The last entry once it is there; its answer is held. */
async function untilPending(scope: ScopeHandle): Promise<JournalEntry> {
  for await (const entry of scope.events({ after: 0 })) {
    if (entry.sent.extent === 'pending') {
      return entry;
    }
  }
  throw new Error('the events ended');
}
