import fc from 'fast-check';
import { expect } from 'vitest';
import type { ScopeDump, TokenRecord } from '../../src/store/records.ts';
import type { Epoch, Store } from '../../src/store/store.ts';
import { META, type OpenStore, orderOf } from './store-fixtures.ts';

/** The token half of a store held against a list of records, for any order of doings, on scopes whose clocks move both ways. */

const SCOPES = ['a', 'b'] as const;
const NUMBERS = ['15400000001', '15400000002'] as const;
const LIFE_MS = 120;
const WINDOW_MS = 600;
const LIMIT = 3;

type ScopeName = (typeof SCOPES)[number];

interface ModelScope {
  epoch: Epoch;
  now: number;
  /** The latest time of an issue: what was over by then may be forgotten for good, whatever the clock says later. */
  latestIssue: number;
  tokens: TokenRecord[];
  calls: number;
  kept: { readonly dump: ScopeDump; readonly tokens: readonly TokenRecord[]; readonly calls: number } | null;
}

class Model {
  readonly #store: Store;
  readonly #other: Store;
  readonly #scopes: Record<ScopeName, ModelScope>;

  constructor(store: Store, other: Store, epochs: Record<ScopeName, Epoch>) {
    const scope = (name: ScopeName): ModelScope => ({
      epoch: epochs[name],
      now: 10_000,
      latestIssue: Number.NEGATIVE_INFINITY,
      tokens: [],
      calls: 0,
      kept: null,
    });
    this.#store = store;
    this.#other = other;
    this.#scopes = { a: scope('a'), b: scope('b') };
  }

  async issue(scope: ScopeName, msisdn: string): Promise<void> {
    const model = this.#scopes[scope];
    const { now, epoch } = model;
    const order = orderOf({ msisdn, issuedAt: now, expiresAt: now + LIFE_MS, limit: LIMIT, windowMs: WINDOW_MS });
    const outcome = await this.#store.takeToken(epoch, order);
    model.latestIssue = Math.max(model.latestIssue, now);
    const { sure, possible } = this.#unused(model, msisdn);
    expect(outcome.kind).toBe(possible < LIMIT || (sure < LIMIT && outcome.kind === 'issued') ? 'issued' : 'too-many');
    if (outcome.kind === 'issued') {
      const { token } = outcome;
      expect(this.#all().map((record) => record.token)).not.toContain(token);
      model.tokens.push({
        ...{ token, appid: order.appid, msisdn, capability: order.capability },
        ...{ issuedAt: now, expiresAt: now + LIFE_MS, usedAt: null },
      });
    }
  }

  async queueTaken(scope: ScopeName, pick: number): Promise<void> {
    const all = this.#all();
    const taken = all[pick % Math.max(1, all.length)];
    if (taken !== undefined) {
      expect(await this.#other.queueTokens(this.#scopes[scope].epoch, [taken.token])).toBe(0);
    }
  }

  /** The tokens that no store may have forgotten. */
  #all(): readonly TokenRecord[] {
    return SCOPES.flatMap((name) => this.#scopes[name].tokens.filter((record) => !this.#mayBeForgotten(name, record)));
  }

  async exchange(scope: ScopeName, pick: number, limit: number | null): Promise<void> {
    const model = this.#scopes[scope];
    const at = pick % Math.max(1, model.tokens.length);
    const record = model.tokens[at];
    if (record === undefined) {
      return;
    }
    const exchange = { token: record.token, now: model.now, billing: limit === null ? null : { limit } };
    const elsewhere = this.#scopes[scope === 'a' ? 'b' : 'a'].epoch;
    if (!this.#mayBeForgotten(scope, record)) {
      expect(await this.#store.exchange(elsewhere, exchange)).toBe('token-gone');
    }
    const outcome = await this.#other.exchange(model.epoch, exchange);
    const isLive = record.usedAt === null && record.expiresAt > model.now;
    if (!isLive || (this.#mayBeForgotten(scope, record) && outcome === 'token-gone')) {
      expect(outcome).toBe('token-gone');
      return;
    }
    const isPaid = limit === null || model.calls < limit;
    expect(outcome).toBe(isPaid ? 'exchanged' : 'calls-spent');
    if (isPaid) {
      model.tokens.splice(at, 1);
      model.tokens.push({ ...record, usedAt: model.now });
      model.calls += limit === null ? 0 : 1;
    }
  }

  async expire(scope: ScopeName): Promise<void> {
    const model = this.#scopes[scope];
    const ends = (record: TokenRecord): boolean => record.usedAt === null && record.expiresAt > model.now;
    const alive = model.tokens.filter(ends);
    const expired = await this.#store.expireTokens(model.epoch, model.now);
    expect(expired).toBeLessThanOrEqual(alive.length);
    expect(expired).toBeGreaterThanOrEqual(alive.filter((record) => !this.#mayBeForgotten(scope, record)).length);
    model.tokens = model.tokens.map((record) => (ends(record) ? { ...record, expiresAt: model.now } : record));
  }

  async wipe(scope: ScopeName): Promise<void> {
    await this.#store.wipe(this.#scopes[scope].epoch);
    Object.assign(this.#scopes[scope], { tokens: [], calls: 0, latestIssue: Number.NEGATIVE_INFINITY });
  }

  async dump(scope: ScopeName): Promise<void> {
    const { epoch, tokens, calls } = this.#scopes[scope];
    // What the store has forgotten by now is in no dump.
    const dump = structuredClone(await this.#store.dump(epoch));
    const kept = new Set(dump.tokens.map((record) => record.token));
    this.#scopes[scope].kept = { dump, tokens: tokens.filter(({ token }) => kept.has(token)), calls };
  }

  async load(scope: ScopeName): Promise<void> {
    const model = this.#scopes[scope];
    if (model.kept === null) {
      return;
    }
    const epoch = await this.#store.load(scope, model.kept.dump);
    expect(epoch).not.toBeNull();
    model.epoch = epoch ?? model.epoch;
    Object.assign(model, { tokens: [...model.kept.tokens], calls: model.kept.calls });
    expect(await this.#store.dump(model.epoch)).toEqual(model.kept.dump);
  }

  move(scope: ScopeName, ms: number): void {
    this.#scopes[scope].now += ms;
  }

  /** All that can be asked, of both scopes. */
  async compare(): Promise<void> {
    for (const scope of SCOPES) {
      const model = this.#scopes[scope];
      for (const record of model.tokens) {
        const standing = await this.#other.readToken(model.epoch, record.token);
        expect(standing === undefined && this.#mayBeForgotten(scope, record) ? record : standing).toEqual(record);
        // A token that was forgotten may be another scope's by now: its text is free again.
        if (!this.#mayBeForgotten(scope, record)) {
          expect(await this.#store.readToken(this.#scopes[scope === 'a' ? 'b' : 'a'].epoch, record.token)).toBeUndefined();
        }
      }
      for (const msisdn of NUMBERS) {
        const { sure, possible } = this.#unused(model, msisdn);
        const count = await this.#store.countUnusedTokens(model.epoch, msisdn, model.now - WINDOW_MS);
        expect(count).toBeGreaterThanOrEqual(sure);
        expect(count).toBeLessThanOrEqual(possible);
      }
      expect(await this.#store.readCalls(model.epoch, '300000000001')).toBe(model.calls);
      const used = (await this.#store.dump(model.epoch)).tokens.filter(({ usedAt }) => usedAt !== null);
      expect(used).toEqual(model.tokens.filter(({ usedAt }) => usedAt !== null));
    }
  }

  #mayBeForgotten(scope: ScopeName, { issuedAt, usedAt }: TokenRecord): boolean {
    return usedAt === null && issuedAt <= this.#scopes[scope].latestIssue - WINDOW_MS;
  }

  #unused(model: ModelScope, msisdn: string): { readonly sure: number; readonly possible: number } {
    const unused = model.tokens.filter((record) => record.msisdn === msisdn && record.usedAt === null);
    const since = (time: number): number => unused.filter(({ issuedAt }) => issuedAt > time - WINDOW_MS).length;
    return { sure: since(Math.max(model.now, model.latestIssue)), possible: since(model.now) };
  }
}

type Doing = (model: Model) => void | Promise<void>;

const scopes = fc.constantFrom(...SCOPES);
const doings: fc.Arbitrary<Doing> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.tuple(scopes, fc.constantFrom(...NUMBERS)).map(
      (given): Doing =>
        (model) =>
          model.issue(...given),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(scopes, fc.nat(50), fc.option(fc.integer({ min: 0, max: 4 }))).map(
      (given): Doing =>
        (model) =>
          model.exchange(...given),
    ),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(scopes, fc.integer({ min: -400, max: 700 })).map(
      (given): Doing =>
        (model) =>
          model.move(...given),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(scopes, fc.nat(50)).map(
      (given): Doing =>
        (model) =>
          model.queueTaken(...given),
    ),
  },
  {
    weight: 2,
    arbitrary: scopes.map(
      (scope): Doing =>
        (model) =>
          model.expire(scope),
    ),
  },
  {
    weight: 2,
    arbitrary: scopes.map(
      (scope): Doing =>
        (model) =>
          model.dump(scope),
    ),
  },
  {
    weight: 2,
    arbitrary: scopes.map(
      (scope): Doing =>
        (model) =>
          model.load(scope),
    ),
  },
  {
    weight: 1,
    arbitrary: scopes.map(
      (scope): Doing =>
        (model) =>
          model.wipe(scope),
    ),
  },
);

export async function storeModel(open: OpenStore, numRuns: number): Promise<void> {
  const runs = fc.asyncProperty(fc.array(doings, { minLength: 1, maxLength: 60 }), async (steps) => {
    const { store, other } = await open();
    const model = new Model(store, other, { a: await store.begin('a', META), b: await other.begin('b', META) });
    for (const step of steps) {
      await step(model);
      await model.compare();
    }
  });
  await fc.assert(runs, { numRuns });
}
