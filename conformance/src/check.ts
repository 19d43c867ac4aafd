/** The types of a check, which is a row of data with literal wire values (docs/conformance.md §1). */

export type Level = 'MUST' | 'SHOULD' | 'INFO';
export type SubjectKind = 'sdk' | 'page' | 'gateway' | 'server';

export const PROFILES = ['smoke', 'core', 'page', 'timing', 'security', 'gateway'] as const;
export type Profile = (typeof PROFILES)[number];

/**
 * What a device must be able to do. radio: Wi-Fi, mobile data and airplane mode can be switched over adb · bearers: mobile data
 * reaches the gateway, and which bearer carried a connection can be proved · screen: the page can be seen and tapped · sim: SIM,
 * registration and the state of the links can be set · phone-state: a probe that asks for READ_PHONE_STATE is built.
 */
export type Capability = 'radio' | 'bearers' | 'screen' | 'sim' | 'phone-state';

type AsyncApi = 'getPhoneInfo' | 'loginAuth' | 'mobileAuth';
type SyncApi = 'getNetworkType' | 'delScrip' | 'setOverTime' | 'setPageInListener' | 'quitAuthActivity';
export type Plane = 'bearer' | 'token';
export type Operation = 'prefetch' | 'get-token';
export type Bearer = 'wifi' | 'cellular';

/** Switches that are not named keep their state. A check begins with everything on and airplane mode off. */
export interface RadioSetting {
  readonly wifi?: 'on' | 'off';
  readonly data?: 'on' | 'off';
  readonly airplane?: 'on' | 'off';
  readonly sim?: 'ready' | 'absent' | 'unreadable';
  readonly registration?: 'home' | 'denied';
  /** second: a SIM of China Mobile in the second slot carries data, the first slot has one of China Unicom. unicom: one of China Unicom carries data. */
  readonly dataSim?: 'first' | 'second' | 'unicom';
  /** dead: connected and the default network, but no packet arrives. */
  readonly wifiLink?: 'alive' | 'dead';
}

type FaultEffect =
  | { readonly kind: 'hold' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'socket'; readonly fault: 'EMPTY_RESPONSE' | 'CONNECTION_RESET_BY_PEER' }
  | { readonly kind: 'html'; readonly page: 'arrears' | 'captive' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'body'; readonly fault: 'TRUNCATED' }
  | { readonly kind: 'field'; readonly field: string; readonly change: 'set'; readonly value: string }
  | { readonly kind: 'dribble'; readonly chunkBytes: number; readonly everyMs: number }
  | { readonly kind: 'tls'; readonly fault: 'EXPIRED' | 'NOT_YET_VALID' | 'WRONG_HOST' | 'UNKNOWN_CA' };

export interface Fault {
  readonly plane: Plane;
  /** Absent where it fires before any request: a fault of the TLS handshake. */
  readonly operation?: Operation;
  /** Which of the requests it meets; absent: all. */
  readonly when?: { readonly nth: number };
  readonly effect: FaultEffect;
}

export interface Arrange {
  readonly radio?: RadioSetting;
  readonly fault?: Fault;
  /** What the app's registration at the gateway has otherwise than the app on the device. */
  readonly registration?: {
    readonly packageName?: string;
    readonly certificateMd5?: string;
    readonly admitted?: boolean;
    readonly dailyLimit?: number;
    readonly operators?: readonly ('mobile' | 'unicom' | 'telecom')[];
    readonly capabilities?: readonly ('login' | 'check')[];
  };
  /** How the operator knows the SIM's subscriber; absent: a healthy one of China Mobile. */
  readonly subscriber?: {
    readonly operator?: 'mobile' | 'unicom' | 'telecom';
    readonly state?: 'iot' | 'operatorFailure' | 'suspended';
  };
  /** Tokens of the subscriber that nobody has used yet. */
  readonly unusedTokens?: number;
  /** The SDK is configured to trust a root that is not the one of the token endpoint's chain. */
  readonly trust?: 'another-root';
  /** The app's process is new: nothing was set in it, and the defaults are the SDK's own. */
  readonly process?: 'fresh';
  /**
   * The app asks for READ_PHONE_STATE in its manifest, which is the only way to opt in (the guide has no method for it), and its user has
   * refused. Absent: the app asks for the permissions of guide 1.2 and no other.
   */
  readonly phoneState?: 'refused';
}

/**
 * What a row needs of the subject's conversation with the gateway. socket: that it connects · dialect: that it sends requests which the
 * gateway reads.
 */
export type GatewayNeed = 'none' | 'socket' | 'dialect';

/** A proof, made without the subject and before it is judged, that the testbed is as arranged. */
export type Canary =
  | {
      /** What the probe's own raw request must meet. */
      readonly canary: 'raw';
      readonly bearer: Bearer | 'default';
      /** ca: a file that the gateway serves to everyone · prefetch, get-token: the operation's path, with an empty object. */
      readonly target: 'ca' | 'prefetch' | 'get-token';
      readonly meets: 'answer' | 'eof' | 'reset' | 'timeout' | 'no-network' | 'error';
      readonly status?: number;
      /** Text in the answer's head or body, or in the error's message. */
      readonly says?: string;
    }
  | {
      /** The default network, as the device reports it. */
      readonly canary: 'default-network';
      readonly is: Bearer | null;
    }
  | {
      /** READ_PHONE_STATE, as the device reports it: asked for and not held. */
      readonly canary: 'phone-state';
      readonly is: 'refused';
    };

/** One view of the page; every field given must match. `text` is a regular expression. */
export interface View {
  readonly text?: string;
  readonly resourceId?: string;
  readonly className?: string;
  readonly clickable?: boolean;
  readonly checkable?: boolean;
  readonly checked?: boolean;
}

/** What is done, in order. `as` names a step, so that expectations can refer to it. */
export type Step =
  /** An asynchronous call; appId and appKey are the ready app's unless given, requestCode null calls the overload without it. */
  | {
      readonly do: 'call';
      readonly as: string;
      readonly api: AsyncApi;
      readonly requestCode?: number | null;
      readonly appId?: string | null;
      readonly appKey?: string | null;
    }
  | { readonly do: 'invoke'; readonly as: string; readonly api: SyncApi; readonly value?: number }
  /** setAuthThemeConfig, by names of the Builder's methods. */
  | {
      readonly do: 'theme';
      readonly as: string;
      readonly theme: Readonly<Record<string, readonly (string | number | boolean)[]>>;
    }
  | { readonly do: 'await'; readonly call: string; readonly withinMs: number }
  | { readonly do: 'await-page'; readonly withinMs: number }
  | { readonly do: 'await-request'; readonly plane: Plane; readonly operation: Operation; readonly withinMs: number }
  /** Waits for a while, so that the absence of an event can be observed. */
  | { readonly do: 'watch'; readonly as: string; readonly forMs: number }
  | { readonly do: 'radio'; readonly set: RadioSetting }
  | { readonly do: 'fault'; readonly fault: Fault }
  | { readonly do: 'clear-faults' }
  | { readonly do: 'release' }
  | { readonly do: 'advance'; readonly ms: number }
  /** Sends the probe's own request to the gateway. */
  | { readonly do: 'raw'; readonly as: string; readonly bearer: Bearer | 'default' }
  /** Counts the networks that the app holds at the system; with `since`, after it has had time to come down to the count of that step. */
  | { readonly do: 'count-held'; readonly as: string; readonly since?: string }
  | { readonly do: 'look'; readonly as: string }
  | { readonly do: 'tap'; readonly as: string; readonly on: View }
  | { readonly do: 'back'; readonly as: string }
  /** The app's back end exchanges the token of a call (loginTokenValidate). */
  | { readonly do: 'exchange'; readonly as: string; readonly tokenOf: string };

/** A field of a result: the value itself, present and not empty, or one of several values. */
export type FieldRule = string | { readonly present: true } | { readonly oneOf: readonly string[] };

interface Named {
  /** Kebab-case, unique in the row; `kills` refers to it. */
  readonly name: string;
  /** What it means for the subject when the expectation fails, in our words. */
  readonly meaning: string;
  /** The clause of the row that the expectation is about, where it is not the first. */
  readonly clause?: string;
  /** The clause is INFO in a row of another level: which reading the subject follows is reported and never judged. */
  readonly level?: 'INFO';
}

export type Expectation = Named &
  (
    | {
        readonly expect: 'result';
        readonly call: string;
        readonly accept: readonly string[];
        readonly warn?: readonly string[];
        readonly fields?: Readonly<Record<string, FieldRule>>;
        readonly requestCode?: number;
      }
    | { readonly expect: 'callbacks'; readonly call: string; readonly exactly: number }
    /** Requests that reached the gateway, from the beginning or from a named step on. */
    | {
        readonly expect: 'requests';
        readonly plane: Plane;
        readonly operation: Operation;
        readonly exactly: number;
        readonly since?: string;
      }
    /** The subject sent the gateway a request of this operation. */
    | { readonly expect: 'speaks'; readonly operation: Operation }
    /** There was a connection to the gateway from then on, and every one went over this bearer. */
    | { readonly expect: 'carried'; readonly by: Bearer; readonly since?: string }
    /** No byte went to or came from the gateway over this bearer. */
    | { readonly expect: 'no-bytes'; readonly over: Bearer; readonly since?: string }
    /** The gateway saw the number request on the SIM's own session. */
    | { readonly expect: 'session'; readonly operation: Operation }
    /** The result's traceId is the msgid that the gateway saw. */
    | { readonly expect: 'trace'; readonly call: string; readonly operation: Operation }
    | { readonly expect: 'value'; readonly of: string; readonly equals: Readonly<Record<string, string>> }
    | { readonly expect: 'page-in'; readonly exactly: number; readonly before?: string }
    | { readonly expect: 'page'; readonly look: string; readonly shows?: readonly View[]; readonly lacks?: readonly View[] }
    | { readonly expect: 'exchange'; readonly of: string; readonly resultCode: string; readonly number?: 'subscriber' }
    /** How many more networks the app held at one step than at another. */
    | { readonly expect: 'held'; readonly at: string; readonly since: string; readonly exactly: number }
    /** The device's log contains none of the run's secrets (token, app key, whole number). */
    | { readonly expect: 'log-clean' }
  );

export interface Timing {
  /** Measured by the device's clock, from the entry of this call to its callback. */
  readonly call: string;
  readonly lowerMs: number;
  readonly upperMs: number;
  /** Beyond the upper bound by no more than this on a device whose clock readings are slow: inconclusive, not failed. */
  readonly stretchMs: number;
}

/** A mutant that must fail this check, and the expectation that must fail (`timing` for the bounds). */
export interface Kill {
  readonly mutant: string;
  readonly by: string;
  /** Shows that the row can fail, where another row is the one that the mutant is for: run in the whole matrix only. */
  readonly isControl?: true;
}

export interface Check {
  /** `area-condition-outcome`; never renamed, never reused. */
  readonly id: string;
  /** The first clause gives the level. */
  readonly clause: readonly [string, ...string[]];
  readonly level: Level;
  readonly subject: SubjectKind;
  readonly profile: readonly Profile[];
  readonly needs: readonly Capability[];
  /** Absent: gateway-need.ts derives it from the row. */
  readonly gateway?: GatewayNeed;
  readonly arrange: Arrange;
  readonly canary: readonly Canary[];
  readonly act: readonly Step[];
  readonly expect: readonly Expectation[];
  readonly timing?: Timing;
  readonly kills: readonly Kill[];
  /** Laws that do not hold in this row, and why. */
  readonly except?: readonly { readonly law: string; readonly reason: string }[];
  /** Version of quhao that brought the check. */
  readonly since: string;
}

/** Clauses that no check covers yet, and why. Every MUST clause is in a row or in this table. */
export interface UncoveredClauses {
  readonly clauses: readonly string[];
  readonly reason: string;
}

/** A mutant that no check kills yet, and why. Every mutant is killed by a row or is in this table. */
export interface UncoveredMutant {
  readonly mutant: string;
  readonly reason: string;
}
