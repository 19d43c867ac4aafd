import type {
  Advanced,
  App,
  BearerSeed,
  ClockSetting,
  GatewayKey,
  MintRequest,
  OpenedBearer,
  ScopeReport,
  Scrip,
  Session,
  Settings,
  Subscriber,
} from './documents.ts';
import type { ArmedFault, FaultRule } from './faults.ts';
import type { EventsQuery, FlowQuery, JournalBounds, JournalEntry, JournalQuery, LoginFlow, RawRequest } from './journal.ts';
import type { ScopePorts } from './listeners.ts';

/** The handle of a scope, in this process or over the control API. */

/** What a patch changes (RFC 7396): an absent member stays, null gives it its default; null for an app's key or secret draws another. */
export type Patch<T> = { readonly [K in keyof T]?: (T[K] extends object ? Patch<T[K]> | T[K] : T[K]) | null };

/**
 * A scope's apps, subscribers and sessions. A put replaces the whole document, except that an app keeps the key and the secret which the put does not name; a
 * patch changes what it names. Reading, patching or removing a document that does not exist is refused.
 */
export interface ScopeDocuments {
  putApp(app: Partial<App> & Pick<App, 'appid'>): Promise<App>;
  patchApp(appid: string, patch: Patch<App>): Promise<App>;
  app(appid: string): Promise<App>;
  apps(): Promise<readonly App[]>;
  removeApp(appid: string): Promise<void>;
  putSubscriber(subscriber: Partial<Subscriber> & Pick<Subscriber, 'msisdn'>): Promise<Subscriber>;
  patchSubscriber(msisdn: string, patch: Patch<Subscriber>): Promise<Subscriber>;
  subscriber(msisdn: string): Promise<Subscriber>;
  subscribers(): Promise<readonly Subscriber[]>;
  removeSubscriber(msisdn: string): Promise<void>;
  /** A second lease of an address, in any scope, is refused. */
  leaseSession(session: Partial<Session> & Pick<Session, 'msisdn' | 'address'>): Promise<Session>;
  putSession(session: Session): Promise<Session>;
  patchSession(address: string, patch: Patch<Session>): Promise<Session>;
  session(address: string): Promise<Session>;
  sessions(): Promise<readonly Session[]>;
  releaseSession(address: string): Promise<void>;
}

/**
 * A scope: state, clock, fault rules and journal of its own. After it has ended, by `end` or by its ttl, every method refuses ('unknown'). Disposing ends it
 * unless it has ended already; the default scope cannot be ended and is reset.
 */
export interface ScopeHandle extends ScopeDocuments, AsyncDisposable {
  readonly id: string;
  /** Opens ports for one subscriber. They close when the session is released and when the scope is reset or ends. */
  openBearer(bearer: BearerSeed): Promise<OpenedBearer>;
  bearers(): Promise<readonly OpenedBearer[]>;
  putFault(rule: FaultRule): Promise<ArmedFault>;
  faults(): Promise<readonly ArmedFault[]>;
  removeFault(id: string): Promise<void>;
  clearFaults(): Promise<void>;
  /** Releases every held or delayed answer. Returns how many. */
  release(): Promise<number>;
  now(): number;
  settings(): Settings;
  /** Replaces all settings: an absent one gets its default. */
  putSettings(settings: Partial<Settings>): Promise<Settings>;
  /** Changes the settings that are named; null gives one its default. */
  patchSettings(patch: Patch<Settings>): Promise<Settings>;
  /** Removes a snapshot. */
  removeSnapshot(name: string): Promise<void>;
  /** Forgets all journal entries. Numbering goes on. */
  clearJournal(): Promise<void>;
  /** Offsets, freezes or scales the clock. Answers that are held until a time which it passes are released. */
  setClock(clock: ClockSetting): Promise<Advanced>;
  /** The gateway's keys in this scope, the current one last. All scopes begin with the same key; a rotation changes one scope. */
  keys(): Promise<readonly GatewayKey[]>;
  /** A subscriber's scrips, or all, in the order of their issue: those that were neither revoked nor used up, expired ones too until they are removed. */
  scrips(msisdn?: string): Promise<readonly Scrip[]>;
  /** Revokes a subscriber's scrips, or all. Returns how many. */
  revokeScrips(msisdn?: string): Promise<number>;
  /** Issues a token without a login, for a registered app and subscriber. It counts among the number's 30 unused tokens, and is issued beyond them too. */
  mintToken(request: MintRequest): Promise<string>;
  /** Queues the next tokens to be issued, for exact assertions; their form is that of wire.md §3. All or none: a token that any scope has queued or issued is refused. */
  queueTokens(tokens: readonly string[]): Promise<void>;
  /** Opens listeners of the scope's own. Requests to them without a known appid or session are this scope's, and so are connection and TLS faults. */
  openListeners(): Promise<ScopePorts>;
  report(): Promise<ScopeReport>;
  /** Saves everything except the journal under a name: documents, credentials, quotas, fault rules, clock, random position. */
  snapshot(name: string): Promise<void>;
  restore(name: string): Promise<void>;
  advance(ms: number): Promise<Advanced>;
  /**
   * The matching entries, oldest first. Refused if an entry after `after` was dropped; without `after`, refused if nothing matches and entries were dropped,
   * because one of those may have matched. `report()` says up to which entry the journal was dropped.
   */
  journal(query?: JournalQuery): Promise<readonly JournalEntry[]>;
  /** The request of an entry as it came, with its secrets: of the last 1,000 entries. Refused where it is no longer kept, or where the entry is about a connection. */
  rawRequest(entry: number): Promise<RawRequest>;
  /** Counts the matching requests. Refused if dropped entries could have matched. */
  countRequests(query?: JournalQuery): Promise<number>;
  /** Waits for the first matching entry. Throws after `timeoutMs` of real time with what was seen instead. */
  waitForRequest(query: JournalQuery, timeoutMs: number): Promise<JournalEntry>;
  /** Iterates over the entries as they are appended; one whose answer was pending comes again once it has left or was lost. Refused if one after the last one read was dropped, so that no entry is missed unnoticed. */
  events(query?: EventsQuery): AsyncIterable<JournalEntry>;
  /** The matching flows. Refused as `journal` is. */
  flows(query?: FlowQuery): Promise<readonly LoginFlow[]>;
  /** Counts the matching flows. Refused if dropped entries could have matched. */
  countFlows(query?: FlowQuery): Promise<number>;
  /** Waits for a matching flow. Throws after `timeoutMs` of real time with the nearest flows and how they differ. */
  waitForFlow(query: FlowQuery, timeoutMs: number): Promise<LoginFlow>;
  /** The only matching flow. Throws if there is none or more than one, with the nearest flows and how they differ. */
  expectFlow(query: FlowQuery): Promise<LoginFlow>;
  /** Drops scrips, tokens, fault rules, journal and clock offset; apps, subscribers and sessions are those of the seed again. */
  reset(): Promise<void>;
  /** Ends the scope; its sessions' addresses can be leased again. The default scope cannot be ended. */
  end(): Promise<void>;
}

export interface ScopeSeed {
  /** Letters, digits and dashes. Absent: derived from the seed (with `-2`, `-3` appended if it is taken), or random without a seed. */
  readonly id?: string;
  /** Ends the scope after this much real time. */
  readonly ttlMs?: number;
  /** The same seed gives the same scrips, tokens and ids; without a seed they are random. */
  readonly seed?: string;
  /** The bounds of the scope's journal; default 10,000 entries and 32 MiB. */
  readonly journal?: Partial<JournalBounds>;
  /** `personas`: numbers whose digits say what happens to them. Scopes other than the default one have apps and addresses of their own for them (`report`). */
  readonly preset?: 'none' | 'personas';
  readonly settings?: Partial<Settings>;
  readonly clock?: ClockSetting;
  readonly faults?: readonly FaultRule[];
  readonly apps?: readonly (Partial<App> & Pick<App, 'appid'>)[];
  readonly subscribers?: readonly (Partial<Subscriber> & Pick<Subscriber, 'msisdn'>)[];
  readonly sessions?: readonly (Partial<Session> & Pick<Session, 'msisdn' | 'address'>)[];
  readonly bearers?: readonly BearerSeed[];
}

/** A scope that exists from the start. */
export interface StartScope extends ScopeSeed {
  /** Whether it has listeners of its own (`ScopeHandle.openListeners` returns their ports). */
  readonly listeners?: boolean;
}
