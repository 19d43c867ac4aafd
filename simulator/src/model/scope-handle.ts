import type {
  Advanced,
  App,
  BearerSeed,
  ClockSetting,
  GatewayKey,
  MintRequest,
  OpenedBearer,
  ScopeReport,
  Session,
  Settings,
  Subscriber,
} from './documents.ts';
import type { ArmedFault, FaultRule } from './faults.ts';
import type { EventsQuery, FlowQuery, JournalBounds, JournalEntry, JournalQuery, LoginFlow } from './journal.ts';
import type { ScopePorts } from './listeners.ts';

/** What a user holds of a scope, in this process or over the control API. */

/** A scope's apps, subscribers and sessions. A put replaces the document whole; reading or removing what is not there is refused. */
export interface ScopeDocuments {
  putApp(app: Partial<App> & Pick<App, 'appid'>): Promise<App>;
  app(appid: string): Promise<App>;
  apps(): Promise<readonly App[]>;
  removeApp(appid: string): Promise<void>;
  putSubscriber(subscriber: Partial<Subscriber> & Pick<Subscriber, 'msisdn'>): Promise<Subscriber>;
  subscriber(msisdn: string): Promise<Subscriber>;
  subscribers(): Promise<readonly Subscriber[]>;
  removeSubscriber(msisdn: string): Promise<void>;
  /** A second lease of an address, in any scope, is refused. */
  leaseSession(session: Partial<Session> & Pick<Session, 'msisdn' | 'address'>): Promise<Session>;
  putSession(session: Session): Promise<Session>;
  session(address: string): Promise<Session>;
  sessions(): Promise<readonly Session[]>;
  releaseSession(address: string): Promise<void>;
}

/**
 * A scope of its own: state, clock, faults, journal. Once it has ended, by `end` or by its ttl, everything asked of it is refused ('unknown'). Disposing ends
 * it, where that has not happened yet; the default scope, which cannot be ended, is reset.
 */
export interface ScopeHandle extends ScopeDocuments, AsyncDisposable {
  readonly id: string;
  /** Ports for one subscriber alone. They close when the session is released, and when the scope is reset or ends. */
  openBearer(bearer: BearerSeed): Promise<OpenedBearer>;
  bearers(): Promise<readonly OpenedBearer[]>;
  putFault(rule: FaultRule): Promise<ArmedFault>;
  faults(): Promise<readonly ArmedFault[]>;
  removeFault(id: string): Promise<void>;
  clearFaults(): Promise<void>;
  /** Lets every held or delayed answer go; says how many. */
  release(): Promise<number>;
  now(): number;
  settings(): Settings;
  /** Replaces the settings, whole: what is not given goes back to its default. */
  putSettings(settings: Partial<Settings>): Promise<Settings>;
  /** Offset, freeze or scale; answers held on the clock are released where it passes them. */
  setClock(clock: ClockSetting): Promise<Advanced>;
  /** The gateway's keys as this scope has them, the current one last: all scopes begin with the same one, a rotation is the scope's own. */
  keys(): Promise<readonly GatewayKey[]>;
  /** Voids a subscriber's scrips, or all; says how many. */
  revokeScrips(msisdn?: string): Promise<number>;
  /** A token as a login would have brought it, without one: of a registered app and subscriber. */
  mintToken(request: MintRequest): Promise<string>;
  /** The next tokens to be issued, for exact assertions; of the form of wire.md §3. All or none: one that any scope has in line or issued is refused. */
  queueTokens(tokens: readonly string[]): Promise<void>;
  /** Listeners of the scope's own: what comes to them without a known appid or session is this scope's, faults of connection and TLS too. */
  openListeners(): Promise<ScopePorts>;
  report(): Promise<ScopeReport>;
  /** Keeps all but the journal under a name: documents, credentials, quotas, faults, clock, random position. */
  snapshot(name: string): Promise<void>;
  restore(name: string): Promise<void>;
  advance(ms: number): Promise<Advanced>;
  /**
   * The entries that are kept and match, oldest first. Refused are an `after` that reaches into what was dropped, and, once something was dropped, a
   * question without `after` that nothing kept answers: it may have been dropped. `report()` says up to where.
   */
  journal(query?: JournalQuery): Promise<readonly JournalEntry[]>;
  /** How many requests match; refused where some that could have were dropped. */
  countRequests(query?: JournalQuery): Promise<number>;
  /** Waits for the first entry that matches; throws after `timeoutMs` of real time with what was seen instead. */
  waitForRequest(query: JournalQuery, timeoutMs: number): Promise<JournalEntry>;
  /** Each entry as it comes. Refused where some after the last one read were dropped: a gap is never passed over. */
  events(query?: EventsQuery): AsyncIterable<JournalEntry>;
  /** Refused as `journal` is. */
  flows(query?: FlowQuery): Promise<readonly LoginFlow[]>;
  /** How many flows match; refused where some that could have were dropped. */
  countFlows(query?: FlowQuery): Promise<number>;
  /** Waits for a flow that matches; throws after `timeoutMs` of real time with the nearest ones and how they differ. */
  waitForFlow(query: FlowQuery, timeoutMs: number): Promise<LoginFlow>;
  /** The one flow that matches; throws where there is none or more than one, with the nearest and how they differ. */
  expectFlow(query: FlowQuery): Promise<LoginFlow>;
  /** Forgets scrips, tokens, faults, journal and clock offset; apps, subscribers and sessions go back to the seed. */
  reset(): Promise<void>;
  /** Ends the scope: its sessions are free again. The default scope cannot be ended. */
  end(): Promise<void>;
}

export interface ScopeSeed {
  /** Letters, digits and dashes; where absent it is made out of the seed (with `-2`, `-3` behind where that one is taken), else made up. */
  readonly id?: string;
  /** Ends the scope after this much real time. */
  readonly ttlMs?: number;
  /** Same seed, same scrips, tokens and ids; without one they are the system's. */
  readonly seed?: string;
  /** How much the scope's journal keeps; default 10,000 entries and 32 MiB. */
  readonly journal?: Partial<JournalBounds>;
  /** `personas`: numbers whose digits say what happens to them. A scope besides the default one has apps and addresses of its own for them (`report`). */
  readonly preset?: 'none' | 'personas';
  readonly settings?: Partial<Settings>;
  readonly clock?: ClockSetting;
  readonly faults?: readonly FaultRule[];
  readonly apps?: readonly (Partial<App> & Pick<App, 'appid'>)[];
  readonly subscribers?: readonly (Partial<Subscriber> & Pick<Subscriber, 'msisdn'>)[];
  readonly sessions?: readonly (Partial<Session> & Pick<Session, 'msisdn' | 'address'>)[];
  readonly bearers?: readonly BearerSeed[];
}

/** A scope that is there from the start. */
export interface StartScope extends ScopeSeed {
  /** Has listeners of its own (`ScopeHandle.openListeners` tells their ports). */
  readonly listeners?: boolean;
}
