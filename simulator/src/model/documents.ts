import type { BearerPorts } from './listeners.ts';
import type { Operation, Plane } from './operations.ts';
import type { Operator } from './operators.ts';

/** The documents of a scope, its settings and its reports. Times are milliseconds unless a name says otherwise; virtual times are those of the scope's clock. */

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
  /** Addresses, CIDR or a-b ranges, comma-separated; an empty list admits nobody. */
  readonly whitelist: string;
  /** SPKI PEM: verifies the app's RSA signatures. null: the app registered no keys. */
  readonly verifyKeyPem: string | null;
  /** SPKI PEM: encrypts the app's numbers. null: `verifyKeyPem` is used for both. */
  readonly encryptKeyPem: string | null;
  /** Number retrievals a day in China Standard Time; null: no limit. */
  readonly dailyLimit: number | null;
  /** Exchanges bought in all; they count once they are bought and the trial has ended. null: none are bought; without a trial, exchanges are not counted then. */
  readonly purchasedCalls: number | null;
  /** When the trial ends, on the scope's clock; null: no trial. */
  readonly trialEndsAt: number | null;
  /** Exchanges bought later, of an app whose exchanges are counted. Each top-up counts from half an hour after `at`, on the scope's clock. */
  readonly topUps: readonly TopUp[];
  /** How strictly the app's server calls are judged; null: as the scope's settings say. */
  readonly strictness: Strictness | null;
}

export interface TopUp {
  readonly calls: number;
  readonly at: number;
}

/** `guide` enforces the documents, `field` accepts what works in the field (wire.md §4). */
export const STRICTNESSES = ['guide', 'field'] as const;

export type Strictness = (typeof STRICTNESSES)[number];

export const SUBSCRIBER_STATES = ['ok', 'iot', 'dataOnly', 'operatorFailure', 'suspended', 'ported', 'roaming'] as const;

export type SubscriberState = (typeof SUBSCRIBER_STATES)[number];

/** A phone number and the SIM that carries it. */
export interface Subscriber {
  /** 11 digits, 154…. */
  readonly msisdn: string;
  /** The operator of the SIM, who serves the number. */
  readonly operator: Operator;
  readonly state: SubscriberState;
  /** The SIM that carries the number. Another value is a SIM swap and revokes the scrips of the SIM before. */
  readonly sim: string;
  /** How long the operator takes for this subscriber's number requests, on the scope's clock. */
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
  /** Default ok. The ports refuse connections while it is noData or the subscriber is suspended. */
  readonly state?: SessionState;
  /** 0 (the default) lets the system choose. */
  readonly ports?: Partial<BearerPorts>;
}

/** An open bearer. Its address is made up. Every connection to its ports has the session, wherever it comes from (wire.md §1). */
export interface OpenedBearer extends Session {
  readonly ports: BearerPorts;
  /** The instance that has the ports, where several share one store. */
  readonly instance?: string;
}

/** The settings of a scope: what no public document settles (wire.md §7). */
export interface Settings {
  /** `field` accepts the deviations that the operator tolerates in the field. The strictness of an app overrides it. */
  readonly strictness: Strictness;
  readonly scripLifeMs: number;
  readonly scripUse: 'many' | 'once';
  /** How far a request's systemtime may be from the scope's clock, in both directions; null: it is not judged. */
  readonly timeWindowMs: number | null;
  /** Of one msgid at one host. */
  readonly msgidReplay: 'allowed' | 'refused';
  readonly roaming: 'served' | 'refused';
  readonly topUpDelayMs: number;
  /** Operations that are answered with HTTP 503. */
  readonly switchedOff: readonly Operation[];
  /** The address that server calls count as coming from, for tests of whitelists; null: the address of the connection. */
  readonly callerAddress: string | null;
  /** How far each plane's clock is ahead of the scope's. */
  readonly skewMs: Readonly<Record<Plane, number>>;
}

/** A scope's clock: rate 1 is real time, 0 is frozen, 60 is a minute for a second. */
export interface ClockSetting {
  /** Epoch milliseconds; absent: unchanged. */
  readonly now?: number;
  readonly rate?: number;
}

/** A credential that the SDK caches (guide 2.3). */
export interface Scrip {
  readonly scrip: string;
  readonly appid: string;
  readonly msisdn: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface MintRequest {
  readonly appid: string;
  readonly msisdn: string;
  /** Default login. */
  readonly capability?: Capability;
}

/** The apps and addresses of a scope's personas: `apps[SS]` is what the personas' rows call app 3000000001SS. */
export interface PersonaPlaces {
  /** The app for personas that need no app of their own. */
  readonly app: string;
  /** By the digits SS. All apps have the keys of the ready app. */
  readonly apps: Readonly<Record<string, string>>;
  /** `127.155.SS.NN`: the bearer address of 154 0000 SSNN. */
  readonly addresses: string;
}

/** The state of a scope. */
export interface ScopeReport {
  readonly id: string;
  readonly now: number;
  readonly rate: number;
  /** The real time at which the scope ends by itself; null: never. */
  readonly endsAt: number | null;
  readonly settings: Settings;
  readonly apps: number;
  readonly subscribers: number;
  readonly sessions: number;
  /** null: the scope has no personas. */
  readonly personas: PersonaPlaces | null;
  readonly faults: number;
  /** The rules that have never fired. */
  readonly unusedFaults: readonly string[];
  readonly journal: { readonly entries: number; readonly lastId: number; readonly droppedUpTo: number };
  readonly snapshots: readonly string[];
}

/** A public key of the gateway. Number requests are sealed with the current key; a retired one still opens them. */
export interface GatewayKey {
  /** 1–8 of [0-9a-z]. One keyid is one key in all scopes. */
  readonly keyid: string;
  readonly spkiPem: string;
  readonly state: 'current' | 'retired';
}

/** What became due when the clock was advanced or set. */
export interface Advanced {
  readonly now: number;
  readonly expiredScrips: number;
  readonly expiredTokens: number;
  readonly releasedAnswers: number;
  /** How many midnights of China Standard Time passed; each restores the daily limits. */
  readonly quotaDaysRolled: number;
}
