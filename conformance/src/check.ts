/**
 * A check is a row of data (spec/conformance.md §1). Rows hold literal wire values; they import this file's types and nothing else.
 */

export type Level = 'MUST' | 'SHOULD' | 'INFO';
export type SubjectKind = 'sdk' | 'page' | 'gateway' | 'server';
export type Profile = 'smoke' | 'core' | 'page' | 'timing' | 'security' | 'gateway';

/**
 * What a device must be able to do. radio: Wi-Fi, mobile data and airplane mode can be switched over adb · bearers: mobile data
 * reaches the gateway, and which bearer carried a connection can be proved · screen: the page can be seen and tapped · sim: SIM,
 * registration and the state of the links can be set · phone-state: there is a probe that asks for READ_PHONE_STATE.
 */
export type Capability = 'radio' | 'bearers' | 'screen' | 'sim' | 'phone-state';

type AsyncApi = 'getPhoneInfo' | 'loginAuth' | 'mobileAuth';
type SyncApi = 'getNetworkType' | 'delScrip' | 'setOverTime' | 'setPageInListener' | 'quitAuthActivity';
export type Plane = 'bearer' | 'token';
export type Operation = 'prefetch' | 'get-token';
export type Bearer = 'wifi' | 'cellular';

/** What is not named keeps its state; a check begins with everything on and airplane mode off. */
export interface RadioSetting {
  readonly wifi?: 'on' | 'off';
  readonly data?: 'on' | 'off';
  readonly airplane?: 'on' | 'off';
  readonly sim?: 'ready' | 'absent' | 'unreadable';
  readonly registration?: 'home' | 'denied';
  /** second: China Mobile in the second slot carries data, the first slot has a SIM of China Unicom. unicom: that SIM carries data. */
  readonly dataSim?: 'first' | 'second' | 'unicom';
  /** dead: connected and the default, but nothing comes through. */
  readonly wifiLink?: 'alive' | 'dead';
}

type FaultEffect =
  | { readonly kind: 'hold' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'socket'; readonly fault: 'EMPTY_RESPONSE' | 'CONNECTION_RESET_BY_PEER' }
  | { readonly kind: 'html'; readonly page: 'arrears' | 'captive' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'code'; readonly code: string };

export interface Fault {
  readonly plane: Plane;
  readonly operation: Operation;
  readonly effect: FaultEffect;
}

export interface Arrange {
  readonly radio?: RadioSetting;
  readonly fault?: Fault;
  /** How the app's registration at the gateway differs from the app on the device. */
  readonly registration?: { readonly packageName?: string; readonly certificateMd5?: string };
  /** The root that the SDK is told to trust is not the one that the token endpoint's chain ends in. */
  readonly trust?: 'another-root';
  /** The app's process is new, and nothing was set in it: defaults are the SDK's own. */
  readonly process?: 'fresh';
  /**
   * The app opts in to READ_PHONE_STATE by asking for it in its manifest, as there is no other way (no method of the guide speaks of it),
   * and its user has said no. Absent: the app asks for what guide 1.2 lists and no more.
   */
  readonly phoneState?: 'refused';
}

/** How the world is proved to be as arranged, past the subject, before the subject is judged. */
export type Canary =
  | {
      /** The probe's own raw request: what it must meet. */
      readonly canary: 'raw';
      readonly bearer: Bearer | 'default';
      /** ca: a file that the gateway serves to all · prefetch, get-token: the operation's path, with an empty object. */
      readonly target: 'ca' | 'prefetch' | 'get-token';
      readonly meets: 'answer' | 'eof' | 'reset' | 'timeout' | 'no-network' | 'error';
      readonly status?: number;
      /** In the answer's head or body, or in the error's message. */
      readonly says?: string;
    }
  | {
      /** The device's own word for its default network. */
      readonly canary: 'default-network';
      readonly is: Bearer | null;
    }
  | {
      /** The device's own word for READ_PHONE_STATE: asked for, and not held. */
      readonly canary: 'phone-state';
      readonly is: 'refused';
    };

/** One view of the page; every field given must hold. `text` is a regular expression. */
export interface View {
  readonly text?: string;
  readonly resourceId?: string;
  readonly className?: string;
  readonly clickable?: boolean;
  readonly checkable?: boolean;
  readonly checked?: boolean;
}

/** What the probe is told, in order. `as` names a step, so that expectations can speak of it. */
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
  /** Looks on for a while, so that what must not happen can be seen not to happen. */
  | { readonly do: 'watch'; readonly as: string; readonly forMs: number }
  | { readonly do: 'radio'; readonly set: RadioSetting }
  | { readonly do: 'fault'; readonly fault: Fault }
  | { readonly do: 'clear-faults' }
  | { readonly do: 'release' }
  | { readonly do: 'advance'; readonly ms: number }
  /** The probe's own request to the gateway over whatever is the default for the app. */
  | { readonly do: 'raw'; readonly as: string; readonly bearer: Bearer | 'default' }
  /** How many networks the app holds at the system; with `since`, once it has had time to come down to what it was then. */
  | { readonly do: 'count-held'; readonly as: string; readonly since?: string }
  | { readonly do: 'look'; readonly as: string }
  | { readonly do: 'tap'; readonly as: string; readonly on: View }
  | { readonly do: 'back'; readonly as: string }
  /** The app's back end redeems the token of a call (loginTokenValidate). */
  | { readonly do: 'exchange'; readonly as: string; readonly tokenOf: string };

/** A field of a result: the value itself, or that it is there and not empty. */
export type FieldRule = string | { readonly present: true } | { readonly oneOf: readonly string[] };

interface Named {
  /** Kebab-case, unique in the row; what a mutant is killed by. */
  readonly name: string;
  /** What it means for the subject when this is wrong, in our words. */
  readonly meaning: string;
  /** The clause of the row that this is about, where it is not the first. */
  readonly clause?: string;
  /** By an INFO clause of a row whose other clauses say more: which reading the subject follows is told, and never judged. */
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
    /** Every connection to the gateway from then on went over this bearer, and there was one. */
    | { readonly expect: 'carried'; readonly by: Bearer; readonly since?: string }
    /** Bytes that left over a bearer for the gateway. */
    | { readonly expect: 'no-bytes'; readonly over: Bearer; readonly since?: string }
    /** The gateway saw the number request on the SIM's own session. */
    | { readonly expect: 'session'; readonly operation: Operation }
    /** The result's traceId is the msgid that the gateway saw. */
    | { readonly expect: 'trace'; readonly call: string; readonly operation: Operation }
    | { readonly expect: 'value'; readonly of: string; readonly equals: Readonly<Record<string, string>> }
    | { readonly expect: 'page-in'; readonly exactly: number; readonly before?: string }
    | { readonly expect: 'page'; readonly look: string; readonly shows?: readonly View[]; readonly lacks?: readonly View[] }
    | { readonly expect: 'exchange'; readonly of: string; readonly resultCode: string; readonly number?: 'subscriber' }
    /** Networks that the app held more at one step than at another. */
    | { readonly expect: 'held'; readonly at: string; readonly since: string; readonly exactly: number }
    /** None of the run's secrets (token, app key, whole number) stands in the device's log. */
    | { readonly expect: 'log-clean' }
  );

export interface Timing {
  /** From the device's clock when the call was entered to its callback. */
  readonly call: string;
  readonly lowerMs: number;
  readonly upperMs: number;
  /** Past the upper bound but within this, on a device that is slow by its own clock readings: inconclusive, not failed. */
  readonly stretchMs: number;
}

/** A mutant that must fail this check, and by which expectation (`timing` for the bounds). */
export interface Kill {
  readonly mutant: string;
  readonly by: string;
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
  readonly arrange: Arrange;
  readonly canary: readonly Canary[];
  readonly act: readonly Step[];
  readonly expect: readonly Expectation[];
  readonly timing?: Timing;
  readonly kills: readonly Kill[];
  /** Version of quhao that brought the check. */
  readonly since: string;
}

/** Clauses without a check so far, and why: every MUST clause stands in a row or here. */
export interface UncoveredClauses {
  readonly clauses: readonly string[];
  readonly reason: string;
}

/** Mutants without a check so far, and why: every mutant is killed by a row or stands here. */
export interface UncoveredMutant {
  readonly mutant: string;
  readonly reason: string;
}
