import type { BearerPorts } from './listeners.ts';
import type { Operation, Plane } from './operations.ts';

/** The documents of a scope, its settings and its reports. Times are milliseconds unless a name says otherwise; virtual times are those of the scope's clock. */

export const OPERATOR_NAMES = ['mobile', 'unicom', 'telecom'] as const;

export type Operator = (typeof OPERATOR_NAMES)[number];

export const CAPABILITIES = ['login', 'check'] as const;

export type Capability = (typeof CAPABILITIES)[number];

/** What server calls are signed with (wire.md §4). */
export const KEY_METHODS = ['MD5_APP_SECRET', 'MD5_APP_KEY', 'RSA'] as const;

export type KeyMethod = (typeof KEY_METHODS)[number];

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
export const STRICTNESSES = ['guide', 'field'] as const;

export type Strictness = (typeof STRICTNESSES)[number];

export const SUBSCRIBER_STATES = ['ok', 'iot', 'dataOnly', 'operatorFailure', 'suspended', 'ported', 'roaming'] as const;

export type SubscriberState = (typeof SUBSCRIBER_STATES)[number];

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

export const SESSION_STATES = ['ok', 'arrears', 'stalled', 'noData'] as const;

export type SessionState = (typeof SESSION_STATES)[number];

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
