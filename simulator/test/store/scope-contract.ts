import { expect, test } from 'vitest';
import { SystemRandom } from '../../src/random.ts';
import { readApp, readSession, readSubscriber } from '../../src/scope/documents.ts';
import { EpochOverError } from '../../src/store/epoch-over-error.ts';
import { type Epoch, NO_VERSION, type Store } from '../../src/store/store.ts';
import {
  APPID,
  META,
  MSISDN,
  msgidAt,
  type OpenStore,
  orderOf,
  putScrip,
  putSubscriber,
  scripOf,
  take,
} from './store-fixtures.ts';

/** Every step that names an epoch. */
const STEPS: readonly (readonly [string, (store: Store, epoch: Epoch) => unknown])[] = [
  ['dump', (store, epoch) => store.dump(epoch)],
  ['readMeta', (store, epoch) => store.readMeta(epoch)],
  ['changeMeta', (store, epoch) => store.changeMeta(epoch, 1, META)],
  ['read', (store, epoch) => store.read(epoch, 'app', APPID)],
  ['list', (store, epoch) => store.list(epoch, 'app')],
  ['stand', (store, epoch) => store.stand({ epoch, kind: 'app', id: APPID })],
  [
    'change',
    (store, epoch) => store.change({ epoch, kind: 'subscriber', id: MSISDN }, NO_VERSION, readSubscriber({ msisdn: MSISDN })),
  ],
  [
    'change with a name',
    (store, epoch) => store.change({ epoch, kind: 'app', id: APPID }, NO_VERSION, readApp({ appid: APPID }, new SystemRandom())),
  ],
  ['claimAll', (store, epoch) => store.claimAll(epoch, [{ kind: 'app', name: APPID }])],
  ['issueScrip', (store, epoch) => putScrip(store, epoch, scripOf('s'))],
  ['readScrip', (store, epoch) => store.readScrip(epoch, 's')],
  ['listScrips', (store, epoch) => store.listScrips(epoch, null)],
  ['revokeScrips', (store, epoch) => store.revokeScrips(epoch, null)],
  ['queueTokens', (store, epoch) => store.queueTokens(epoch, ['t'])],
  ['takeToken', (store, epoch) => store.takeToken(epoch, orderOf())],
  ['readToken', (store, epoch) => store.readToken(epoch, 't')],
  ['countUnusedTokens', (store, epoch) => store.countUnusedTokens(epoch, MSISDN, 0)],
  ['expireTokens', (store, epoch) => store.expireTokens(epoch, 0)],
  ['exchange', (store, epoch) => store.exchange(epoch, { token: 't', now: 0, billing: null })],
  ['readCalls', (store, epoch) => store.readCalls(epoch, APPID)],
  ['readRetrievals', (store, epoch) => store.readRetrievals(epoch, APPID, 1)],
  ['isMsgidUsed', (store, epoch) => store.isMsgidUsed(epoch, msgidAt(0))],
  ['useMsgid', (store, epoch) => store.useMsgid(epoch, msgidAt(0))],
  ['sweep', (store, epoch) => store.sweep(epoch, { scrips: { from: 0, to: 1 }, tokens: { from: 0, to: 1 } })],
  ['wipe', (store, epoch) => store.wipe(epoch)],
];

/** What a store does with whole scopes. */
export function scopeContract(open: OpenStore): void {
  test.each(STEPS)('%s acts in its own epoch, and in no other', async (_name, step) => {
    const { store, other } = await open();
    const first = await store.begin('a', META);
    const second = await other.begin('a', META);
    const before = await store.dump(second);
    await expect((async () => step(store, first))()).rejects.toBeInstanceOf(EpochOverError);
    await expect((async () => step(store, { scope: 'never', number: 1 }))()).rejects.toBeInstanceOf(EpochOverError);
    expect(await store.dump(second)).toEqual(before);
    expect(await store.owner('app', APPID)).toBeUndefined();
    await step(store, second);
  });

  test('the epoch of a scope is another after each beginning and each load, and none after its end', async () => {
    const { store, other } = await open();
    expect(await store.epoch('a')).toBeUndefined();
    const epochs = [await store.begin('a', META)];
    const dump = await store.dump(await store.begin('a', META));
    epochs.push((await other.epoch('a')) ?? { scope: '', number: 0 });
    epochs.push((await store.load('a', dump)) ?? { scope: '', number: 0 });
    expect(new Set(epochs.map(({ number }) => number)).size).toBe(3);
    expect(await other.epoch('a')).toEqual(epochs.at(-1));
    await store.end('a');
    expect(await other.epoch('a')).toBeUndefined();
    const again = await store.begin('a', META);
    expect(epochs.map(({ number }) => number)).not.toContain(again.number);
  });

  test('scopes do not see each other', async () => {
    const { store } = await open();
    const [a, b] = [await store.begin('a', META), await store.begin('b', META)];
    await putSubscriber(store, a);
    await putScrip(store, a, scripOf('s'));
    const token = await take(store, a);
    await store.useMsgid(a, msgidAt(0));
    expect(await store.read(b, 'subscriber', MSISDN)).toBeUndefined();
    expect(await store.readScrip(b, 's')).toBeUndefined();
    expect(await store.readToken(b, token)).toBeUndefined();
    expect(await store.isMsgidUsed(b, msgidAt(0))).toBe(false);
    expect(await store.exchange(b, { token, now: 1000, billing: null })).toBe('token-gone');
  });

  test('a beginning forgets everything and frees every name', async () => {
    const { store } = await open();
    const first = await store.begin('a', META);
    await store.change({ epoch: first, kind: 'app', id: APPID }, NO_VERSION, readApp({ appid: APPID }, new SystemRandom()));
    await store.claimAll(first, [{ kind: 'address', name: '10.0.0.1' }]);
    await store.queueTokens(first, ['queued']);
    await putScrip(store, first, scripOf('s'));
    const fresh = await store.dump(await store.begin('empty', META));
    const second = await store.begin('a', META);
    expect(await store.dump(second)).toEqual(fresh);
    expect([await store.owner('app', APPID), await store.owner('address', '10.0.0.1')]).toEqual([undefined, undefined]);
    expect(await store.queueTokens(await store.begin('b', META), ['queued'])).toBeNull();
  });

  test('what was dumped is loaded again, unless a name was given away meanwhile', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    await store.change({ epoch, kind: 'app', id: APPID }, NO_VERSION, readApp({ appid: APPID }, new SystemRandom()));
    await store.change(
      { epoch, kind: 'session', id: '10.0.0.1' },
      NO_VERSION,
      readSession({ address: '10.0.0.1', msisdn: MSISDN }),
    );
    await putSubscriber(store, epoch);
    await putScrip(store, epoch, scripOf('s'));
    const [unused, used] = [await take(store, epoch), await take(store, epoch)];
    await store.exchange(epoch, { token: used, now: 2000, billing: { limit: 5 }, msgid: msgidAt(2000) });
    await store.queueTokens(epoch, ['q1', 'q2']);
    const dump = await store.dump(epoch);
    expect(dump).toMatchObject({ queuedTokens: ['q1', 'q2'], madeTokens: 2, calls: [[APPID, 1]], retrievals: [{ count: 1 }] });
    await store.end('a');
    const loaded = await store.load('a', structuredClone(dump));
    expect(await store.dump(loaded ?? epoch)).toEqual(dump);
    expect(await store.countUnusedTokens(loaded ?? epoch, MSISDN, 0)).toBe(1);
    expect(await store.readToken(loaded ?? epoch, unused)).toMatchObject({ usedAt: null });
    expect(await store.owner('address', '10.0.0.1')).toBe('a');
    await store.end('a');
    await store.claimAll(await store.begin('b', META), [{ kind: 'app', name: APPID }]);
    expect(await store.load('a', dump)).toBeNull();
    expect(await store.epoch('a')).toBeUndefined();
  });

  test('a load that is refused leaves the scope as it was', async () => {
    const { store } = await open();
    const [a, b] = [await store.begin('a', META), await store.begin('b', META)];
    await store.queueTokens(a, ['t']);
    const dump = await store.dump(a);
    const standing = await store.begin('a', META);
    await store.queueTokens(b, ['t']);
    expect(await store.load('a', dump)).toBeNull();
    expect(await store.epoch('a')).toEqual(standing);
    expect(await take(store, b)).toBe('t');
    expect(await store.load('a', dump)).toBeNull();
    expect(await store.exchange(b, { token: 't', now: 2000, billing: null })).toBe('exchanged');
  });

  test('wiping forgets credentials and counts, not documents, names or the queue', async () => {
    const { store } = await open();
    const [a, b] = [await store.begin('a', META), await store.begin('b', META)];
    await putSubscriber(store, a);
    await putScrip(store, a, scripOf('s'));
    const token = await take(store, a);
    await store.exchange(a, { token: await take(store, a), now: 2000, billing: { limit: null }, msgid: msgidAt(2000) });
    await store.queueTokens(a, ['queued']);
    await store.wipe(a);
    expect(await store.readScrip(a, 's')).toBeUndefined();
    expect(await store.readToken(a, token)).toBeUndefined();
    expect([await store.readCalls(a, APPID), await store.readRetrievals(a, APPID, 1)]).toEqual([0, 0]);
    expect(await store.isMsgidUsed(a, msgidAt(2000))).toBe(false);
    expect(await store.queueTokens(b, [token, 'queued'])).toBe(1);
    expect(await store.queueTokens(b, [token])).toBeNull();
    expect((await store.dump(a)).queuedTokens).toEqual(['queued']);
    expect(await store.read(a, 'subscriber', MSISDN)).toMatchObject({ msisdn: MSISDN });
  });
}
