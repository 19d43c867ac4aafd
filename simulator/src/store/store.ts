import type { App, Capability, Session, Subscriber } from '../model/documents.ts';
import type { Answer } from './answer.ts';

/**
 * The one place where state is changed. Small and atomic, async from the start: memory.ts keeps a process's own, a Redis store keeps one for any number
 * of processes. Documents are immutable: a change is a new document. Every time is handed in, from the scope's clock.
 */

export interface ScripRecord {
  readonly scrip: string;
  readonly appid: string;
  readonly certificateMd5: string;
  readonly msisdn: string;
  /** The SIM it was made for: a swap since then voids it. */
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
  /** Set once it was exchanged; such a record is kept for a while, to say so. */
  readonly usedAt: number | null;
}

/** What a scope keeps by name. */
export interface Documents {
  readonly app: App;
  readonly subscriber: Subscriber;
  readonly session: Session;
}

export type DocumentKind = keyof Documents;

/** Names that are unique over all scopes. */
export type ClaimKind = 'app' | 'address';

export interface TokenIssue {
  readonly record: TokenRecord;
  /** At most `limit` unused tokens of a number issued within the last `windowMs`. */
  readonly limit: number;
  readonly windowMs: number;
  /** Is consumed in the same step; absent: there is none, or it may be used again. */
  readonly scrip?: string | undefined;
}

/** `scrip-gone`: the scrip is not there, or not any more. Nothing is changed but by `issued`. */
export type TokenIssued = 'issued' | 'taken' | 'too-many' | 'scrip-gone';

export interface Redemption {
  readonly token: string;
  readonly now: number;
  /** Whether the app's call is counted, and up to which count; null: it is free, and not counted. */
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
  /** Puts `next` (undefined removes) where `expected` stands; false where something else does. */
  compareAndSet<K extends DocumentKind>(
    place: Place<K>,
    expected: Documents[K] | undefined,
    next: Documents[K] | undefined,
  ): Promise<boolean>;

  /** False where another scope holds the name; claiming one's own again is true. */
  claim(kind: ClaimKind, name: string, scope: string): Promise<boolean>;
  disclaim(kind: ClaimKind, name: string, scope: string): Promise<void>;
  owner(kind: ClaimKind, name: string): Promise<string | undefined>;

  /** The app of that id in whichever scope has it. */
  findApp(appid: string): Answer<{ readonly scope: string; readonly app: App } | undefined>;

  putScrip(scope: string, record: ScripRecord): Promise<void>;
  readScrip(scope: string, scrip: string): Promise<ScripRecord | undefined>;

  /**
   * Keeps these tokens for the scope to issue, all or none: null, or the place of the first that is claimed or issued already, in any scope or earlier in
   * the list. Issuing one, or dropping the scope, ends its claim.
   */
  claimTokens(scope: string, tokens: readonly string[]): Promise<number | null>;
  /** Refuses a token that exists in any scope or that another scope claimed, one beyond the number's limit, and one for a scrip that is gone. */
  issueToken(scope: string, issue: TokenIssue): Promise<TokenIssued>;
  readToken(scope: string, token: string): Answer<TokenRecord | undefined>;
  countUnusedTokens(scope: string, msisdn: string, since: number): Promise<number>;
  /** Marks the token used, makes room in its number's window and counts the call, all or nothing: one winner of any number. */
  redeem(scope: string, redemption: Redemption): Answer<'redeemed' | 'token-gone' | 'calls-spent'>;

  /** Exchanges of an app that were counted so far. */
  readCalls(scope: string, appid: string): Answer<number>;

  /** Counts one up unless that would pass the limit. */
  increment(scope: string, counter: string, limit: number | null): Promise<boolean>;
  /** Takes one count back; at 0 there is nothing to take. */
  decrement(scope: string, counter: string): Promise<void>;
  readCounter(scope: string, counter: string): Promise<number>;

  /** Voids the scrips of a number, or all; `sim`: those alone that were made for it. Says how many. */
  revokeScrips(scope: string, msisdn: string | null, sim?: string): Promise<number>;
  /** Ends the life of every unused token; says how many. */
  expireTokens(scope: string, now: number): Promise<number>;
  /** Everything of a scope, to be put back by `load`. */
  dump(scope: string): Promise<ScopeDump>;
  /** Replaces everything of a scope; false, and nothing changed, where another scope holds one of its names or tokens by now. */
  load(scope: string, dump: ScopeDump): Promise<boolean>;

  /** How many lives ended after `from` and by `to`: each by the clock of the plane that judges it. */
  sweep(scope: string, spans: { readonly scrips: Span; readonly tokens: Span }): Promise<Swept>;
  /** Forgets scrips, tokens and counters; claimed tokens stay claimed. */
  wipe(scope: string): Promise<void>;
  /** Forgets the scope and frees its claims. */
  drop(scope: string): Promise<void>;
}

/** Plain data. */
export interface ScopeDump {
  readonly apps: readonly App[];
  readonly subscribers: readonly Subscriber[];
  readonly sessions: readonly Session[];
  readonly scrips: readonly ScripRecord[];
  /** Used ones in the order of their use, then the others in the order of their issue. */
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
