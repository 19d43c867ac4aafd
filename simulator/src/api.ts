/**
 * The public types of `startSimulator()`: what a test, the CLI and the conformance rig hold in their hands.
 * Times are milliseconds unless a name says otherwise; virtual times are those of the scope's clock.
 */
import type { ClientDialect } from './dialects/quhao-1.ts';

export type Operator = 'mobile' | 'unicom' | 'telecom';
export type Capability = 'login' | 'check';
export type Plane = 'bearer' | 'token' | 'exchange';
export type Operation = 'prefetch' | 'get-token' | 'login-token-validate' | 'token-validate';

/** What server calls are signed with (wire.md §4). */
export type KeyMethod = 'MD5_APP_SECRET' | 'MD5_APP_KEY' | 'RSA';

/** An application as registered at the operator's portal. */
export interface App {
  /** 12 digits. */
  readonly appid: string;
  /** 32 upper-case hex. */
  readonly appKey: string;
  readonly appSecret: string;
  readonly keyMethod: KeyMethod;
  readonly packageName: string;
  /** MD5 of the DER signing certificate, 32 lower-case hex. */
  readonly certificateMd5: string;
  readonly capabilities: readonly Capability[];
  readonly operators: readonly Operator[];
  readonly admitted: boolean;
  readonly enforceWhitelist: boolean;
  /** Addresses, CIDR or a-b ranges, comma-separated; empty lets nobody in. */
  readonly whitelist: string;
  /** SPKI PEM; what the app's RSA signatures are verified with. null: the app registered no keys. */
  readonly verifyKeyPem: string | null;
  /** SPKI PEM; what its numbers are encrypted with. null: the first key serves for both. */
  readonly encryptKeyPem: string | null;
  /** Number retrievals a day in China Standard Time; null: no limit. */
  readonly dailyLimit: number | null;
  /** Exchanges bought in all, counted from when they were bought or the trial ended; null: none, and without a trial nothing is counted. */
  readonly purchasedCalls: number | null;
  /** When the trial ends, on the scope's clock; null: no trial. */
  readonly trialEndsAt: number | null;
  /** Exchanges bought later, of an app that is counted; each counts from half an hour after `at`, on the scope's clock. */
  readonly topUps: readonly TopUp[];
  /** How exactly its server calls are judged; null: as its scope does. */
  readonly strictness: Strictness | null;
}

export interface TopUp {
  readonly calls: number;
  readonly at: number;
}

/** `guide` enforces what the documents say, `field` accepts what works in the field (wire.md §4). */
export type Strictness = 'guide' | 'field';

export type SubscriberState = 'ok' | 'iot' | 'dataOnly' | 'operatorFailure' | 'suspended' | 'ported' | 'roaming';

/** A phone number and the SIM that carries it. */
export interface Subscriber {
  /** 11 digits, 154…. */
  readonly msisdn: string;
  /** Of the SIM: it is who serves. */
  readonly operator: Operator;
  readonly state: SubscriberState;
  /** Which SIM carries the number; another value is a SIM swap, and voids the scrips of the one before. */
  readonly sim: string;
  /** How long the operator takes over this subscriber's number requests, on the scope's clock. */
  readonly latencyMs: number;
}

export type SessionState = 'ok' | 'arrears' | 'stalled' | 'noData';

/** A bearer's address and the subscriber behind it (wire.md §1). */
export interface Session {
  readonly address: string;
  readonly msisdn: string;
  readonly state: SessionState;
}

/** A bearer with ports of its own. */
export interface BearerSeed {
  readonly msisdn: string;
  /** Default ok. While it is noData, or the subscriber suspended, the ports refuse connections. */
  readonly state?: SessionState;
  /** 0 (the default) lets the system choose. */
  readonly ports?: Partial<BearerPorts>;
}

/** Plain HTTP for the number request, TLS for the token. */
export interface BearerPorts {
  readonly bearer: number;
  readonly token: number;
}

/** Its address was made up: nobody has it. Whoever connects to one of the ports has the session, wherever they come from (wire.md §1). */
export interface OpenedBearer extends Session {
  readonly ports: BearerPorts;
}

/** What no public document settles (wire.md §7): a scope's settings. */
export interface Settings {
  /** `field` accepts the deviations that back ends in the field get away with. An app's own strictness goes before it. */
  readonly strictness: Strictness;
  readonly scripLifeMs: number;
  readonly scripUse: 'many' | 'once';
  /** How far a request's systemtime may be from the scope's clock, either way; null: not looked at. */
  readonly timeWindowMs: number | null;
  /** Of the same msgid at the same host. */
  readonly msgidReplay: 'allowed' | 'refused';
  readonly roaming: 'served' | 'refused';
  readonly topUpDelayMs: number;
  /** Operations answered with HTTP 503. */
  readonly switchedOff: readonly Operation[];
  /** What server calls are taken to come from, for a test of whitelists; null: the connection's own address. */
  readonly callerAddress: string | null;
  /** How far each plane's clock is ahead of the scope's. */
  readonly skewMs: Readonly<Record<Plane, number>>;
}

/** A scope's clock: rate 1 is real time, 0 frozen, 60 a minute for a second. */
export interface ClockSetting {
  /** Epoch milliseconds; absent: as it stands. */
  readonly now?: number;
  readonly rate?: number;
}

export interface MintRequest {
  readonly appid: string;
  readonly msisdn: string;
  /** Default login. */
  readonly capability?: Capability;
}

/** Where the personas of a scope are: what their rows say of app 3000000001SS holds for `apps[SS]` here. */
export interface PersonaPlaces {
  /** Of the personas that need no app of their own. */
  readonly app: string;
  /** By the digits SS. All have the keys of the ready app. */
  readonly apps: Readonly<Record<string, string>>;
  /** `127.155.SS.NN`: the bearer address of 154 0000 SSNN. */
  readonly addresses: string;
}

/** A scope as it stands. */
export interface ScopeReport {
  readonly id: string;
  readonly now: number;
  readonly rate: number;
  /** Real time at which the scope ends by itself; null: never. */
  readonly endsAt: number | null;
  readonly settings: Settings;
  readonly apps: number;
  readonly subscribers: number;
  readonly sessions: number;
  /** null: the scope was made without them. */
  readonly personas: PersonaPlaces | null;
  readonly faults: number;
  /** Rules that never fired. */
  readonly unusedFaults: readonly string[];
  readonly journal: { readonly entries: number; readonly lastId: number; readonly droppedUpTo: number };
  readonly snapshots: readonly string[];
}

/** The four of WireMock, by its names: close without a byte, 200 and garbage, garbage alone, a real RST. */
export type SocketFault = 'EMPTY_RESPONSE' | 'MALFORMED_RESPONSE_CHUNK' | 'RANDOM_DATA_THEN_CLOSE' | 'CONNECTION_RESET_BY_PEER';

export type TlsFault =
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'WRONG_HOST'
  | 'UNKNOWN_CA'
  | 'MISSING_INTERMEDIATE'
  | 'ABORT_AFTER_CLIENT_HELLO'
  | 'OLD_PROTOCOL_ONLY';

export type StateChange = 'REVOKE_SCRIPS' | 'EXPIRE_TOKENS' | 'SWAP_SIM' | 'ROTATE_KEYS' | 'RESTART' | 'RESTART_WITHOUT_STATE';

/**
 * What a fault rule does to the exchange it hits. Each kind acts at one stage; at each stage the oldest rule that fires acts, so that a delay and a reset
 * may meet in one answer (docs/faults.md).
 */
export type FaultEffect =
  /** Before any byte is read: of the scope's own listeners, of its leased addresses, and from the default scope of all the rest. */
  | { readonly kind: 'connection'; readonly fault: 'RESET' | 'CLOSE' | 'STALL' }
  /**
   * The ports themselves are closed while the rule is due: of the scope's own listeners, and from the default scope the shared ones of the plane. What is
   * open stays open. Nobody is seen who was refused, so that the rule's `when` is a window at most, and `hits` counts how often it closed the ports.
   */
  | { readonly kind: 'connection'; readonly fault: 'REFUSE' }
  | { readonly kind: 'tls'; readonly fault: TlsFault }
  /** Happens before the checks run. */
  | { readonly kind: 'state'; readonly change: StateChange }
  /** The answer's resultCode is this one; nothing is changed by the request. */
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'contentType'; readonly contentType: string }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'html'; readonly page: 'arrears' | 'captive' }
  /** TRUNCATED: half of the JSON. TRAILING: bytes after it. DUPLICATE: the answer twice in one body. */
  | { readonly kind: 'body'; readonly fault: 'TRUNCATED' | 'TRAILING' | 'DUPLICATE' }
  /** `missing` takes a field out, `number` and `null` change its type, `set` gives it the value (of a field that is there, or one more). */
  | {
      readonly kind: 'field';
      readonly field: string;
      readonly change: 'missing' | 'number' | 'null' | 'set';
      readonly value?: string;
    }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'delayUniform'; readonly minMs: number; readonly maxMs: number }
  | { readonly kind: 'delayLognormal'; readonly medianMs: number; readonly sigma: number }
  | { readonly kind: 'hold' }
  | { readonly kind: 'socket'; readonly fault: SocketFault }
  /** The first bytes of the whole HTTP answer, then the end. */
  | { readonly kind: 'cut'; readonly afterBytes: number; readonly end: 'close' | 'reset' | 'stall' }
  /** The whole HTTP answer in pieces, on the scope's clock. */
  | { readonly kind: 'dribble'; readonly chunkBytes: number; readonly everyMs: number };

/** Which of the requests that match a rule it fires for; all of them where absent. */
export type FaultWhen =
  | { readonly nth: number }
  | { readonly first: number }
  | { readonly every: number }
  /** On the scope's clock, from the rule's arming. */
  | { readonly fromMs: number; readonly toMs: number }
  /** Only once the request has passed this step of wire.md §6. */
  | { readonly afterStep: number }
  /** For soak runs only: a test with chance in it proves nothing. */
  | { readonly probability: number; readonly seed: string };

export interface FaultRule {
  readonly plane: Plane;
  readonly operation?: Operation;
  /** Fields of the parsed request that must be equal, by wire name (`appid`, `msgid`, …). */
  readonly match?: Readonly<Record<string, string>>;
  readonly when?: FaultWhen;
  /** How often it may fire; no limit when absent. */
  readonly times?: number;
  /** How long it is armed, on the scope's clock. */
  readonly ttlMs?: number;
  readonly effect: FaultEffect;
}

export interface ArmedFault extends FaultRule {
  readonly id: string;
  readonly hits: number;
}

/** One check of a flow, in order, as the journal keeps it. */
export interface TraceStep {
  readonly step: number;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'not-reached';
  /** What the check asks for, of a signature the exact string that is signed: of every step that was reached. Never a secret. */
  readonly expected?: string;
  /** What the request brought, of every step that was reached. Never a secret. */
  readonly got?: string;
  /** Of a failed step, why it refuses and the likely cause; of a passed body, keys that stand twice. Never a secret. */
  readonly detail?: string;
}

/**
 * A request; or, with `operation` null and one step `connection` or `tls` in its trace, what became of a connection before any: a fault, the bearer's
 * state, a wrong PROXY header, a handshake that came to nothing. A step `http` is of a request that HTTP cannot frame, that comes too late or is too large.
 */
export interface JournalEntry {
  readonly id: number;
  /** Virtual time of arrival, epoch milliseconds. */
  readonly at: number;
  /** Real time of arrival, epoch milliseconds. */
  readonly realAt: number;
  /** CLOCK_MONOTONIC of this machine in nanoseconds, as text: joins the journal with a handset's own times. */
  readonly monotonicNanos: string;
  readonly scope: { readonly id: string; readonly by: 'appid' | 'session' | 'listener' | 'default' };
  readonly plane: Plane;
  readonly operation: Operation | null;
  readonly connection: {
    readonly id: number;
    /** The nth request on this connection, from 1; 0 is the connection itself, before any. */
    readonly request: number;
    readonly remote: string;
    /** The bearer's address: of the PROXY header, else of the socket. */
    readonly session: string;
  };
  /** The nth request with its msgid, of its app and operation, from 1, over all connections: a client's hidden repeats show. Of those still kept. */
  readonly attempt: number;
  readonly appid: string | null;
  /** 154****0001, or null where no session was found. */
  readonly subscriber: string | null;
  /** Fields as parsed, secrets and middle digits redacted. */
  readonly fields: Readonly<Record<string, string>>;
  /** Fields that the operation does not know: ignored, and told. */
  readonly unreadFields: readonly string[];
  readonly trace: readonly TraceStep[];
  /** The first of `faults`. */
  readonly fault: FiredFault | null;
  readonly faults: readonly FiredFault[];
  /** null where the socket was closed, reset or held instead. */
  readonly answer: { readonly status: number; readonly resultCode: string | null; readonly name: string | null } | null;
}

export interface FiredFault {
  readonly id: string;
  readonly effect: FaultEffect['kind'];
}

/** Whichever is reached first; the oldest entries are dropped then, and a question about them is refused. */
export interface JournalBounds {
  readonly maxEntries: number;
  readonly maxBytes: number;
}

export interface EventsQuery {
  /** Entries with a greater id only, those already there first; without it, what comes from the first `next()` on. */
  readonly after?: number;
  /** Ends the iteration, without an error. */
  readonly signal?: AbortSignal;
}

export interface JournalQuery {
  readonly plane?: Plane;
  readonly operation?: Operation;
  readonly appid?: string;
  readonly msgid?: string;
  readonly resultCode?: string;
  /** Entries with a greater id only. */
  readonly after?: number;
}

/** One login attempt: its requests joined across connections by msgid, scrip and token. */
export interface LoginFlow {
  /** The journal entry that it began with. */
  readonly id: number;
  readonly appid: string | null;
  /** 154****0001 */
  readonly subscriber: string | null;
  /** In order; a client's hidden repeats show as a second entry with the same operation. */
  readonly requests: readonly FlowRequest[];
  /** Of the last request; null where its answer was not sent whole. */
  readonly resultCode: string | null;
}

export interface FlowRequest {
  readonly entry: number;
  readonly operation: Operation;
  readonly connection: number;
  readonly resultCode: string | null;
}

export interface FlowQuery {
  readonly appid?: string;
  /** As the journal shows it: 154****0001. */
  readonly subscriber?: string;
  /** Of the last request. */
  readonly resultCode?: string;
  /** All of its operations, in order. */
  readonly operations?: readonly Operation[];
  /** Flows that began after this journal entry only. */
  readonly after?: number;
}

/** A public key of the gateway: number requests are sealed with the current one, a retired one still opens. */
export interface GatewayKey {
  /** 1–8 of [0-9a-z]; the same key in whichever scope it is known. */
  readonly keyid: string;
  readonly spkiPem: string;
  readonly state: 'current' | 'retired';
}

/** What `advance` made happen. */
export interface Advanced {
  readonly now: number;
  readonly expiredScrips: number;
  readonly expiredTokens: number;
  readonly releasedAnswers: number;
  /** Midnights of China Standard Time that were passed: daily limits are open again. */
  readonly quotaDaysRolled: number;
}

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
 * A world of its own: state, clock, faults, journal. Once it has ended, by `end` or by its ttl, everything asked of it is refused ('unknown'). Disposing ends
 * it, where that has not happened yet; the default scope, which cannot be ended, is reset.
 */
export interface Scope extends ScopeDocuments, AsyncDisposable {
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
  /** Has listeners of its own (`Scope.openListeners` tells their ports). */
  readonly listeners?: boolean;
}

/** The seed is the default scope's, which has its id and does not end. */
export interface SimulatorOptions extends Omit<ScopeSeed, 'id' | 'ttlMs'> {
  /** Address of every listener but control's; default 127.0.0.1. */
  readonly host?: string;
  /** Address of the control listener, whatever `host` says; default 127.0.0.1. */
  readonly controlHost?: string;
  /** Who may name another address in a PROXY header: addresses, CIDR or a-b ranges, comma-separated; default loopback (127.0.0.0/8,::1). */
  readonly trustedPeers?: string;
  /** Names and addresses that the TLS certificates are for, besides the gateway's names, localhost and this machine's addresses. */
  readonly certificateHosts?: readonly string[];
  /** How the client SDK speaks; default quhao-1. */
  readonly dialect?: ClientDialect;
  /** Scopes besides the default one. */
  readonly scopes?: readonly StartScope[];
  /** Where CA, gateway keys and the control token (`control-token`) are kept; without it they live in memory only. */
  readonly dataDir?: string;
  /** 0 (the default) lets the system choose. */
  readonly ports?: Partial<Readonly<Record<keyof SimulatorPorts, number>>>;
  /** What goes to stderr; default `error`. */
  readonly logLevel?: 'silent' | 'error' | 'info' | 'debug';
}

export interface SimulatorPorts {
  readonly bearer: number;
  /** As bearer, but a PROXY header (v1 or v2) is required. */
  readonly bearerProxy: number;
  /** TLS. */
  readonly token: number;
  /** TLS, a PROXY header before the handshake is required. */
  readonly tokenProxy: number;
  readonly exchange: number;
  /** As exchange, but a PROXY header is required: its source is the caller's address. */
  readonly exchangeProxy: number;
  /** TLS. */
  readonly exchangeTls: number;
  readonly control: number;
}

export type ScopePorts = Omit<SimulatorPorts, 'control'>;

/** What a simulator tells of itself, to who reaches it by the control API too. */
export type SimulatorDescription = Pick<
  Simulator,
  'host' | 'ports' | 'urls' | 'rootPem' | 'gatewayKey' | 'platformSpkiPem' | 'losses'
>;

export interface Simulator extends AsyncDisposable {
  readonly host: string;
  readonly ports: SimulatorPorts;
  /** `http://127.0.0.1:41077`, without a trailing slash. */
  readonly urls: Readonly<Record<keyof SimulatorPorts, string>>;
  /** Bearer token of the control API: 32 hex, the same at every start on one data folder. */
  readonly controlToken: string;
  readonly rootPem: string;
  /** As every scope has it at its start; after a ROTATE_KEYS ask the scope (`keys`). */
  readonly gatewayKey: { readonly keyid: string; readonly spkiPem: string };
  /** What tokenValidate's numbers are encrypted with under keyType 1. */
  readonly platformSpkiPem: string;
  readonly defaultScope: Scope;
  /** Those of `SimulatorOptions.scopes`, in their order. */
  readonly startScopes: readonly Scope[];
  /** What the data folder had lost, what was made in its place and who will notice: a sentence each; mostly none. */
  readonly losses: readonly string[];
  createScope(seed?: ScopeSeed): Promise<Scope>;
  /** One that is there, by its id: of the config file, or of another test. */
  scope(id: string): Scope;
  close(): Promise<void>;
}

/** The names by which an SDK reaches the gateway (wire.md §1). */
export const GATEWAY_NAMES = {
  mobile: 'cm.gateway.test',
  unicom: 'cu.gateway.test',
  telecom: 'ct.gateway.test',
  token: 'token.gateway.test',
  exchange: 'exchange.gateway.test',
} as const;
