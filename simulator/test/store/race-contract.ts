import { expect, test } from 'vitest';
import { SystemRandom } from '../../src/random.ts';
import { readSubscriber } from '../../src/scope/documents.ts';
import { ScopeDirectory } from '../../src/scope/scope-directory.ts';
import { EpochOverError } from '../../src/store/epoch-over-error.ts';
import { type Epoch, NO_VERSION, type Store } from '../../src/store/store.ts';
import {
  APPID,
  type ContractExtent,
  delayed,
  META,
  MSISDN,
  type OpenStore,
  orderOf,
  putScrip,
  putSubscriber,
  scripOf,
  take,
  turns,
} from './store-fixtures.ts';

/** Many runs, each of many turns: a machine that is busy takes long for them. */
const SLOW_MS = 60_000;

/** What holds in any interleaving of two users of a store, whose steps take their time. */
export function raceContract(open: OpenStore, { raceRuns }: ContractExtent): void {
  const race = (title: string, run: (one: Store, other: Store, index: number) => Promise<void>): void => {
    test(
      title,
      async () => {
        const opened = await open();
        for (let index = 0; index < raceRuns; index++) {
          await run(delayed(opened.store, `one ${index}`), delayed(opened.other, `other ${index}`), index);
        }
      },
      SLOW_MS,
    );
  };

  race('an app that is put while it is removed stands with its name, or neither is there', async (one, other) => {
    const epoch = await one.begin('a', META);
    const [mine, theirs] = [directoryOf(one, epoch), directoryOf(other, epoch)];
    await mine.putApp({ appid: APPID });
    await Promise.all([
      mine.remove('app', APPID),
      theirs.putApp({ appid: APPID }),
      theirs.remove('app', APPID),
      mine.putApp({ appid: APPID, admitted: false }),
      mine.remove('app', APPID),
    ]);
    const stands = (await one.read(epoch, 'app', APPID)) !== undefined;
    expect(await other.owner('app', APPID)).toBe(stands ? 'a' : undefined);
  });

  race(
    'an app that is put while its removal frees its name stands with it, whenever the put begins',
    async (one, other, index) => {
      const epoch = await one.begin('a', META);
      await directoryOf(one, epoch).putApp({ appid: APPID });
      const put = async (): Promise<void> => {
        await turns(index % 120);
        await directoryOf(other, epoch).putApp({ appid: APPID });
      };
      await Promise.all([directoryOf(one, epoch).remove('app', APPID), put()]);
      const stands = (await one.read(epoch, 'app', APPID)) !== undefined;
      expect(await other.owner('app', APPID)).toBe(stands ? 'a' : undefined);
    },
  );

  race('of two scopes that put one app while a third gives it up, at most one has it', async (one, other) => {
    const [a, b, c] = [await one.begin('a', META), await other.begin('b', META), await one.begin('c', META)];
    await directoryOf(one, c).putApp({ appid: APPID });
    const put = (store: Store, epoch: Epoch): Promise<unknown> => directoryOf(store, epoch).putApp({ appid: APPID });
    const ended = await Promise.allSettled([put(one, a), put(other, b), directoryOf(one, c).remove('app', APPID)]);
    const apps = await Promise.all([a, b, c].map((epoch) => one.read(epoch, 'app', APPID)));
    const standing = ['a', 'b', 'c'].filter((_scope, index) => apps[index] !== undefined);
    expect(standing).toHaveLength(ended.slice(0, 2).filter(({ status }) => status === 'fulfilled').length);
    expect(await other.owner('app', APPID)).toBe(standing[0]);
    expect(await other.findApp(APPID)).toEqual(
      standing.length === 0 ? undefined : expect.objectContaining({ epoch: [a, b].find(({ scope }) => scope === standing[0]) }),
    );
  });

  race('of two changes of one version one acts', async (one, other) => {
    const epoch = await one.begin('a', META);
    const place = { epoch, kind: 'subscriber', id: MSISDN } as const;
    const documents = [1, 2, 3].map((latencyMs) => readSubscriber({ msisdn: MSISDN, latencyMs }));
    const changes = await Promise.all(
      documents.map((document, index) => (index === 1 ? other : one).change(place, NO_VERSION, document)),
    );
    expect(changes.toSorted()).toEqual(['changed', 'moved', 'moved']);
    expect(await one.read(epoch, 'subscriber', MSISDN)).toEqual(documents[changes.indexOf('changed')]);
  });

  race('of overlapping lists of names the claims are all or nothing', async (one, other) => {
    const [a, b] = [await one.begin('a', META), await other.begin('b', META)];
    const names = ['1', '2', '3', '4'].map((name) => ({ kind: 'address' as const, name }));
    const claims = await Promise.all([one.claimAll(a, names.slice(0, 3)), other.claimAll(b, names.slice(1).toReversed())]);
    const owners = await Promise.all(names.map(({ name }) => one.owner('address', name)));
    // Where both let go, none has a name left behind.
    const [isFirst, isSecond] = claims;
    const byFirst = isFirst ? ['a', 'a', 'a', undefined] : names.map(() => undefined);
    expect(owners).toEqual(isSecond ? [undefined, 'b', 'b', 'b'] : byFirst);
    expect(isFirst && isSecond).toBe(false);
  });

  race('of exchanges at once each token has one winner, and no quota is overdrawn', async (one, other) => {
    const epoch = await one.begin('a', META);
    const tokens = [await take(one, epoch), await take(other, epoch), await take(one, epoch)];
    const order = { now: 2000, billing: { limit: 2 } };
    const calls = [...tokens, ...tokens].map(async (token, index) => {
      return { token, exchanged: await (index % 2 === 0 ? one : other).exchange(epoch, { token, ...order }) };
    });
    const winners = (await Promise.all(calls)).filter(({ exchanged }) => exchanged === 'exchanged');
    expect(new Set(winners.map(({ token }) => token)).size).toBe(winners.length);
    expect([winners.length, await one.readCalls(epoch, APPID)]).toEqual([2, 2]);
  });

  race('queued tokens are issued once each, and new ones never twice, by two users at once', async (one, other) => {
    const [a, b] = [await one.begin('a', META), await other.begin('b', META)];
    await one.queueTokens(a, ['q1', 'q2']);
    const orders = Array.from({ length: 8 }, (_, index) =>
      take(index % 2 === 0 ? one : other, index < 5 ? a : b, { limit: 9, msisdn: `1540000000${index}` }),
    );
    const tokens = await Promise.all(orders);
    expect(new Set(tokens).size).toBe(8);
    expect(tokens.filter((token) => token.startsWith('q')).toSorted()).toEqual(['q1', 'q2']);
    expect((await one.dump(a)).queuedTokens).toEqual([]);
  });

  race('after a SIM swap or a revocation no token comes of the scrip', async (one, other) => {
    const epoch = await one.begin('a', META);
    await putSubscriber(one, epoch);
    await putScrip(one, epoch, scripOf('s'));
    let isSwapped = false;
    const swap = putSubscriber(other, epoch, 'sim-2').then(() => {
      isSwapped = true;
    });
    const takes = Array.from({ length: 4 }, async () => {
      const wasSwapped = isSwapped;
      const { kind } = await one.takeToken(epoch, orderOf({ limit: 9, scrip: { scrip: 's', isConsumed: false } }));
      return wasSwapped ? kind : 'scrip-gone';
    });
    await swap;
    const after = await one.takeToken(epoch, orderOf({ scrip: { scrip: 's', isConsumed: false } }));
    expect([...(await Promise.all(takes)), after.kind]).toEqual(Array.from({ length: 5 }, () => 'scrip-gone'));
  });

  race('what a reset overtakes leaves no trace, whoever asked for it', async (one, other) => {
    const epoch = await one.begin('a', META);
    await putSubscriber(one, epoch);
    await putScrip(one, epoch, scripOf('s'));
    const token = await take(one, epoch);
    const fresh = await one.dump(await one.begin('empty', META));
    const asked = Promise.allSettled([
      directoryOf(other, epoch).putApp({ appid: APPID }),
      other.takeToken(epoch, orderOf({ scrip: { scrip: 's', isConsumed: true } })),
      other.issueScrip(epoch, { record: scripOf('late'), day: { number: 1, limit: null } }),
      other.queueTokens(epoch, ['q']),
      (async () => other.exchange(epoch, { token, now: 2000, billing: { limit: 1 } }))(),
      other.claimAll(epoch, [{ kind: 'address', name: '1' }]),
    ]);
    const reset = await one.begin('a', META);
    const refused = (await asked).flatMap((ended) => (ended.status === 'rejected' ? [ended.reason as unknown] : []));
    expect(refused.every((reason) => reason instanceof EpochOverError)).toBe(true);
    expect(await other.dump(reset)).toEqual(fresh);
    expect([await one.owner('app', APPID), await one.owner('address', '1')]).toEqual([undefined, undefined]);
    expect(await one.queueTokens(await one.begin('b', META), ['q'])).toBeNull();
    await one.end('b');
  });
}

function directoryOf(store: Store, epoch: Epoch): ScopeDirectory {
  return new ScopeDirectory({
    epoch: () => epoch,
    store,
    random: () => new SystemRandom(),
    bearersChanged: async () => undefined,
    sessionReleased: async () => undefined,
  });
}
