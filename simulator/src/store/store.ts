import type { App, Capability, Session, Subscriber } from '../model/documents.ts';
import type { Answer } from './answer.ts';

/**
 * The state of all scopes. Every method is atomic and may be asynchronous: memory.ts holds the state of one process, and a store over a network may hold it for
 * several. Documents are immutable; a change replaces the document. Times are parameters, from the scope's clock.
 */

export interface ScripRecord {
  readonly scrip: string;
  readonly appid: string;
  readonly certificateMd5: string;
  readonly msisdn: string;
  /** The SIM that the scrip was made for. A swap of the SIM revokes it. */
  readonly sim: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface TokenRecord {
  readonly token: string;
  readonly appid: string;
  readonly msisdn: string;
  readonly capability: Capability;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** When the token was exchanged. The record stays for a while, so that a second use is recognised. */
  readonly usedAt: number | null;
}

/** The kinds of documents of a scope. */
export interface Documents {
  readonly app: App;
  readonly subscriber: Subscriber;
  readonly session: Session;
}

export type DocumentKind = keyof Documents;

/** The kinds of names that are unique over all scopes. */
export type ClaimKind = 'app' | 'address';

export interface TokenIssue {
  readonly record: TokenRecord;
  /** A number has at most `limit` unused tokens that were issued within the last `windowMs`. */
  readonly limit: number;
  readonly windowMs: number;
  /** The scrip is consumed in the same step. Absent if there is none or it may be used again. */
  readonly scrip?: string | undefined;
}

/** `scrip-gone`: the scrip does not exist, or no longer. Only `issued` has changed anything. */
export type TokenIssued = 'issued' | 'taken' | 'too-many' | 'scrip-gone';

export interface Redemption {
  readonly token: string;
  readonly now: number;
  /** The limit up to which the app's call is counted; null: the call is free and not counted. */
  readonly billing: { readonly limit: number | null } | null;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Swept {
  readonly scrips: number;
  readonly tokens: number;
}

export interface Store {
  read<K extends DocumentKind>(scope: string, kind: K, id: string): Promise<Documents[K] | undefined>;
  list<K extends DocumentKind>(scope: string, kind: K): Promise<readonly Documents[K][]>;
  /** Replaces `expected` by `next`; undefined removes. Returns false, and changes nothing, if another document is there. */
  compareAndSet<K extends DocumentKind>(
    place: Place<K>,
    expected: Documents[K] | undefined,
    next: Documents[K] | undefined,
  ): Promise<boolean>;

  /** Returns false if another scope has the name. A scope may claim its own name again. */
  claim(kind: ClaimKind, name: string, scope: string): Promise<boolean>;
  disclaim(kind: ClaimKind, name: string, scope: string): Promise<void>;
  owner(kind: ClaimKind, name: string): Promise<string | undefined>;

  /** The app of that id, and the scope that has it. */
  findApp(appid: string): Answer<{ readonly scope: string; readonly app: App } | undefined>;

  putScrip(scope: string, record: ScripRecord): Promise<void>;
  readScrip(scope: string, scrip: string): Promise<ScripRecord | undefined>;

  /**
   * Claims all tokens for the scope to issue, or none. Returns null, or the place of the first token that is claimed or issued already, in any scope or earlier
   * in the list. A claim ends when the token is issued and when the scope is dropped.
   */
  claimTokens(scope: string, tokens: readonly string[]): Promise<number | null>;
  /** Refuses a token that exists in any scope or that another scope has claimed, one beyond the number's limit, and one for a scrip that is gone. */
  issueToken(scope: string, issue: TokenIssue): Promise<TokenIssued>;
  readToken(scope: string, token: string): Answer<TokenRecord | undefined>;
  countUnusedTokens(scope: string, msisdn: string, since: number): Promise<number>;
  /** Marks the token as used, removes it from its number's window and counts the call, all or nothing. Of concurrent calls exactly one succeeds. */
  redeem(scope: string, redemption: Redemption): Answer<'redeemed' | 'token-gone' | 'calls-spent'>;

  /** The counted exchanges of an app. */
  readCalls(scope: string, appid: string): Answer<number>;

  /** Counts one up unless that would exceed the limit. */
  increment(scope: string, counter: string, limit: number | null): Promise<boolean>;
  /** Counts one down, not below 0. */
  decrement(scope: string, counter: string): Promise<void>;
  readCounter(scope: string, counter: string): Promise<number>;

  /** The scrips of a number, or all, in the order of their issue. */
  listScrips(scope: string, msisdn: string | null): Promise<readonly ScripRecord[]>;
  /** Revokes the scrips of a number, or all; with `sim`, only those made for that SIM. Returns how many. */
  revokeScrips(scope: string, msisdn: string | null, sim?: string): Promise<number>;
  /** Expires every unused token. Returns how many. */
  expireTokens(scope: string, now: number): Promise<number>;
  /** The whole state of a scope, for `load`. */
  dump(scope: string): Promise<ScopeDump>;
  /** Replaces the whole state of a scope. Returns false, and changes nothing, if another scope has one of its names or tokens. */
  load(scope: string, dump: ScopeDump): Promise<boolean>;

  /** How many scrips and tokens expired after `from` and by `to`, each by the clock of the plane that judges it. */
  sweep(scope: string, spans: { readonly scrips: Span; readonly tokens: Span }): Promise<Swept>;
  /** Removes scrips, tokens and counters; claimed tokens stay claimed. */
  wipe(scope: string): Promise<void>;
  /** Removes the scope and its claims. */
  drop(scope: string): Promise<void>;
}

/** The state of a scope as plain data. */
export interface ScopeDump {
  readonly apps: readonly App[];
  readonly subscribers: readonly Subscriber[];
  readonly sessions: readonly Session[];
  readonly scrips: readonly ScripRecord[];
  /** Used tokens in the order of their use, then unused ones in the order of their issue. */
  readonly tokens: readonly TokenRecord[];
  readonly claimedTokens: readonly string[];
  readonly calls: readonly (readonly [string, number])[];
  readonly counters: readonly (readonly [string, number])[];
}

export interface Place<K extends DocumentKind> {
  readonly scope: string;
  readonly kind: K;
  readonly id: string;
}
