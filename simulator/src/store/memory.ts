import {
  type ClaimKind,
  callCounter,
  type DocumentKind,
  type Documents,
  type Place,
  type Redemption,
  type ScopeDump,
  type ScripRecord,
  type Store,
  type Swept,
  type TokenIssue,
  type TokenRecord,
} from './store.ts';

/** Used tokens remembered per scope, so that a second use can be told from a token never seen. */
const USED_TOKENS_KEPT = 10_000;
/** Scrips kept per scope: the oldest goes first, as if it had been revoked (docs/limits.md). */
const SCRIPS_KEPT = 50_000;

interface ScopeData {
  readonly documents: { readonly [K in DocumentKind]: Map<string, Documents[K]> };
  /** Scrips and tokens stand in the order of their issue. */
  readonly scrips: Map<string, ScripRecord>;
  readonly tokens: Map<string, TokenRecord>;
  readonly usedTokens: Map<string, TokenRecord>;
  /** Per number: its unused tokens and when each was issued. */
  readonly windows: Map<string, Map<string, number>>;
  readonly counters: Map<string, number>;
}

/** Everything in this process. No method awaits anything, so each is one step to all others. */
export class MemoryStore implements Store {
  readonly #scopes = new Map<string, ScopeData>();
  readonly #claims: Readonly<Record<ClaimKind, Map<string, string>>> = { app: new Map(), address: new Map() };
  /** Tokens of all scopes that were neither used nor forgotten. */
  readonly #tokenNames = new Set<string>();

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

  async putScrip(scope: string, record: ScripRecord): Promise<void> {
    const { scrips } = this.#data(scope);
    scrips.set(record.scrip, record);
    forgetOldest(scrips, (oldest) => oldest.expiresAt <= record.issuedAt || scrips.size > SCRIPS_KEPT);
  }

  async readScrip(scope: string, scrip: string): Promise<ScripRecord | undefined> {
    return this.#data(scope).scrips.get(scrip);
  }

  async consumeScrip(scope: string, scrip: string): Promise<ScripRecord | undefined> {
    const { scrips } = this.#data(scope);
    const record = scrips.get(scrip);
    scrips.delete(scrip);
    return record;
  }

  async issueToken(scope: string, { record, limit, windowMs }: TokenIssue): Promise<'issued' | 'taken' | 'too-many'> {
    const data = this.#data(scope);
    const window = openWindow(data, record.msisdn, record.issuedAt - windowMs);
    if (window.size >= limit) {
      return 'too-many';
    }
    if (this.#tokenNames.has(record.token) || data.usedTokens.has(record.token)) {
      return 'taken';
    }
    window.set(record.token, record.issuedAt);
    data.tokens.set(record.token, record);
    this.#tokenNames.add(record.token);
    this.#forgetTokens(data, record.issuedAt - windowMs);
    return 'issued';
  }

  async readToken(scope: string, token: string): Promise<TokenRecord | undefined> {
    const { tokens, usedTokens } = this.#data(scope);
    return tokens.get(token) ?? usedTokens.get(token);
  }

  async countUnusedTokens(scope: string, msisdn: string, since: number): Promise<number> {
    const data = this.#data(scope);
    const { size } = openWindow(data, msisdn, since);
    if (size === 0) {
      data.windows.delete(msisdn);
    }
    return size;
  }

  async redeem(scope: string, { token, now, callLimit }: Redemption): Promise<'redeemed' | 'token-gone' | 'calls-spent'> {
    const data = this.#data(scope);
    const record = data.tokens.get(token);
    if (record === undefined || record.expiresAt <= now) {
      return 'token-gone';
    }
    const counter = callCounter(record.appid);
    const calls = data.counters.get(counter) ?? 0;
    if (callLimit !== null && calls >= callLimit) {
      return 'calls-spent';
    }
    data.counters.set(counter, calls + 1);
    data.tokens.delete(token);
    this.#tokenNames.delete(token);
    closeWindow(data, record);
    data.usedTokens.set(token, { ...record, usedAt: now });
    forgetOldest(data.usedTokens, () => data.usedTokens.size > USED_TOKENS_KEPT);
    return 'redeemed';
  }

  async increment(scope: string, counter: string, limit: number | null): Promise<boolean> {
    const { counters } = this.#data(scope);
    const count = counters.get(counter) ?? 0;
    if (limit !== null && count >= limit) {
      return false;
    }
    counters.set(counter, count + 1);
    return true;
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
    const { tokens } = this.#data(scope);
    const alive = [...tokens.values()].filter((record) => record.expiresAt > now);
    for (const record of alive) {
      tokens.set(record.token, { ...record, expiresAt: now });
    }
    return alive.length;
  }

  async dump(scope: string): Promise<ScopeDump> {
    const { documents, scrips, tokens, usedTokens, counters } = this.#data(scope);
    return {
      apps: [...documents.app.values()],
      subscribers: [...documents.subscriber.values()],
      sessions: [...documents.session.values()],
      scrips: [...scrips.values()],
      tokens: [...tokens.values(), ...usedTokens.values()],
      counters: [...counters],
    };
  }

  async load(scope: string, dump: ScopeDump): Promise<boolean> {
    const isFree = (kind: ClaimKind, name: string): boolean => (this.#claims[kind].get(name) ?? scope) === scope;
    if (
      !dump.apps.every((app) => isFree('app', app.appid)) ||
      !dump.sessions.every((session) => isFree('address', session.address))
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
      this.#loadToken(data, record);
    }
    for (const [counter, count] of dump.counters) {
      data.counters.set(counter, count);
    }
    return true;
  }

  async sweep(scope: string, from: number, to: number): Promise<Swept> {
    const { scrips, tokens } = this.#data(scope);
    return { scrips: countEnded(scrips.values(), from, to), tokens: countEnded(tokens.values(), from, to) };
  }

  async wipe(scope: string): Promise<void> {
    const data = this.#data(scope);
    for (const token of data.tokens.keys()) {
      this.#tokenNames.delete(token);
    }
    for (const map of [data.scrips, data.tokens, data.usedTokens, data.windows, data.counters]) {
      map.clear();
    }
  }

  async drop(scope: string): Promise<void> {
    await this.wipe(scope);
    this.#scopes.delete(scope);
    for (const claims of Object.values(this.#claims)) {
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
      tokens: new Map(),
      usedTokens: new Map(),
      windows: new Map(),
      counters: new Map(),
    };
    this.#scopes.set(scope, data);
    return data;
  }

  #loadToken(data: ScopeData, record: TokenRecord): void {
    if (record.usedAt !== null) {
      data.usedTokens.set(record.token, record);
      return;
    }
    data.tokens.set(record.token, record);
    this.#tokenNames.add(record.token);
    const window = data.windows.get(record.msisdn) ?? new Map<string, number>();
    data.windows.set(record.msisdn, window.set(record.token, record.issuedAt));
  }

  /** An expired token is kept as long as it counts in its number's window. */
  #forgetTokens(data: ScopeData, before: number): void {
    forgetOldest(data.tokens, (oldest) => {
      const isOver = oldest.issuedAt <= before;
      if (isOver) {
        this.#tokenNames.delete(oldest.token);
        closeWindow(data, oldest);
      }
      return isOver;
    });
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

/** A number's unused tokens issued after `since`. */
function openWindow({ windows }: ScopeData, msisdn: string, since: number): Map<string, number> {
  const window = windows.get(msisdn) ?? new Map<string, number>();
  windows.set(msisdn, window);
  forgetOldest(window, (issuedAt) => issuedAt <= since);
  return window;
}

function closeWindow({ windows }: ScopeData, { msisdn, token }: TokenRecord): void {
  const window = windows.get(msisdn);
  window?.delete(token);
  if (window?.size === 0) {
    windows.delete(msisdn);
  }
}

function countEnded(records: Iterable<{ readonly expiresAt: number }>, from: number, to: number): number {
  let count = 0;
  for (const { expiresAt } of records) {
    count += from < expiresAt && expiresAt <= to ? 1 : 0;
  }
  return count;
}
