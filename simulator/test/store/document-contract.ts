import { expect, test } from 'vitest';
import { SystemRandom } from '../../src/random.ts';
import { readApp, readSession, readSubscriber } from '../../src/scope/documents.ts';
import { NO_VERSION } from '../../src/store/store.ts';
import { APPID, META, MSISDN, type OpenStore, putScrip, putSubscriber, scripOf } from './store-fixtures.ts';

const ADDRESS = '10.0.0.1';

/** What a store does with documents and their names. */
export function documentContract(open: OpenStore): void {
  test('a document is replaced only where the expected version stands', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    const place = { epoch, kind: 'subscriber', id: MSISDN } as const;
    const [first, second] = [readSubscriber({ msisdn: MSISDN }), readSubscriber({ msisdn: MSISDN, state: 'iot' })];
    expect(await store.stand(place)).toEqual({ version: NO_VERSION, value: undefined });
    expect(await store.change(place, NO_VERSION, first)).toBe('changed');
    expect(await store.change(place, NO_VERSION, second)).toBe('moved');
    const { version, value } = await store.stand(place);
    expect(value).toEqual(first);
    expect(await store.change(place, version, second)).toBe('changed');
    expect(await store.change(place, version, first)).toBe('moved');
    expect(await store.list(epoch, 'subscriber')).toEqual([second]);
    expect(await store.change(place, (await store.stand(place)).version, undefined)).toBe('changed');
    expect(await store.read(epoch, 'subscriber', MSISDN)).toBeUndefined();
  });

  test('a version never comes again, also where the same document does', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    const place = { epoch, kind: 'subscriber', id: MSISDN } as const;
    const document = readSubscriber({ msisdn: MSISDN });
    const versions = new Set<number>();
    for (let round = 0; round < 3; round++) {
      await store.change(place, NO_VERSION, document);
      const { version } = await store.stand(place);
      versions.add(version);
      await store.change(place, version, undefined);
    }
    expect(versions.size).toBe(3);
  });

  test('a document’s name is claimed with it, is one scope’s, and is freed with it', async () => {
    const { store, other } = await open();
    const [a, b] = [await store.begin('a', META), await other.begin('b', META)];
    const session = readSession({ address: ADDRESS, msisdn: MSISDN });
    const place = { kind: 'session', id: ADDRESS } as const;
    expect(await store.change({ ...place, epoch: a }, NO_VERSION, session)).toBe('changed');
    expect(await other.owner('address', ADDRESS)).toBe('a');
    expect(await other.change({ ...place, epoch: b }, NO_VERSION, session)).toEqual({ claimedBy: 'a' });
    expect(await other.read(b, 'session', ADDRESS)).toBeUndefined();
    const { version } = await store.stand({ ...place, epoch: a });
    expect(await store.change({ ...place, epoch: a }, version, undefined)).toBe('changed');
    expect(await other.owner('address', ADDRESS)).toBeUndefined();
    expect(await other.change({ ...place, epoch: b }, NO_VERSION, session)).toBe('changed');
  });

  test('a change that does not act claims no name', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    const session = readSession({ address: ADDRESS, msisdn: MSISDN });
    expect(await store.change({ epoch, kind: 'session', id: ADDRESS }, 7, session)).toBe('moved');
    expect(await store.owner('address', ADDRESS)).toBeUndefined();
  });

  test('an app is found by its id, with the scope that has it', async () => {
    const { store, other } = await open();
    const epoch = await store.begin('a', META);
    const app = readApp({ appid: APPID }, new SystemRandom());
    await store.change({ epoch, kind: 'app', id: APPID }, NO_VERSION, app);
    expect(await other.findApp(APPID)).toEqual({ epoch, app });
    await store.end('a');
    expect(await other.findApp(APPID)).toBeUndefined();
    expect(await other.owner('app', APPID)).toBeUndefined();
  });

  test('all names are claimed or none, and their documents are put where they are claimed', async () => {
    const { store, other } = await open();
    const [a, b] = [await store.begin('a', META), await store.begin('b', META)];
    const [one, two, three] = ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((name) => ({ kind: 'address' as const, name }));
    const claims = [one, two, three].flatMap((name) => name ?? []);
    expect(await store.claimAll(a, claims.slice(1, 2))).toBe(true);
    expect(await other.claimAll(b, claims)).toBe(false);
    expect(await Promise.all(claims.map(({ kind, name }) => other.owner(kind, name)))).toEqual([undefined, 'a', undefined]);
    expect(await store.claimAll(a, claims)).toBe(true);
    expect(await store.claimAll(a, claims)).toBe(true);
    const session = readSession({ address: ADDRESS, msisdn: MSISDN });
    expect(await other.change({ epoch: b, kind: 'session', id: ADDRESS }, NO_VERSION, session)).toEqual({ claimedBy: 'a' });
    expect(await store.change({ epoch: a, kind: 'session', id: ADDRESS }, NO_VERSION, session)).toBe('changed');
    await store.end('a');
    expect(await other.claimAll(b, claims)).toBe(true);
  });

  test('a subscriber who gets a SIM again loses the scrips of that SIM’s earlier time, and those alone', async () => {
    const { store } = await open();
    const epoch = await store.begin('a', META);
    await putSubscriber(store, epoch, 'sim-2');
    await putScrip(store, epoch, scripOf('old', { sim: 'sim-1' }));
    await putScrip(store, epoch, scripOf('now', { sim: 'sim-2' }));
    await putScrip(store, epoch, scripOf('else', { sim: 'sim-1', msisdn: '15400000002' }));
    await putSubscriber(store, epoch, 'sim-2');
    expect(await store.listScrips(epoch, null)).toHaveLength(3);
    await putSubscriber(store, epoch, 'sim-1');
    expect((await store.listScrips(epoch, null)).map(({ scrip }) => scrip)).toEqual(['now', 'else']);
  });

  test('what a scope has once is changed by its version', async () => {
    const { store, other } = await open();
    const epoch = await store.begin('a', META);
    const { version, value } = await store.readMeta(epoch);
    expect(value).toEqual(META);
    expect(await store.changeMeta(epoch, version, { ...META, keyids: ['1', '2'] })).toBe(true);
    expect(await other.changeMeta(epoch, version, { ...META, keyids: ['1', '3'] })).toBe(false);
    expect((await other.readMeta(epoch)).value.keyids).toEqual(['1', '2']);
  });
}
