import fc from 'fast-check';
import { expect } from 'vitest';
import type { ScopeDump, Store, TokenRecord } from '../../src/store/store.ts';

/** The token half of a store held against a list of records, for any order of doings, on scopes whose clocks move both ways. */

const SCOPES = ['a', 'b'] as const;
const NUMBERS = ['15400000001', '15400000002'] as const;
const LIFE_MS = 120;
const WINDOW_MS = 600;
const LIMIT = 3;

type ScopeName = (typeof SCOPES)[number];

interface ModelScope {
  now: number;
  /** The latest time of an issue: what was over by then may be forgotten for good, whatever the clock says later. */
  latestIssue: number;
  tokens: TokenRecord[];
  calls: number;
  kept: { readonly dump: ScopeDump; readonly tokens: readonly TokenRecord[]; readonly calls: number } | null;
}

class Model {
  readonly #store: Store;
  readonly #scopes: Record<ScopeName, ModelScope>;
  #made = 0;

  constructor(store: Store) {
    const scope = (): ModelScope => ({ now: 10_000, latestIssue: Number.NEGATIVE_INFINITY, tokens: [], calls: 0, kept: null });
    this.#store = store;
    this.#scopes = { a: scope(), b: scope() };
  }

  async issue(scope: ScopeName, msisdn: string): Promise<void> {
    const model = this.#scopes[scope];
    const { now } = model;
    this.#made += 1;
    const record: TokenRecord = {
      token: `t${this.#made}`,
      appid: '300000000001',
      msisdn,
      capability: 'login',
      issuedAt: now,
      expiresAt: now + LIFE_MS,
      usedAt: null,
    };
    const outcome = await this.#store.issueToken(scope, { record, limit: LIMIT, windowMs: WINDOW_MS });
    model.latestIssue = Math.max(model.latestIssue, now);
    const { sure, possible } = this.#unused(model, msisdn);
    expect(outcome).toBe(possible < LIMIT || (sure < LIMIT && outcome === 'issued') ? 'issued' : 'too-many');
    if (outcome === 'issued') {
      model.tokens.push(record);
    }
  }

  async issueTaken(scope: ScopeName, pick: number): Promise<void> {
    const all = SCOPES.flatMap((name) => this.#scopes[name].tokens.filter((record) => !this.#mayBeForgotten(name, record)));
    const taken = all[pick % Math.max(1, all.length)];
    if (taken !== undefined) {
      const record = { ...taken, msisdn: '15400000009', issuedAt: this.#scopes[scope].latestIssue };
      expect(await this.#store.issueToken(scope, { record, limit: LIMIT, windowMs: WINDOW_MS })).toBe('taken');
    }
  }

  async redeem(scope: ScopeName, pick: number, limit: number | null): Promise<void> {
    const model = this.#scopes[scope];
    const at = pick % Math.max(1, model.tokens.length);
    const record = model.tokens[at];
    if (record === undefined) {
      return;
    }
    const redemption = { token: record.token, now: model.now, billing: limit === null ? null : { limit } };
    const elsewhere = scope === 'a' ? 'b' : 'a';
    expect(await this.#store.redeem(elsewhere, redemption)).toBe('token-gone');
    const outcome = await this.#store.redeem(scope, redemption);
    const isLive = record.usedAt === null && record.expiresAt > model.now;
    if (!isLive || (this.#mayBeForgotten(scope, record) && outcome === 'token-gone')) {
      expect(outcome).toBe('token-gone');
      return;
    }
    const isPaid = limit === null || model.calls < limit;
    expect(outcome).toBe(isPaid ? 'redeemed' : 'calls-spent');
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
    const expired = await this.#store.expireTokens(scope, model.now);
    expect(expired).toBeLessThanOrEqual(alive.length);
    expect(expired).toBeGreaterThanOrEqual(alive.filter((record) => !this.#mayBeForgotten(scope, record)).length);
    model.tokens = model.tokens.map((record) => (ends(record) ? { ...record, expiresAt: model.now } : record));
  }

  async wipe(scope: ScopeName): Promise<void> {
    await this.#store.wipe(scope);
    Object.assign(this.#scopes[scope], { tokens: [], calls: 0, latestIssue: Number.NEGATIVE_INFINITY });
  }

  async dump(scope: ScopeName): Promise<void> {
    const { tokens, calls } = this.#scopes[scope];
    // What the store has forgotten by now is in no dump.
    const dump = structuredClone(await this.#store.dump(scope));
    const kept = new Set(dump.tokens.map((record) => record.token));
    this.#scopes[scope].kept = { dump, tokens: tokens.filter(({ token }) => kept.has(token)), calls };
  }

  async load(scope: ScopeName): Promise<void> {
    const model = this.#scopes[scope];
    if (model.kept === null) {
      return;
    }
    expect(await this.#store.load(scope, model.kept.dump)).toBe(true);
    Object.assign(model, { tokens: [...model.kept.tokens], calls: model.kept.calls });
    expect(await this.#store.dump(scope)).toEqual(model.kept.dump);
  }

  move(scope: ScopeName, ms: number): void {
    this.#scopes[scope].now += ms;
  }

  /** All that can be asked, of both scopes. */
  async compare(): Promise<void> {
    for (const scope of SCOPES) {
      const model = this.#scopes[scope];
      for (const record of model.tokens) {
        const standing = await this.#store.readToken(scope, record.token);
        expect(standing === undefined && this.#mayBeForgotten(scope, record) ? record : standing).toEqual(record);
        expect(await this.#store.readToken(scope === 'a' ? 'b' : 'a', record.token)).toBeUndefined();
      }
      for (const msisdn of NUMBERS) {
        const { sure, possible } = this.#unused(model, msisdn);
        const count = await this.#store.countUnusedTokens(scope, msisdn, model.now - WINDOW_MS);
        expect(count).toBeGreaterThanOrEqual(sure);
        expect(count).toBeLessThanOrEqual(possible);
      }
      expect(await this.#store.readCalls(scope, '300000000001')).toBe(model.calls);
      const used = (await this.#store.dump(scope)).tokens.filter(({ usedAt }) => usedAt !== null);
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
          model.redeem(...given),
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
          model.issueTaken(...given),
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

export async function storeModel(open: () => Promise<Store>): Promise<void> {
  const runs = fc.asyncProperty(fc.array(doings, { minLength: 1, maxLength: 60 }), async (steps) => {
    const model = new Model(await open());
    for (const step of steps) {
      await step(model);
      await model.compare();
    }
  });
  await fc.assert(runs, { numRuns: 150 });
}
