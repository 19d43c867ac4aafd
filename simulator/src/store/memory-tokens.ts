import type { TokenIssue, TokenIssued, TokenRecord } from './store.ts';

/** Used tokens remembered per scope, to distinguish a second use from an unknown token. */
const USED_TOKENS_LIMIT = 10_000;
/** The oldest are removed together, once there are a tenth more than the limit: removing one from the front of an array moves all others. */
const TRIM_SLACK = 1.1;
const FORGET_EVERY_MS = 1000;

interface TokenEntry {
  readonly scope: string;
  /** The token as it was issued. */
  record: TokenRecord;
  /** Outside the record: a second record for each exchange would be most of what an exchange leaves on the heap. */
  usedAt: number | null;
}

/** The tokens of all scopes. A token exists once, in one scope. */
export class TokenNames {
  /** In the order of their issue; used ones too, up to a limit. */
  readonly issued = new Map<string, TokenEntry>();
  /** The scope that has claimed each token, to issue it later. */
  readonly #claimed = new Map<string, string>();

  /** Claims all tokens or none. Returns null, or the place of the first token that is taken. */
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

  /** Whether no other scope has claimed the token. */
  isClaimable(scope: string, token: string): boolean {
    return (this.#claimed.get(token) ?? scope) === scope;
  }

  isFree(scope: string, token: string): boolean {
    return (this.issued.get(token)?.scope ?? scope) === scope && this.isClaimable(scope, token);
  }
}

/** A scope's tokens: the unused ones of each number, the used ones, and when each is forgotten. */
export class ScopeTokens {
  readonly #scope: string;
  readonly #names: TokenNames;
  /** The remembered tokens in the order of their use. */
  readonly #used: string[] = [];
  /** The unused tokens of each number that were issued within the window. */
  readonly #windows = new Map<string, TokenEntry[]>();
  /** When expired tokens are next removed, on the scope's clock. */
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
    // Also after the clock was set back, or nothing would be removed until it reaches that time again.
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

  /** The token's entry if it can be used now. */
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

  /** Expires all valid tokens. Returns how many. */
  expire(now: number): number {
    const alive = this.#entries().filter((entry) => isUnused(entry) && entry.record.expiresAt > now);
    for (const entry of alive) {
      entry.record = { ...entry.record, expiresAt: now };
    }
    return alive.length;
  }

  /** Used tokens in the order of their use, then unused ones in the order of their issue, as `load` expects them. */
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
    if (this.#used.length > USED_TOKENS_LIMIT * TRIM_SLACK) {
      for (const old of this.#used.splice(0, this.#used.length - USED_TOKENS_LIMIT)) {
        this.#names.issued.delete(old);
      }
    }
  }

  /** Removes unused tokens that no longer count in the window of their number. Scopes have different clocks, so entries of other scopes are skipped. */
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

  /** Removes tokens from the number's window that were issued by `before`. */
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
    // The order in a window has no meaning: the last entry takes the removed one's place.
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
