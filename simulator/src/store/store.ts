import type { App, Capability } from '../model/documents.ts';
import type { Answer } from './answer.ts';
import type {
  ClaimedName,
  ClaimKind,
  DocumentKind,
  Documents,
  MsgidUse,
  ScopeDump,
  ScopeMeta,
  ScripRecord,
  TokenRecord,
  Versioned,
} from './records.ts';

/**
 * The state of all scopes. Every method is one step: nobody sees half of it, and what must hold together (a document and its name, a token and its bill) changes
 * in one. A step may be asynchronous: memory.ts holds the state of one process, and a store over a network may hold it for several. Times are parameters, from
 * the scope's clock.
 *
 * A step names an epoch of its scope. An epoch ends when the scope is begun anew, loaded or ended; a step that names one that is over changes nothing and
 * throws an EpochOverError. So what began before a reset leaves no trace after it.
 */

/** A scope between two resets. */
export interface Epoch {
  readonly scope: string;
  readonly number: number;
}

export interface Place<K extends DocumentKind> {
  readonly epoch: Epoch;
  readonly kind: K;
  readonly id: string;
}

/** The version of a place where nothing stands. */
export const NO_VERSION = 0;

/** `moved`: another version stands there. */
export type Changed = 'changed' | 'moved' | { readonly claimedBy: string };

/** A msgid that a request uses up, and the time by which it may have been used before. */
export interface MsgidClaimed extends MsgidUse {
  readonly now: number;
}

export interface ScripIssue {
  readonly record: ScripRecord;
  /** The app's retrievals of this day are counted, up to the limit. */
  readonly day: { readonly number: number; readonly limit: number | null };
  readonly msgid?: MsgidClaimed | undefined;
}

export type ScripIssued = 'issued' | 'day-spent' | 'replayed';

export interface TokenOrder {
  readonly appid: string;
  readonly msisdn: string;
  readonly capability: Capability;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** What a new token is made of where none is queued; its number comes from the store. */
  readonly parts: { readonly epochMs: number; readonly tail: string };
  /** A number has at most `limit` unused tokens that were issued within the last `windowMs`. */
  readonly limit: number;
  readonly windowMs: number;
  /** The scrip that the token is issued for: it stands, its subscriber still has its SIM, and it is consumed where it is good for one. Absent: none is needed. */
  readonly scrip?: { readonly scrip: string; readonly isConsumed: boolean } | undefined;
  readonly msgid?: MsgidClaimed | undefined;
}

/** Only `issued` has changed anything. */
export type TokenTaken =
  | { readonly kind: 'issued'; readonly token: string }
  | { readonly kind: 'replayed' }
  | { readonly kind: 'scrip-gone' }
  | { readonly kind: 'too-many' };

export interface Exchange {
  readonly token: string;
  readonly now: number;
  /** The limit up to which the app's call is counted; null: the call is free and not counted. */
  readonly billing: { readonly limit: number | null } | null;
  readonly msgid?: MsgidClaimed | undefined;
}

export type Exchanged = 'exchanged' | 'replayed' | 'token-gone' | 'calls-spent';

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Swept {
  readonly scrips: number;
  readonly tokens: number;
}

export interface Store {
  /** Begins a scope with nothing in it and no names, for the first time or anew. */
  begin(scope: string, meta: ScopeMeta): Answer<Epoch>;
  /** The epoch of now; undefined where the scope has not begun or has ended. */
  epoch(scope: string): Promise<Epoch | undefined>;
  /** Ends the scope and frees its names. */
  end(scope: string): Promise<void>;
  /** The whole state of a scope, for `load`. */
  dump(epoch: Epoch): Promise<ScopeDump>;
  /** Begins the scope with a state. null, and nothing is changed, if another scope has one of its names or tokens. */
  load(scope: string, dump: ScopeDump): Answer<Epoch | null>;

  readMeta(epoch: Epoch): Promise<Versioned<ScopeMeta>>;
  /** Replaces what stands at that version. Returns false, and changes nothing, if another version stands. */
  changeMeta(epoch: Epoch, version: number, next: ScopeMeta): Promise<boolean>;

  read<K extends DocumentKind>(epoch: Epoch, kind: K, id: string): Promise<Documents[K] | undefined>;
  list<K extends DocumentKind>(epoch: Epoch, kind: K): Promise<readonly Documents[K][]>;
  /** What stands at a place, with its version, for `change`. */
  stand<K extends DocumentKind>(place: Place<K>): Promise<Versioned<Documents[K] | undefined>>;
  /**
   * Replaces what stands at that version; undefined removes it, NO_VERSION puts it where nothing stands. The document's name is claimed with it and freed with
   * it. A subscriber who gets another SIM loses the scrips that were made for that SIM at an earlier time.
   */
  change<K extends DocumentKind>(place: Place<K>, version: number, next: Documents[K] | undefined): Promise<Changed>;
  /** Claims all names or none, before their documents are put. Returns false if another scope has one. */
  claimAll(epoch: Epoch, names: readonly ClaimedName[]): Promise<boolean>;
  /** The scope that has a name. */
  owner(kind: ClaimKind, name: string): Promise<string | undefined>;
  /** The app of that id, and the scope that has it. */
  findApp(appid: string): Answer<{ readonly epoch: Epoch; readonly app: App } | undefined>;

  /** Refuses a msgid that is used up, and a retrieval over the day's limit. */
  issueScrip(epoch: Epoch, issue: ScripIssue): Promise<ScripIssued>;
  readScrip(epoch: Epoch, scrip: string): Promise<ScripRecord | undefined>;
  /** The scrips of a number, or all, in the order of their issue. */
  listScrips(epoch: Epoch, msisdn: string | null): Promise<readonly ScripRecord[]>;
  /** Revokes the scrips of a number, or all. Returns how many. */
  revokeScrips(epoch: Epoch, msisdn: string | null): Promise<number>;

  /**
   * Queues all tokens for the scope to issue next, or none. Returns null, or the place of the first token that is queued or issued already, in any scope or
   * earlier in the list.
   */
  queueTokens(epoch: Epoch, tokens: readonly string[]): Promise<number | null>;
  /** Issues the next token of the queue, or a new one that no scope has. Refuses a msgid that is used up, then a scrip that is gone, then one token too many. */
  takeToken(epoch: Epoch, order: TokenOrder): Promise<TokenTaken>;
  readToken(epoch: Epoch, token: string): Answer<TokenRecord | undefined>;
  countUnusedTokens(epoch: Epoch, msisdn: string, since: number): Promise<number>;
  /** Expires every unused token. Returns how many. */
  expireTokens(epoch: Epoch, now: number): Promise<number>;

  /** Uses the msgid up, marks the token as used, removes it from its number's window and counts the call, all or nothing. Of concurrent calls exactly one succeeds. */
  exchange(epoch: Epoch, exchange: Exchange): Answer<Exchanged>;
  /** The counted exchanges of an app. */
  readCalls(epoch: Epoch, appid: string): Answer<number>;
  /** The retrievals of an app on a day. */
  readRetrievals(epoch: Epoch, appid: string, day: number): Promise<number>;
  isMsgidUsed(epoch: Epoch, msgid: MsgidClaimed): Promise<boolean>;
  /** Uses a msgid up. Returns false where it was used up before. */
  useMsgid(epoch: Epoch, msgid: MsgidClaimed): Promise<boolean>;

  /** How many scrips and tokens expired after `from` and by `to`, each by the clock of the plane that judges it. */
  sweep(epoch: Epoch, spans: { readonly scrips: Span; readonly tokens: Span }): Promise<Swept>;
  /** Removes scrips, tokens and counts; documents, names and queued tokens stay. */
  wipe(epoch: Epoch): Promise<void>;
}
