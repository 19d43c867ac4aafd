import type { App } from '../api.ts';
import type {
  ClaimKind,
  DocumentKind,
  Documents,
  Place,
  Redemption,
  ScopeDump,
  ScripRecord,
  Store,
  Swept,
  TokenIssue,
  TokenIssued,
  TokenRecord,
} from './store.ts';

/** Used tokens remembered per scope, so that a second use can be told from a token never seen. */
const USED_TOKENS_KEPT = 10_000;
/** Scrips kept per scope: the oldest goes first, as if it had been revoked (docs/limits.md). */
const SCRIPS_KEPT = 50_000;

const FORGET_EVERY_MS = 1000;
/** A tenth more is let in before the oldest go together: a Map is walked past what was deleted, so one by one would cost a walk each. */
const TRIM_SLACK = 1.1;

interface TokenEntry {
  readonly scope: string;
  /** As it was issued. */
  record: TokenRecord;
  /** Beside the record: a second one for each exchange would be the most of what an exchange leaves on the heap. */
  usedAt: number | null;
}

function isUnused({ usedAt }: TokenEntry): boolean {
  return usedAt === null;
}

function recordOf({ record, usedAt }: TokenEntry): TokenRecord {
  return usedAt === null ? record : { ...record, usedAt };
}

interface ScopeData {
  readonly documents: { readonly [K in DocumentKind]: Map<string, Documents[K]> };
  /** Scrips and tokens stand in the order of their issue. */
  readonly scrips: Map<string, ScripRecord>;
  /** In the order of their use, those still remembered. */
  readonly usedTokens: string[];
  /** Per number: its unused tokens of the last while. */
  readonly windows: Map<string, TokenEntry[]>;
  /** Exchanges by appid. */
  readonly calls: Map<string, number>;
  readonly counters: Map<string, number>;
  /** When tokens that are long over are next looked for, on the scope's clock. */
  forgetAt: number;
}

/** Everything in this process. No method awaits anything, so each is one step to all others. */
export class MemoryStore implements Store {
  readonly #scopes = new Map<string, ScopeData>();
  readonly #claims: Readonly<Record<ClaimKind, Map<string, string>>> = { app: new Map(), address: new Map() };
  /** Tokens of all scopes, used ones too for a while, in the order of their issue. */
  readonly #tokens = new Map<string, TokenEntry>();
  /** Tokens that are to be issued, and the scope that will. */
  readonly #claimedTokens = new Map<string, string>();

  async read<K extends DocumentKind>(scope: string, kind: K, id: string): Promise<Documents[K] | undefined> {
    return this.#data(scope).documents[kind].get(id);
  }

  async list<K extends DocumentKind>(scope: string, kind: K): Promise<readonly Documents[K][]> {
    return [...this.#data(scope).documents[kind].values()];
  }

  async compareAndSet<K extends DocumentKind>(
    { scope, kind, id }: Place<K>,
    expected: Documents[K] | undefined,
    next: Documents[K] | undefined,
  ): Promise<boolean> {
    const documents = this.#data(scope).documents[kind];
    if (documents.get(id) !== expected) {
      return false;
    }
    if (next === undefined) {
      documents.delete(id);
    } else {
      documents.set(id, next);
    }
    return true;
  }

  async claim(kind: ClaimKind, name: string, scope: string): Promise<boolean> {
    const holder = this.#claims[kind].get(name);
    if (holder !== undefined && holder !== scope) {
      return false;
    }
    this.#claims[kind].set(name, scope);
    return true;
  }

  async disclaim(kind: ClaimKind, name: string, scope: string): Promise<void> {
    if (this.#claims[kind].get(name) === scope) {
      this.#claims[kind].delete(name);
    }
  }

  async owner(kind: ClaimKind, name: string): Promise<string | undefined> {
    return this.#claims[kind].get(name);
  }

  findApp(appid: string): { readonly scope: string; readonly app: App } | undefined {
    const scope = this.#claims.app.get(appid);
    const app = scope === undefined ? undefined : this.#data(scope).documents.app.get(appid);
    return scope === undefined || app === undefined ? undefined : { scope, app };
  }

  async putScrip(scope: string, record: ScripRecord): Promise<void> {
    const { scrips } = this.#data(scope);
    scrips.set(record.scrip, record);
    trim(scrips, SCRIPS_KEPT);
  }

  async readScrip(scope: string, scrip: string): Promise<ScripRecord | undefined> {
    return this.#data(scope).scrips.get(scrip);
  }

  async claimTokens(scope: string, tokens: readonly string[]): Promise<number | null> {
    const mine = new Set<string>();
    for (const [place, token] of tokens.entries()) {
      if (mine.has(token) || this.#tokens.has(token) || this.#claimedTokens.has(token)) {
        return place;
      }
      mine.add(token);
    }
    for (const token of mine) {
      this.#claimedTokens.set(token, scope);
    }
    return null;
  }

  async issueToken(scope: string, { record, limit, windowMs, scrip }: TokenIssue): Promise<TokenIssued> {
    const data = this.#data(scope);
    if (scrip !== undefined && !data.scrips.has(scrip)) {
      return 'scrip-gone';
    }
    forgetBefore(data, record.msisdn, record.issuedAt - windowMs);
    if ((data.windows.get(record.msisdn)?.length ?? 0) >= limit) {
      return 'too-many';
    }
    if (this.#tokens.has(record.token) || (this.#claimedTokens.get(record.token) ?? scope) !== scope) {
      return 'taken';
    }
    if (scrip !== undefined) {
      data.scrips.delete(scrip);
    }
    this.#claimedTokens.delete(record.token);
    this.#keepUnused(data, { scope, record, usedAt: null });
    // A clock that was set back is a reason too, or nothing would be forgotten until it comes there again.
    if (record.issuedAt >= data.forgetAt || record.issuedAt < data.forgetAt - FORGET_EVERY_MS) {
      data.forgetAt = record.issuedAt + FORGET_EVERY_MS;
      this.#forgetTokens(scope, record.issuedAt - windowMs);
    }
    return 'issued';
  }

  readToken(scope: string, token: string): TokenRecord | undefined {
    const entry = this.#tokens.get(token);
    return entry?.scope === scope ? recordOf(entry) : undefined;
  }

  async countUnusedTokens(scope: string, msisdn: string, since: number): Promise<number> {
    const window = this.#data(scope).windows.get(msisdn) ?? [];
    return [...window].filter(({ record }) => record.issuedAt > since).length;
  }

  redeem(scope: string, { token, now, billing }: Redemption): 'redeemed' | 'token-gone' | 'calls-spent' {
    const data = this.#data(scope);
    const entry = this.#tokens.get(token);
    if (entry?.scope !== scope || !isUnused(entry) || entry.record.expiresAt <= now) {
      return 'token-gone';
    }
    if (billing !== null && !count(data.calls, entry.record.appid, billing.limit)) {
      return 'calls-spent';
    }
    entry.usedAt = now;
    leaveWindow(data, entry);
    this.#rememberUsed(data, token);
    return 'redeemed';
  }

  readCalls(scope: string, appid: string): number {
    return this.#data(scope).calls.get(appid) ?? 0;
  }

  async increment(scope: string, counter: string, limit: number | null): Promise<boolean> {
    return count(this.#data(scope).counters, counter, limit);
  }

  async decrement(scope: string, counter: string): Promise<void> {
    const { counters } = this.#data(scope);
    const count = (counters.get(counter) ?? 0) - 1;
    if (count > 0) {
      counters.set(counter, count);
    } else {
      counters.delete(counter);
    }
  }

  async readCounter(scope: string, counter: string): Promise<number> {
    return this.#data(scope).counters.get(counter) ?? 0;
  }

  async revokeScrips(scope: string, msisdn: string | null): Promise<number> {
    const { scrips } = this.#data(scope);
    const revoked = [...scrips.values()].filter((record) => msisdn === null || record.msisdn === msisdn);
    for (const { scrip } of revoked) {
      scrips.delete(scrip);
    }
    return revoked.length;
  }

  async expireTokens(scope: string, now: number): Promise<number> {
    const alive = this.#tokensOf(scope).filter((entry) => isUnused(entry) && entry.record.expiresAt > now);
    for (const entry of alive) {
      entry.record = { ...entry.record, expiresAt: now };
    }
    return alive.length;
  }

  async dump(scope: string): Promise<ScopeDump> {
    const { documents, scrips, calls, counters } = this.#data(scope);
    return {
      apps: [...documents.app.values()],
      subscribers: [...documents.subscriber.values()],
      sessions: [...documents.session.values()],
      scrips: [...scrips.values()],
      tokens: this.#tokensInOrder(scope),
      claimedTokens: [...this.#claimedTokens].filter(([, holder]) => holder === scope).map(([token]) => token),
      calls: [...calls],
      counters: [...counters],
    };
  }

  async load(scope: string, dump: ScopeDump): Promise<boolean> {
    const isFree = (kind: ClaimKind, name: string): boolean => (this.#claims[kind].get(name) ?? scope) === scope;
    const isFreeToken = (token: string): boolean =>
      (this.#tokens.get(token)?.scope ?? scope) === scope && (this.#claimedTokens.get(token) ?? scope) === scope;
    if (
      !dump.apps.every((app) => isFree('app', app.appid)) ||
      !dump.sessions.every((session) => isFree('address', session.address)) ||
      !dump.tokens.every(({ token }) => isFreeToken(token)) ||
      !dump.claimedTokens.every(isFreeToken)
    ) {
      return false;
    }
    await this.drop(scope);
    const data = this.#data(scope);
    for (const app of dump.apps) {
      data.documents.app.set(app.appid, app);
      this.#claims.app.set(app.appid, scope);
    }
    for (const subscriber of dump.subscribers) {
      data.documents.subscriber.set(subscriber.msisdn, subscriber);
    }
    for (const session of dump.sessions) {
      data.documents.session.set(session.address, session);
      this.#claims.address.set(session.address, scope);
    }
    for (const record of dump.scrips) {
      data.scrips.set(record.scrip, record);
    }
    for (const record of dump.tokens) {
      this.#loadToken(scope, data, record);
    }
    for (const token of dump.claimedTokens) {
      this.#claimedTokens.set(token, scope);
    }
    for (const [appid, count] of dump.calls) {
      data.calls.set(appid, count);
    }
    for (const [counter, count] of dump.counters) {
      data.counters.set(counter, count);
    }
    return true;
  }

  async sweep(scope: string, from: number, to: number): Promise<Swept> {
    const tokens = this.#tokensOf(scope)
      .filter(isUnused)
      .map((entry) => entry.record);
    return { scrips: countEnded(this.#data(scope).scrips.values(), from, to), tokens: countEnded(tokens, from, to) };
  }

  async wipe(scope: string): Promise<void> {
    const data = this.#data(scope);
    for (const { record } of this.#tokensOf(scope)) {
      this.#tokens.delete(record.token);
    }
    data.forgetAt = 0;
    data.usedTokens.length = 0;
    for (const map of [data.scrips, data.windows, data.calls, data.counters]) {
      map.clear();
    }
  }

  async drop(scope: string): Promise<void> {
    await this.wipe(scope);
    this.#scopes.delete(scope);
    for (const claims of [this.#claims.app, this.#claims.address, this.#claimedTokens]) {
      for (const [name, holder] of claims) {
        if (holder === scope) {
          claims.delete(name);
        }
      }
    }
  }

  #data(scope: string): ScopeData {
    const known = this.#scopes.get(scope);
    if (known !== undefined) {
      return known;
    }
    const data: ScopeData = {
      documents: { app: new Map(), subscriber: new Map(), session: new Map() },
      scrips: new Map(),
      usedTokens: [],
      windows: new Map(),
      calls: new Map(),
      counters: new Map(),
      forgetAt: 0,
    };
    this.#scopes.set(scope, data);
    return data;
  }

  #loadToken(scope: string, data: ScopeData, record: TokenRecord): void {
    const { usedAt } = record;
    if (usedAt === null) {
      this.#keepUnused(data, { scope, record, usedAt });
    } else {
      this.#tokens.set(record.token, { scope, record, usedAt });
      data.usedTokens.push(record.token);
    }
  }

  #keepUnused({ windows }: ScopeData, entry: TokenEntry): void {
    const { token, msisdn } = entry.record;
    this.#tokens.set(token, entry);
    const window = windows.get(msisdn);
    if (window === undefined) {
      windows.set(msisdn, [entry]);
    } else {
      window.push(entry);
    }
  }

  /** Used ones in the order of their use, then the others in the order of their issue: as `load` needs them. */
  #tokensInOrder(scope: string): readonly TokenRecord[] {
    const used = this.#data(scope).usedTokens.flatMap((token) => this.#tokens.get(token) ?? []);
    return [...used, ...this.#tokensOf(scope).filter(isUnused)].map(recordOf);
  }

  #tokensOf(scope: string): readonly TokenEntry[] {
    return [...this.#tokens.values()].filter((entry) => entry.scope === scope);
  }

  /** A tenth more is let in before the oldest go together: taking one off the front of an array moves all the others. */
  #rememberUsed({ usedTokens }: ScopeData, token: string): void {
    usedTokens.push(token);
    if (usedTokens.length > USED_TOKENS_KEPT * TRIM_SLACK) {
      for (const old of usedTokens.splice(0, usedTokens.length - USED_TOKENS_KEPT)) {
        this.#tokens.delete(old);
      }
    }
  }

  /** An expired token is kept as long as it counts in its number's window, a used one until others push it out. Scopes have clocks of their own, so the walk goes over all. */
  #forgetTokens(scope: string, before: number): void {
    const data = this.#data(scope);
    for (const entry of this.#tokens.values()) {
      if (entry.scope !== scope || !isUnused(entry)) {
        continue;
      }
      if (entry.record.issuedAt > before) {
        return;
      }
      this.#tokens.delete(entry.record.token);
      leaveWindow(data, entry);
    }
  }
}

/** One more, unless that would pass the limit. */
function count(counts: Map<string, number>, name: string, limit: number | null): boolean {
  const standing = counts.get(name) ?? 0;
  if (limit !== null && standing >= limit) {
    return false;
  }
  counts.set(name, standing + 1);
  return true;
}

function trim(records: Map<string, unknown>, kept: number): void {
  if (records.size > kept * TRIM_SLACK) {
    forgetOldest(records, () => records.size > kept);
  }
}

function forgetOldest<T>(records: Map<string, T>, isOver: (oldest: T) => boolean): void {
  for (const [id, record] of records) {
    if (!isOver(record)) {
      return;
    }
    records.delete(id);
  }
}

function leaveWindow({ windows }: ScopeData, entry: TokenEntry): void {
  const { msisdn } = entry.record;
  const window = windows.get(msisdn) ?? [];
  const at = window.indexOf(entry);
  const last = window.at(-1);
  if (at < 0 || last === undefined) {
    return;
  }
  // Their order tells nothing: the last takes the place of the one that goes.
  window[at] = last;
  window.pop();
  if (window.length === 0) {
    windows.delete(msisdn);
  }
}

/** Makes room in a number's window: what was issued by then counts no more. */
function forgetBefore(data: ScopeData, msisdn: string, before: number): void {
  for (const entry of [...(data.windows.get(msisdn) ?? [])]) {
    if (entry.record.issuedAt <= before) {
      leaveWindow(data, entry);
    }
  }
}

function countEnded(records: Iterable<{ readonly expiresAt: number }>, from: number, to: number): number {
  let count = 0;
  for (const { expiresAt } of records) {
    count += from < expiresAt && expiresAt <= to ? 1 : 0;
  }
  return count;
}
