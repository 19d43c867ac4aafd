import { expect, test } from 'vitest';
import { APPID, META, MSISDN, msgidAt, type OpenStore, orderOf, putScrip, scripOf, take } from './store-fixtures.ts';

/** What a store does with scrips, and with the counts that end by themselves. */
export function countContract(open: OpenStore): void {
  test('the retrievals of a day stop at its limit, and a scrip over it is not issued', async () => {
    const { store, other } = await open();
    const epoch = await store.begin('a', META);
    const issue = (scrip: string, day: number) =>
      (scrip < '3' ? store : other).issueScrip(epoch, { record: scripOf(scrip), day: { number: day, limit: 3 } });
    const issued = await Promise.all(['1', '2', '3', '4', '5'].map((scrip) => issue(scrip, 7)));
    expect(issued.toSorted()).toEqual(['day-spent', 'day-spent', 'issued', 'issued', 'issued']);
    expect(await store.readRetrievals(epoch, APPID, 7)).toBe(3);
    expect(await store.listScrips(epoch, null)).toHaveLength(3);
    expect(await issue('6', 8)).toBe('issued');
    expect(await store.issueScrip(epoch, { record: scripOf('7'), day: { number: 7, limit: null } })).toBe('issued');
    expect(await store.readRetrievals(epoch, APPID, 7)).toBe(4);
  });

  test('a day is kept over the next, and forgotten with the day after', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    for (const day of [10, 11, 10]) {
      await store.issueScrip(epoch, { record: scripOf(`${day}`), day: { number: day, limit: null } });
    }
    expect(await store.readRetrievals(epoch, APPID, 10)).toBe(2);
    await store.issueScrip(epoch, { record: scripOf('12'), day: { number: 12, limit: null } });
    expect([await store.readRetrievals(epoch, APPID, 10), await store.readRetrievals(epoch, APPID, 11)]).toEqual([0, 1]);
    expect((await store.dump(epoch)).retrievals.map(({ day }) => day).toSorted()).toEqual([11, 12]);
  });

  test('a msgid is used up once at each host, until its time is over, and forgotten then', async () => {
    const { store, other } = await open();
    const epoch = await store.begin('a', META);
    expect(await store.isMsgidUsed(epoch, msgidAt(0))).toBe(false);
    const used = await Promise.all([store, other, store].map((one) => one.useMsgid(epoch, msgidAt(0))));
    expect(used.filter(Boolean)).toHaveLength(1);
    expect(await other.isMsgidUsed(epoch, msgidAt(999))).toBe(true);
    expect(await store.isMsgidUsed(epoch, msgidAt(999, 'm', 'token'))).toBe(false);
    expect(await store.isMsgidUsed(epoch, msgidAt(1000))).toBe(false);
    for (let count = 0; count < 20; count++) {
      expect(await store.useMsgid(epoch, msgidAt(1000 + count * 1000, `m${count}`))).toBe(true);
    }
    expect((await store.dump(epoch)).msgids).toHaveLength(1);
  });

  test('each effect uses its msgid up with it, refuses one that is used, and leaves it where it refuses', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    const token = await take(store, epoch);
    const effects = {
      spent: () => store.issueScrip(epoch, { record: scripOf('s'), day: { number: 1, limit: 0 }, msgid: msgidAt(0) }),
      full: async () => (await store.takeToken(epoch, orderOf({ limit: 0, msgid: msgidAt(0) }))).kind,
      gone: async () =>
        (await store.takeToken(epoch, orderOf({ scrip: { scrip: 'none', isConsumed: true }, msgid: msgidAt(0) }))).kind,
      unknown: () => store.exchange(epoch, { token: 'none', now: 2000, billing: null, msgid: msgidAt(0) }),
      unpaid: () => store.exchange(epoch, { token, now: 2000, billing: { limit: 0 }, msgid: msgidAt(0) }),
    };
    expect([await effects.spent(), await effects.full(), await effects.gone()]).toEqual(['day-spent', 'too-many', 'scrip-gone']);
    expect([await effects.unknown(), await effects.unpaid()]).toEqual(['token-gone', 'calls-spent']);
    expect(await store.isMsgidUsed(epoch, msgidAt(0))).toBe(false);
    const issue = { record: scripOf('s'), day: { number: 1, limit: null }, msgid: msgidAt(0, 'scrip') };
    expect([await store.issueScrip(epoch, issue), await store.issueScrip(epoch, issue)]).toEqual(['issued', 'replayed']);
    const order = orderOf({ msgid: msgidAt(0, 'token') });
    expect([(await store.takeToken(epoch, order)).kind, (await store.takeToken(epoch, order)).kind]).toEqual([
      'issued',
      'replayed',
    ]);
    const exchange = { token, now: 2000, billing: null, msgid: msgidAt(0, 'exchange') };
    expect([await store.exchange(epoch, exchange), await store.exchange(epoch, exchange)]).toEqual(['exchanged', 'replayed']);
    expect([await effects.spent(), await effects.full()]).toEqual(['day-spent', 'too-many']);
    await store.useMsgid(epoch, msgidAt(0));
    expect([await effects.spent(), await effects.full(), await effects.gone(), await effects.unpaid()]).toEqual(
      Array.from({ length: 4 }, () => 'replayed'),
    );
  });

  test('scrips are listed and revoked by number or all, in the order of their issue', async () => {
    const { store } = await open();
    const [a, b] = [await store.begin('a', META), await store.begin('b', META)];
    await putScrip(store, a, scripOf('z'));
    await putScrip(store, a, scripOf('other', { msisdn: '15400000002' }));
    await putScrip(store, a, scripOf('y'));
    await putScrip(store, b, scripOf('foreign'));
    expect(await store.readScrip(a, 'z')).toEqual(scripOf('z'));
    expect((await store.listScrips(a, null)).map(({ scrip }) => scrip)).toEqual(['z', 'other', 'y']);
    expect((await store.listScrips(a, '15400000002')).map(({ scrip }) => scrip)).toEqual(['other']);
    expect(await store.revokeScrips(a, MSISDN)).toBe(2);
    expect(await store.revokeScrips(a, null)).toBe(1);
    expect(await store.listScrips(a, null)).toEqual([]);
    expect(await store.listScrips(b, null)).toHaveLength(1);
  });

  test('a sweep counts the lives that ended in between', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    const both = (from: number, to: number) => ({ scrips: { from, to }, tokens: { from, to } });
    await putScrip(store, epoch, scripOf('s'));
    await take(store, epoch);
    await store.exchange(epoch, { token: await take(store, epoch), now: 2000, billing: null });
    expect(await store.sweep(epoch, both(0, 4999))).toEqual({ scrips: 0, tokens: 0 });
    expect(await store.sweep(epoch, both(4999, 121_000))).toEqual({ scrips: 1, tokens: 1 });
    expect(await store.sweep(epoch, both(121_000, 999_999))).toEqual({ scrips: 0, tokens: 0 });
    const apart = { scrips: { from: 4999, to: 121_000 }, tokens: { from: 0, to: 4999 } };
    expect(await store.sweep(epoch, apart)).toEqual({ scrips: 1, tokens: 0 });
  });
}
