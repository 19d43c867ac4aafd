import { systemClock } from '../../src/clock.ts';
import { type RandomBytes, SeededRandom } from '../../src/random.ts';
import { readSubscriber } from '../../src/scope/documents.ts';
import { defaultSettings } from '../../src/scope/settings.ts';
import type { ScopeMeta, ScripRecord } from '../../src/store/records.ts';
import type { Epoch, MsgidClaimed, ScripIssued, Store, TokenOrder } from '../../src/store/store.ts';

/** A store as two of its users reach it: two clients of one server, or one store of this process twice. */
interface OpenedStore {
  readonly store: Store;
  readonly other: Store;
}

export type OpenStore = () => Promise<OpenedStore>;

export interface ContractExtent {
  /** How many orders of doings the tokens are compared with the model in. */
  readonly modelRuns: number;
  /** How many interleavings each race runs through. */
  readonly raceRuns: number;
  /** How many used tokens the store remembers. */
  readonly usedTokens: number;
}

export const META: ScopeMeta = {
  settings: defaultSettings,
  clock: { now: 1000, rate: 1, anchoredAt: 1000 },
  randomPosition: 0,
  keyids: ['1'],
  personas: null,
  endsAt: null,
};

export const APPID = '300000000001';
export const MSISDN = '15400000001';
const WINDOW_MS = 600_000;
const LIFE_MS = 120_000;

export function scripOf(scrip: string, change: Partial<ScripRecord> = {}): ScripRecord {
  return {
    ...{ scrip, appid: APPID, certificateMd5: 'f'.repeat(32), msisdn: MSISDN, sim: 'sim-1', issuedAt: 1000, expiresAt: 5000 },
    ...change,
  };
}

export function putScrip(store: Store, epoch: Epoch, record: ScripRecord): Promise<ScripIssued> {
  return store.issueScrip(epoch, { record, day: { number: 1, limit: null } });
}

export function orderOf(change: Partial<TokenOrder> = {}): TokenOrder {
  const issuedAt = change.issuedAt ?? 1000;
  return {
    ...{
      appid: APPID,
      msisdn: MSISDN,
      capability: 'login',
      issuedAt,
      expiresAt: issuedAt + LIFE_MS,
      limit: 3,
      windowMs: WINDOW_MS,
    },
    parts: { epochMs: issuedAt, tail: 'x'.repeat(32) },
    ...change,
  };
}

/** The next token. */
export async function take(store: Store, epoch: Epoch, change: Partial<TokenOrder> = {}): Promise<string> {
  const taken = await store.takeToken(epoch, orderOf(change));
  if (taken.kind !== 'issued') {
    throw new Error(`no token was issued: ${taken.kind}`);
  }
  return taken.token;
}

export async function putSubscriber(store: Store, epoch: Epoch, sim = 'sim-1'): Promise<void> {
  const place = { epoch, kind: 'subscriber', id: MSISDN } as const;
  const { version } = await store.stand(place);
  await store.change(place, version, readSubscriber({ msisdn: MSISDN, sim }));
}

export function msgidAt(now: number, msgid = 'm', host = 'mobile'): MsgidClaimed {
  return { host, msgid, now, expiresAt: now + 1000 };
}

/** A store or a client whose steps take their time: each waits for some turns of the event loop before it acts, and for some more before its answer is there. */
export function delayed<T extends object>(store: T, seed: string, mostTurns = 8): T {
  const random = new SeededRandom(seed);
  return new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') {
        return member;
      }
      return async (...given: readonly unknown[]): Promise<unknown> => {
        await someTurns(random, mostTurns);
        const answer: unknown = await Reflect.apply(member, target, given);
        await someTurns(random, mostTurns);
        return answer;
      };
    },
  });
}

/** Few turns mostly, and many now and then: most interleavings need one step that is much slower than several others. */
function someTurns(random: RandomBytes, most: number): Promise<void> {
  const part = (random.next(1)[0] ?? 0) / 255;
  return turns(Math.round(part ** 4 * most));
}

/** Lets everybody else have that many turns of the event loop. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    await systemClock.nextTurn();
  }
}
