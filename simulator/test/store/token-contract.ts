import { expect, test } from 'vitest';
import type { TokenRecord } from '../../src/store/records.ts';
import {
  APPID,
  type ContractExtent,
  META,
  MSISDN,
  type OpenStore,
  orderOf,
  putScrip,
  putSubscriber,
  scripOf,
  take,
} from './store-fixtures.ts';
import { storeModel } from './store-model.ts';

const OTHER = { msisdn: '15400000002' };

/** What a store does with tokens. */
export function tokenContract(open: OpenStore, { modelRuns, usedTokens }: ContractExtent): void {
  test('whatever is done to it, it answers as a naive model does', async () => {
    await storeModel(open, modelRuns);
  }, 60_000);

  test('a token is issued as it was ordered, queued ones first, and new ones have a number', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    expect(await store.queueTokens(epoch, ['q1', 'q2'])).toBeNull();
    expect([await take(store, epoch), await take(store, epoch, OTHER)]).toEqual(['q1', 'q2']);
    const made = await take(store, epoch);
    expect(made).toBe(`STsid0000001${'1000'.padStart(13, '0')}${'x'.repeat(32)}`);
    const record = { token: made, appid: APPID, msisdn: MSISDN, capability: 'login', issuedAt: 1000, expiresAt: 121_000 };
    expect(await store.readToken(epoch, made)).toEqual({ ...record, usedAt: null });
  });

  test('a token exists once over all scopes: queued or issued, all of a list or none', async () => {
    const { store, other } = await open();
    const [a, b] = [await store.begin('a', META), await other.begin('b', META)];
    expect([await take(store, a), await take(other, b)].map((token) => token.slice(5, 12))).toEqual(['0000001', '0000002']);
    expect(await store.queueTokens(a, ['x', 'y'])).toBeNull();
    expect(await other.queueTokens(b, ['z', 'y'])).toBe(1);
    expect(await store.queueTokens(a, ['z', 'x'])).toBe(1);
    expect(await other.queueTokens(b, ['z', 'w', 'z'])).toBe(2);
    expect(await other.queueTokens(b, ['z', 'w'])).toBeNull();
    expect(await take(store, a)).toBe('x');
    expect(await other.queueTokens(b, ['x'])).toBe(0);
    expect((await store.dump(a)).queuedTokens).toEqual(['y']);
  });

  test('tokens are forgotten when their window is over, by the scope’s own clock', async () => {
    const { store } = await open();
    const [a, b] = [await store.begin('a', META), await store.begin('b', META)];
    const mine = await take(store, a);
    const used = await take(store, a, { msisdn: '15400000003' });
    await store.exchange(a, { token: used, now: 1500, billing: null });
    const first = await take(store, b);
    for (let count = 1; count < 5; count++) {
      await take(store, b, { issuedAt: 1e9 * count, msisdn: `1540000001${count}` });
    }
    expect(await store.readToken(b, first)).toBeUndefined();
    expect(await store.readToken(a, mine)).toMatchObject({ usedAt: null });
    expect(await store.readToken(a, used)).toMatchObject({ usedAt: 1500 });
    expect(await store.countUnusedTokens(a, MSISDN, 0)).toBe(1);
    expect(await store.exchange(a, { token: mine, now: 2000, billing: null })).toBe('exchanged');
  });

  test('tokens are forgotten again after the clock was set back', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    const ahead = await take(store, epoch, { ...OTHER, issuedAt: 9e12 });
    await store.exchange(epoch, { token: ahead, now: 9e12, billing: null });
    const old = await take(store, epoch);
    await take(store, epoch, { issuedAt: 602_000, msisdn: '15400000003' });
    expect(await store.readToken(epoch, old)).toBeUndefined();
  });

  test('used tokens are pushed out by later uses, oldest use first', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    const uses = usedTokens * 1.2;
    const msisdn = (index: number): string => `154${String(index).padStart(8, '0')}`;
    const indexes = Array.from({ length: uses }, (_, index) => index);
    const tokens = await Promise.all(indexes.map((index) => take(store, epoch, { msisdn: msisdn(index) })));
    // The last issued is used first.
    const order = tokens.toReversed();
    for (const token of order) {
      await store.exchange(epoch, { token, now: 2000, billing: null });
    }
    const known = await Promise.all(order.map((token) => store.readToken(epoch, token)));
    const kept = known.filter((record) => record !== undefined).length;
    expect(kept).toBeGreaterThanOrEqual(usedTokens);
    expect(kept).toBeLessThan(uses);
    expect(known.slice(uses - kept).every((record) => record?.usedAt === 2000)).toBe(true);
    const dumped = (await store.dump(epoch)).tokens.map((record) => record.token);
    expect(dumped).toEqual(order.slice(uses - kept));
  }, 60_000);

  test('a number’s window is left on use, by that token alone', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    const [, second = ''] = [await take(store, epoch), await take(store, epoch), await take(store, epoch)];
    expect(await store.takeToken(epoch, orderOf())).toEqual({ kind: 'too-many' });
    for (let round = 0; round < 2; round++) {
      await store.exchange(epoch, { token: second, now: 2000, billing: null });
      expect(await store.countUnusedTokens(epoch, MSISDN, 0)).toBe(2);
    }
    await take(store, epoch);
    expect(await store.takeToken(epoch, orderOf())).toEqual({ kind: 'too-many' });
    await take(store, epoch, OTHER);
  });

  test('unused tokens of a number are limited; use and time make room', async () => {
    const { store, other } = await open();
    const epoch = await store.begin('a', META);
    const stores = [store, other, store, other];
    const taken = await Promise.all(stores.map((one) => one.takeToken(epoch, orderOf())));
    expect(taken.map(({ kind }) => kind).toSorted()).toEqual(['issued', 'issued', 'issued', 'too-many']);
    const [token = ''] = taken.flatMap((one) => (one.kind === 'issued' ? one.token : []));
    expect(await store.exchange(epoch, { token, now: 2000, billing: null })).toBe('exchanged');
    await take(store, epoch, { issuedAt: 3000 });
    expect((await store.takeToken(epoch, orderOf({ issuedAt: 600_999 }))).kind).toBe('too-many');
    await take(store, epoch, { issuedAt: 601_000 });
    expect(await store.countUnusedTokens(epoch, MSISDN, 1000)).toBe(2);
  });

  test('a dump keeps the order of use and the order of issue', async () => {
    const { store } = await open();
    let epoch = await store.begin('a', META);
    const order = (tokens: readonly TokenRecord[]): readonly string[] => tokens.map((record) => record.token);
    await store.queueTokens(epoch, ['5', '4', '3', '2', '1']);
    for (let index = 0; index < 5; index++) {
      await take(store, epoch, { msisdn: `1540000000${index}` });
    }
    for (const token of ['4', '2', '5']) {
      await store.exchange(epoch, { token, now: 2000, billing: null });
    }
    const dump = structuredClone(await store.dump(epoch));
    expect(order(dump.tokens)).toEqual(['4', '2', '5', '3', '1']);
    for (const [token, left] of [
      ['1', '3'],
      ['3', '1'],
    ] as const) {
      epoch = (await store.load('a', dump)) ?? epoch;
      await store.exchange(epoch, { token, now: 2000, billing: null });
      expect(order((await store.dump(epoch)).tokens)).toEqual(['4', '2', '5', token, left]);
    }
  });

  test('a scrip that is good for one token is consumed by one, in its own scope', async () => {
    const { store, other } = await open();
    const [a, b] = [await store.begin('a', META), await store.begin('b', META)];
    await putSubscriber(store, a);
    await putSubscriber(store, b);
    await putScrip(store, a, scripOf('s'));
    const order = orderOf({ scrip: { scrip: 's', isConsumed: true } });
    expect((await store.takeToken(b, order)).kind).toBe('scrip-gone');
    const taken = await Promise.all([store, other, store].map((one) => one.takeToken(a, order)));
    expect(taken.map(({ kind }) => kind).toSorted()).toEqual(['issued', 'scrip-gone', 'scrip-gone']);
    expect(await store.countUnusedTokens(a, MSISDN, 0)).toBe(1);
    expect(await store.readScrip(a, 's')).toBeUndefined();
  });

  test('a scrip that is good for many is needed for each, and its SIM with it', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    const order = orderOf({ limit: 9, scrip: { scrip: 's', isConsumed: false } });
    const kind = async (): Promise<string> => (await store.takeToken(epoch, order)).kind;
    await putScrip(store, epoch, scripOf('s'));
    expect(await kind()).toBe('scrip-gone');
    await putSubscriber(store, epoch, 'sim-1');
    expect([await kind(), await kind()]).toEqual(['issued', 'issued']);
    await putSubscriber(store, epoch, 'sim-2');
    expect(await kind()).toBe('scrip-gone');
    await putSubscriber(store, epoch, 'sim-1');
    expect([await kind(), (await store.listScrips(epoch, null)).length]).toEqual(['scrip-gone', 0]);
  });

  test('a token that is not issued consumes no scrip and leaves the queue', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    await putSubscriber(store, epoch);
    await putScrip(store, epoch, scripOf('s'));
    await store.queueTokens(epoch, ['q1', 'q2']);
    const scrip = { scrip: 's', isConsumed: true };
    expect((await store.takeToken(epoch, orderOf({ limit: 0, scrip }))).kind).toBe('too-many');
    expect((await store.takeToken(epoch, orderOf({ limit: 0, scrip: { ...scrip, scrip: 'never' } }))).kind).toBe('scrip-gone');
    expect(await store.readScrip(epoch, 's')).toEqual(scripOf('s'));
    expect([await take(store, epoch, { scrip }), await take(store, epoch)]).toEqual(['q1', 'q2']);
  });

  test('a token is exchanged once, while it lives, and says so afterwards', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    const [token, old] = [await take(store, epoch), await take(store, epoch)];
    expect(await store.exchange(epoch, { token: old, now: 121_000, billing: null })).toBe('token-gone');
    expect(await store.exchange(epoch, { token, now: 120_999, billing: null })).toBe('exchanged');
    expect(await store.exchange(epoch, { token, now: 120_999, billing: null })).toBe('token-gone');
    expect(await store.readToken(epoch, token)).toMatchObject({ usedAt: 120_999 });
  });

  test('a call that cannot be paid leaves the token as it was; a free one is not counted, one without a limit is', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    const [one, two, three] = [await take(store, epoch), await take(store, epoch), await take(store, epoch)];
    expect(await store.exchange(epoch, { token: one, now: 2000, billing: { limit: 0 } })).toBe('calls-spent');
    expect(await store.readToken(epoch, one)).toMatchObject({ usedAt: null });
    expect(await store.exchange(epoch, { token: one, now: 2000, billing: { limit: 1 } })).toBe('exchanged');
    expect(await store.exchange(epoch, { token: two, now: 2000, billing: null })).toBe('exchanged');
    expect(await store.readCalls(epoch, APPID)).toBe(1);
    expect(await store.exchange(epoch, { token: three, now: 2000, billing: { limit: null } })).toBe('exchanged');
    expect(await store.readCalls(epoch, APPID)).toBe(2);
  });

  test('all unused tokens expire together', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    const token = await take(store, epoch);
    const early = await take(store, epoch, { expiresAt: 1500 });
    await store.exchange(epoch, { token: await take(store, epoch), now: 1200, billing: null });
    expect(await store.expireTokens(epoch, 2000)).toBe(1);
    expect(await store.exchange(epoch, { token, now: 2000, billing: null })).toBe('token-gone');
    expect(await store.readToken(epoch, token)).toMatchObject({ expiresAt: 2000 });
    expect(await store.readToken(epoch, early)).toMatchObject({ expiresAt: 1500 });
  });
}
