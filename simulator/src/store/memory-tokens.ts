import type { TokenIssue, TokenIssued, TokenRecord } from './store.ts';

/** Used tokens remembered per scope, so that a second use can be told from a token never seen. */
const USED_TOKENS_KEPT = 10_000;
/** A tenth more is let in before the oldest go together: taking one off the front of an array moves all the others. */
const TRIM_SLACK = 1.1;
const FORGET_EVERY_MS = 1000;

interface TokenEntry {
  readonly scope: string;
  /** As it was issued. */
  record: TokenRecord;
  /** Beside the record: a second one for each exchange would be the most of what an exchange leaves on the heap. */
  usedAt: number | null;
}

/** What all scopes share: a token is in one of them, and once. */
export class TokenNames {
  /** Used ones too for a while, in the order of their issue. */
  readonly issued = new Map<string, TokenEntry>();
  /** Tokens that are to be issued, and the scope that will. */
  readonly #claimed = new Map<string, string>();

  /** All or none: null, or the place of the first that is taken. */
  claim(scope: string, tokens: readonly string[]): number | null {
    const mine = new Set<string>();
    for (const [place, token] of tokens.entries()) {
      if (mine.has(token) || this.issued.has(token) || this.#claimed.has(token)) {
        return place;
      }
      mine.add(token);
    }
    this.hold(scope, [...mine]);
    return null;
  }

  hold(scope: string, tokens: readonly string[]): void {
    for (const token of tokens) {
      this.#claimed.set(token, scope);
    }
  }

  claimedBy(scope: string): readonly string[] {
    return [...this.#claimed].filter(([, holder]) => holder === scope).map(([token]) => token);
  }

  disclaim(tokens: readonly string[]): void {
    for (const token of tokens) {
      this.#claimed.delete(token);
    }
  }

  /** Whether the scope may issue it, as far as claims go. */
  isClaimable(scope: string, token: string): boolean {
    return (this.#claimed.get(token) ?? scope) === scope;
  }

  isFree(scope: string, token: string): boolean {
    return (this.issued.get(token)?.scope ?? scope) === scope && this.isClaimable(scope, token);
  }
}

/** A scope's tokens: who has how many unused, which were used, and when each is forgotten. */
export class ScopeTokens {
  readonly #scope: string;
  readonly #names: TokenNames;
  /** In the order of their use, those still remembered. */
  readonly #used: string[] = [];
  /** Per number: its unused tokens of the last while. */
  readonly #windows = new Map<string, TokenEntry[]>();
  /** When tokens that are long over are next looked for, on the scope's clock. */
  #forgetAt = 0;

  constructor(scope: string, names: TokenNames) {
    this.#scope = scope;
    this.#names = names;
  }

  issue({ record, limit, windowMs }: TokenIssue): Exclude<TokenIssued, 'scrip-gone'> {
    this.#makeRoom(record.msisdn, record.issuedAt - windowMs);
    if ((this.#windows.get(record.msisdn)?.length ?? 0) >= limit) {
      return 'too-many';
    }
    if (this.#names.issued.has(record.token) || !this.#names.isClaimable(this.#scope, record.token)) {
      return 'taken';
    }
    this.#names.disclaim([record.token]);
    this.#keep({ scope: this.#scope, record, usedAt: null });
    // A clock that was set back is a reason too, or nothing would be forgotten until it comes there again.
    if (record.issuedAt >= this.#forgetAt || record.issuedAt < this.#forgetAt - FORGET_EVERY_MS) {
      this.#forgetAt = record.issuedAt + FORGET_EVERY_MS;
      this.#forget(record.issuedAt - windowMs);
    }
    return 'issued';
  }

  read(token: string): TokenRecord | undefined {
    const entry = this.#names.issued.get(token);
    return entry?.scope === this.#scope ? recordOf(entry) : undefined;
  }

  /** What may be used now; undefined where it is gone. */
  findUsable(token: string, now: number): TokenEntry | undefined {
    const entry = this.#names.issued.get(token);
    return entry?.scope === this.#scope && isUnused(entry) && entry.record.expiresAt > now ? entry : undefined;
  }

  use(entry: TokenEntry, now: number): void {
    entry.usedAt = now;
    this.#leaveWindow(entry);
    this.#rememberUsed(entry.record.token);
  }

  countUnused(msisdn: string, since: number): number {
    return (this.#windows.get(msisdn) ?? []).filter(({ record }) => record.issuedAt > since).length;
  }

  unused(): readonly TokenRecord[] {
    return this.#entries()
      .filter(isUnused)
      .map(({ record }) => record);
  }

  /** Ends the life of those that are alive; says how many. */
  expire(now: number): number {
    const alive = this.#entries().filter((entry) => isUnused(entry) && entry.record.expiresAt > now);
    for (const entry of alive) {
      entry.record = { ...entry.record, expiresAt: now };
    }
    return alive.length;
  }

  /** Used ones in the order of their use, then the others in the order of their issue: as `load` needs them. */
  inOrder(): readonly TokenRecord[] {
    const used = this.#used.flatMap((token) => this.#names.issued.get(token) ?? []);
    return [...used.map(recordOf), ...this.unused()];
  }

  load(records: readonly TokenRecord[]): void {
    for (const record of records) {
      const { token, usedAt } = record;
      const entry = { scope: this.#scope, record, usedAt };
      if (usedAt === null) {
        this.#keep(entry);
      } else {
        this.#names.issued.set(token, entry);
        this.#used.push(token);
      }
    }
  }

  clear(): void {
    for (const { record } of this.#entries()) {
      this.#names.issued.delete(record.token);
    }
    this.#forgetAt = 0;
    this.#used.length = 0;
    this.#windows.clear();
  }

  #entries(): readonly TokenEntry[] {
    return [...this.#names.issued.values()].filter((entry) => entry.scope === this.#scope);
  }

  #keep(entry: TokenEntry): void {
    const { token, msisdn } = entry.record;
    this.#names.issued.set(token, entry);
    const window = this.#windows.get(msisdn);
    if (window === undefined) {
      this.#windows.set(msisdn, [entry]);
    } else {
      window.push(entry);
    }
  }

  #rememberUsed(token: string): void {
    this.#used.push(token);
    if (this.#used.length > USED_TOKENS_KEPT * TRIM_SLACK) {
      for (const old of this.#used.splice(0, this.#used.length - USED_TOKENS_KEPT)) {
        this.#names.issued.delete(old);
      }
    }
  }

  /** An expired token is kept as long as it counts in its number's window, a used one until others push it out. Scopes have clocks of their own, so the walk goes over all. */
  #forget(before: number): void {
    for (const entry of this.#names.issued.values()) {
      if (entry.scope !== this.#scope || !isUnused(entry)) {
        continue;
      }
      if (entry.record.issuedAt > before) {
        return;
      }
      this.#names.issued.delete(entry.record.token);
      this.#leaveWindow(entry);
    }
  }

  /** In a number's window: what was issued by then counts no more. */
  #makeRoom(msisdn: string, before: number): void {
    for (const entry of [...(this.#windows.get(msisdn) ?? [])]) {
      if (entry.record.issuedAt <= before) {
        this.#leaveWindow(entry);
      }
    }
  }

  #leaveWindow(entry: TokenEntry): void {
    const { msisdn } = entry.record;
    const window = this.#windows.get(msisdn) ?? [];
    const at = window.indexOf(entry);
    const last = window.at(-1);
    if (at < 0 || last === undefined) {
      return;
    }
    // Their order tells nothing: the last takes the place of the one that goes.
    window[at] = last;
    window.pop();
    if (window.length === 0) {
      this.#windows.delete(msisdn);
    }
  }
}

function isUnused({ usedAt }: TokenEntry): boolean {
  return usedAt === null;
}

function recordOf({ record, usedAt }: TokenEntry): TokenRecord {
  return usedAt === null ? record : { ...record, usedAt };
}
