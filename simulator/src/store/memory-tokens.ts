import { formatToken } from '../protocol/credentials.ts';
import type { ScopeDump, TokenRecord } from './records.ts';
import type { TokenOrder } from './store.ts';

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

/** The tokens of all scopes. A token exists once, in one scope: queued, or issued. */
export class TokenNames {
  /** In the order of their issue; used ones too, up to a limit. */
  readonly issued = new Map<string, TokenEntry>();
  /** The scope that has queued each token, to issue it later. */
  readonly #queued = new Map<string, string>();

  /** Claims all tokens or none. Returns null, or the place of the first token that is taken. */
  claim(scope: string, tokens: readonly string[]): number | null {
    const mine = new Set<string>();
    for (const [place, token] of tokens.entries()) {
      if (mine.has(token) || this.isTaken(token)) {
        return place;
      }
      mine.add(token);
    }
    this.hold(scope, tokens);
    return null;
  }

  hold(scope: string, tokens: readonly string[]): void {
    for (const token of tokens) {
      this.#queued.set(token, scope);
    }
  }

  disclaim(tokens: readonly string[]): void {
    for (const token of tokens) {
      this.#queued.delete(token);
    }
  }

  isTaken(token: string): boolean {
    return this.issued.has(token) || this.#queued.has(token);
  }

  /** Whether no other scope has the token. */
  isFree(scope: string, token: string): boolean {
    return (this.issued.get(token)?.scope ?? scope) === scope && (this.#queued.get(token) ?? scope) === scope;
  }
}

/** A scope's tokens: the unused ones of each number, the used ones, and when each is forgotten. */
export class ScopeTokens {
  readonly #scope: string;
  readonly #names: TokenNames;
  /** The tokens that are issued next, before new ones are made. */
  #queue: string[] = [];
  #made = 0;
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

  /** Queues all tokens or none. Returns null, or the place of the first token that is taken. */
  enqueue(tokens: readonly string[]): number | null {
    const taken = this.#names.claim(this.#scope, tokens);
    if (taken === null) {
      this.#queue.push(...tokens);
    }
    return taken;
  }

  /** Issues the next token; null: the number has too many unused ones. */
  take({ appid, msisdn, capability, issuedAt, expiresAt, parts, limit, windowMs }: TokenOrder): string | null {
    this.#makeRoom(msisdn, issuedAt - windowMs);
    if ((this.#windows.get(msisdn)?.length ?? 0) >= limit) {
      return null;
    }
    const token = this.#next(parts);
    const record = { token, appid, msisdn, capability, issuedAt, expiresAt, usedAt: null };
    this.#keep({ scope: this.#scope, record, usedAt: null });
    // Also after the clock was set back, or nothing would be removed until it reaches that time again.
    if (issuedAt >= this.#forgetAt || issuedAt < this.#forgetAt - FORGET_EVERY_MS) {
      this.#forgetAt = issuedAt + FORGET_EVERY_MS;
      this.#forget(issuedAt - windowMs);
    }
    return token;
  }

  /** The next token of the queue, else a new one. Another scope of the same seed may have made a token already: the next has another number. */
  #next(parts: TokenOrder['parts']): string {
    const queued = this.#queue.shift();
    if (queued !== undefined) {
      this.#names.disclaim([queued]);
      return queued;
    }
    for (;;) {
      this.#made += 1;
      const token = formatToken({ counter: this.#made, ...parts });
      if (!this.#names.isTaken(token)) {
        return token;
      }
    }
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

  get queued(): readonly string[] {
    return [...this.#queue];
  }

  get made(): number {
    return this.#made;
  }

  load({ tokens, queuedTokens, madeTokens }: Pick<ScopeDump, 'tokens' | 'queuedTokens' | 'madeTokens'>): void {
    this.#made = madeTokens;
    this.#queue = [...queuedTokens];
    this.#names.hold(this.#scope, queuedTokens);
    for (const record of tokens) {
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

  /** Forgets the issued tokens; the queue stays. */
  clear(): void {
    for (const { record } of this.#entries()) {
      this.#names.issued.delete(record.token);
    }
    this.#forgetAt = 0;
    this.#used.length = 0;
    this.#windows.clear();
  }

  /** Forgets the queue too. */
  drop(): void {
    this.clear();
    this.#names.disclaim(this.#queue);
    this.#queue = [];
    this.#made = 0;
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
