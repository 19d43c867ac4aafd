import type { App } from '../model/documents.ts';
import { count, countEnded, emptyScope, type ScopeData, trimScrips } from './memory-scope.ts';
import { TokenNames } from './memory-tokens.ts';
import type {
  ClaimKind,
  DocumentKind,
  Documents,
  Place,
  Redemption,
  ScopeDump,
  ScripRecord,
  Span,
  Store,
  Swept,
  TokenIssue,
  TokenIssued,
  TokenRecord,
} from './store.ts';

/** A store in this process. No method awaits anything, so each is atomic. */
export class MemoryStore implements Store {
  readonly #scopes = new Map<string, ScopeData>();
  readonly #claims: Readonly<Record<ClaimKind, Map<string, string>>> = { app: new Map(), address: new Map() };
  readonly #names = new TokenNames();

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
    trimScrips(scrips);
  }

  async readScrip(scope: string, scrip: string): Promise<ScripRecord | undefined> {
    return this.#data(scope).scrips.get(scrip);
  }

  async claimTokens(scope: string, tokens: readonly string[]): Promise<number | null> {
    return this.#names.claim(scope, tokens);
  }

  async issueToken(scope: string, issue: TokenIssue): Promise<TokenIssued> {
    const { scrips, tokens } = this.#data(scope);
    const { scrip } = issue;
    if (scrip !== undefined && !scrips.has(scrip)) {
      return 'scrip-gone';
    }
    const issued = tokens.issue(issue);
    if (issued === 'issued' && scrip !== undefined) {
      scrips.delete(scrip);
    }
    return issued;
  }

  readToken(scope: string, token: string): TokenRecord | undefined {
    return this.#data(scope).tokens.read(token);
  }

  async countUnusedTokens(scope: string, msisdn: string, since: number): Promise<number> {
    return this.#data(scope).tokens.countUnused(msisdn, since);
  }

  redeem(scope: string, { token, now, billing }: Redemption): 'redeemed' | 'token-gone' | 'calls-spent' {
    const { tokens, calls } = this.#data(scope);
    const entry = tokens.findUsable(token, now);
    if (entry === undefined) {
      return 'token-gone';
    }
    if (billing !== null && !count(calls, entry.record.appid, billing.limit)) {
      return 'calls-spent';
    }
    tokens.use(entry, now);
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

  async listScrips(scope: string, msisdn: string | null): Promise<readonly ScripRecord[]> {
    return [...this.#data(scope).scrips.values()].filter((record) => msisdn === null || record.msisdn === msisdn);
  }

  async revokeScrips(scope: string, msisdn: string | null, sim?: string): Promise<number> {
    const { scrips } = this.#data(scope);
    const revoked = [...scrips.values()].filter(
      (record) => (msisdn === null || record.msisdn === msisdn) && (sim === undefined || record.sim === sim),
    );
    for (const { scrip } of revoked) {
      scrips.delete(scrip);
    }
    return revoked.length;
  }

  async expireTokens(scope: string, now: number): Promise<number> {
    return this.#data(scope).tokens.expire(now);
  }

  async dump(scope: string): Promise<ScopeDump> {
    const { documents, scrips, tokens, calls, counters } = this.#data(scope);
    return {
      apps: [...documents.app.values()],
      subscribers: [...documents.subscriber.values()],
      sessions: [...documents.session.values()],
      scrips: [...scrips.values()],
      tokens: tokens.inOrder(),
      claimedTokens: this.#names.claimedBy(scope),
      calls: [...calls],
      counters: [...counters],
    };
  }

  async load(scope: string, dump: ScopeDump): Promise<boolean> {
    const isFree = (kind: ClaimKind, name: string): boolean => (this.#claims[kind].get(name) ?? scope) === scope;
    const isFreeToken = (token: string): boolean => this.#names.isFree(scope, token);
    if (
      !dump.apps.every((app) => isFree('app', app.appid)) ||
      !dump.sessions.every((session) => isFree('address', session.address)) ||
      !dump.tokens.every(({ token }) => isFreeToken(token)) ||
      !dump.claimedTokens.every(isFreeToken)
    ) {
      return false;
    }
    this.#drop(scope);
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
    data.tokens.load(dump.tokens);
    this.#names.hold(scope, dump.claimedTokens);
    for (const [appid, count] of dump.calls) {
      data.calls.set(appid, count);
    }
    for (const [counter, count] of dump.counters) {
      data.counters.set(counter, count);
    }
    return true;
  }

  async sweep(scope: string, spans: { readonly scrips: Span; readonly tokens: Span }): Promise<Swept> {
    const { scrips, tokens } = this.#data(scope);
    return { scrips: countEnded(scrips.values(), spans.scrips), tokens: countEnded(tokens.unused(), spans.tokens) };
  }

  async wipe(scope: string): Promise<void> {
    this.#wipe(scope);
  }

  #wipe(scope: string): void {
    const { scrips, tokens, calls, counters } = this.#data(scope);
    tokens.clear();
    for (const map of [scrips, calls, counters]) {
      map.clear();
    }
  }

  async drop(scope: string): Promise<void> {
    this.#drop(scope);
  }

  #drop(scope: string): void {
    this.#wipe(scope);
    this.#scopes.delete(scope);
    this.#names.disclaim(this.#names.claimedBy(scope));
    for (const claims of [this.#claims.app, this.#claims.address]) {
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
    const data = emptyScope(scope, this.#names);
    this.#scopes.set(scope, data);
    return data;
  }
}
