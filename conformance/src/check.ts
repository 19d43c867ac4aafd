import type { Arrange, Fault, Operation, Plane, RadioSetting } from './arrange.ts';
import type { Sight } from './page/screen-record.ts';
import type { SightValue } from './page/sights.ts';

/** The types of a check, which is a row of data with literal wire values (docs/conformance.md §1). */

export type Level = 'MUST' | 'SHOULD' | 'INFO';
export type SubjectKind = 'sdk' | 'page' | 'gateway' | 'server';

export const PROFILES = ['smoke', 'core', 'page', 'timing', 'security', 'gateway'] as const;
export type Profile = (typeof PROFILES)[number];

/**
 * What a device must be able to do. radio: Wi-Fi, mobile data and airplane mode can be switched over adb · bearers: mobile data
 * reaches the gateway, and which bearer carried a connection can be proved · screen: the page can be seen and tapped · sim: SIM,
 * registration and the state of the links can be set · phone-state: a probe that asks for READ_PHONE_STATE is built · rotation: the
 * screen can be turned over adb · path: the gateway is reached over the device's networks, not over loopback · names: names of hosts can
 * be led to the gateway · status-bar: the screen has one, and screenshots show it ·
 * animation: screenshots show views while they are animated · wall-clock: clock and time zone can be set over adb · night: the display can be made dark over adb ·
 * font-scale: the size of letters can be set over adb ·
 * cleartext-denied: the probe is an app that forbids plain HTTP.
 */
export type Capability =
  | 'radio'
  | 'bearers'
  | 'screen'
  | 'sim'
  | 'phone-state'
  | 'rotation'
  | 'status-bar'
  | 'animation'
  | 'wall-clock'
  | 'night'
  | 'font-scale'
  | 'path'
  | 'names'
  | 'cleartext-denied';

type AsyncApi = 'getPhoneInfo' | 'loginAuth' | 'mobileAuth';
type SyncApi = 'getNetworkType' | 'delScrip' | 'setOverTime' | 'setPageInListener' | 'quitAuthActivity';
export type Bearer = 'wifi' | 'cellular';

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
      /**
       * ca: a file that the gateway serves to everyone · prefetch, get-token: the operation's path, with an empty object · nowhere,
       * null-address: a host of dead-hosts.ts.
       */
      readonly target: 'ca' | 'prefetch' | 'get-token' | 'nowhere' | 'null-address';
      readonly meets: 'answer' | 'eof' | 'reset' | 'refused' | 'timeout' | 'no-network' | 'error';
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
      /** READ_PHONE_STATE, which the app asks for, as the device reports it: held or not. */
      readonly canary: 'phone-state';
      readonly is: 'refused' | 'granted';
    };

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
      /** null: the SDK is given no listener, so no result can come. shared: the one object that all such calls of the row are given. */
      readonly listener?: null | 'shared';
      /** The app calls from a thread of its own that has no looper. */
      readonly thread?: 'worker';
      /** The app makes this call inside the callback of the other. */
      readonly inside?: {
        readonly as: string;
        readonly api: AsyncApi | 'quitAuthActivity';
        readonly requestCode: number;
        /** The app is busy for so long after it, inside the callback. */
        readonly lastsMs?: number;
      };
    }
  | {
      readonly do: 'invoke';
      readonly as: string;
      readonly api: SyncApi;
      readonly value?: number;
      readonly thread?: 'worker';
    }
  /** The app makes these calls one after the other in one turn of its main thread, which lasts for so long after the last of them. */
  | { readonly do: 'turn'; readonly as: string; readonly calls: readonly CallStep[]; readonly lastsMs?: number }
  /** The app's process meets what phones bring with them, until the row is over. */
  | { readonly do: 'disturb'; readonly as: string; readonly by: Disturbance }
  /** The SIM's number is another one from now on, and its operator where one is named. */
  | { readonly do: 'renumber'; readonly as: string; readonly to: string; readonly operator?: 'unicom' | 'telecom' }
  /** The home key: the app leaves the screen. */
  | { readonly do: 'home'; readonly as: string }
  /** Takes the consent back: the box that was checked is tapped again. ifChecked: a page that was made anew may have forgotten the consent; then nothing is done, and a picture of a box cannot tell. */
  | { readonly do: 'withdraw'; readonly as: string; readonly ifChecked?: true }
  /** setAuthThemeConfig, by names of the Builder's methods. */
  | {
      readonly do: 'theme';
      readonly as: string;
      readonly theme: Readonly<Record<string, readonly (string | number | boolean)[]>>;
    }
  | { readonly do: 'await'; readonly call: string; readonly withinMs: number }
  /** Until the login page is drawn and still; it is looked at then. */
  | {
      readonly do: 'await-page';
      readonly as: string;
      readonly withinMs: number;
      /** Until this call has ended, too: one that may fail before it has a page. */
      readonly unlessEnded?: string;
    }
  /** Until 200087 has come. Its absence is judged and stops nothing. */
  | { readonly do: 'await-page-in'; readonly withinMs: number }
  | {
      readonly do: 'await-request';
      readonly plane: Plane;
      readonly operation: Operation;
      readonly withinMs: number /** Whatever request comes, on either plane. */;
      readonly isAny?: true;
    }
  /** Waits for a while, so that the absence of an event can be observed. */
  | { readonly do: 'watch'; readonly as: string; readonly forMs: number }
  | { readonly do: 'radio'; readonly set: RadioSetting }
  /** Ends the app's process as the system does, and starts a new one with the same subject: what it knows then it has from its files. */
  | { readonly do: 'restart'; readonly as: string }
  /**
   * Sets the device's wall clock to a time of the day in Asia/Shanghai (`HH:MM`, of the machine's day there) or by so many milliseconds, and
   * its time zone. The time since boot goes on as it was; the gateway's clock too.
   */
  | { readonly do: 'clock'; readonly as: string; readonly to?: string; readonly byMs?: number; readonly zone?: string }
  | { readonly do: 'fault'; readonly fault: Fault }
  | { readonly do: 'clear-faults' }
  | { readonly do: 'release' }
  | { readonly do: 'advance'; readonly ms: number }
  /** Sends the probe's own request to the gateway. */
  | { readonly do: 'raw'; readonly as: string; readonly bearer: Bearer | 'default' }
  /** Counts the networks that the app holds at the system; with `since`, after it has had time to come down to the count of that step. */
  | { readonly do: 'count-held'; readonly as: string; readonly since?: string }
  /** Lists the threads of the app's process; with `since`, after those that end had time to, until there are no more than so many new ones. */
  | { readonly do: 'list-threads'; readonly as: string; readonly since?: string; readonly atMost?: number }
  /** Names what the SDK has changed for all code of the app's process, since before it was loaded. */
  | { readonly do: 'list-defaults'; readonly as: string }
  /** Names the SDK's activities that have ended and are still in memory. */
  | { readonly do: 'list-kept'; readonly as: string }
  /** Looks at the screen when it is still, whatever it shows. */
  | { readonly do: 'look'; readonly as: string }
  /** Checks the box of the terms, as a person would. */
  | { readonly do: 'consent'; readonly as: string }
  /** Taps the login button where it was when the page was last looked at. unlessEnded: left out where that call has ended. */
  | { readonly do: 'press'; readonly as: string; readonly unlessEnded?: string }
  /** Keeps a finger on the login button, as a hand does that is unsure. */
  | { readonly do: 'long-press'; readonly as: string }
  /** Taps the page's own way to close it. */
  | { readonly do: 'close'; readonly as: string }
  /**
   * Taps the link whose title matches, once or twice fast, and looks at the page that opens. `title` is a regular expression; `heading` is
   * what stands at the top of that page, where it is not the title.
   */
  | { readonly do: 'open-terms'; readonly as: string; readonly title: string; readonly heading?: string; readonly taps?: 2 }
  /** Taps the way back of the terms' page. */
  | { readonly do: 'leave-terms'; readonly as: string }
  /** Looks at the consent dialog and answers it. `isOptional`: where none has come up nothing is done. */
  | { readonly do: 'answer-dialog'; readonly as: string; readonly answer: 'agree' | 'refuse'; readonly isOptional?: true }
  | { readonly do: 'rotate'; readonly as: string; readonly to: 'portrait' | 'landscape' }
  /** The display is dark from now on, or light: a page that does not handle it is made anew with its state. */
  | { readonly do: 'night'; readonly as: string; readonly to: 'yes' | 'no' }
  /** The size of letters, as a user sets it: a page that does not handle it is made anew with its state. */
  | { readonly do: 'font-scale'; readonly as: string; readonly to: number }
  | { readonly do: 'back'; readonly as: string }
  /** A key of a keyboard or a remote control, by its name in Android's KeyEvent. */
  | { readonly do: 'key'; readonly as: string; readonly key: 'ENTER' | 'DPAD_CENTER' }
  /** The app is started anew in its task, as by a link: Android ends the activities that are in it, the page too. */
  | { readonly do: 'start-over'; readonly as: string }
  /** Another activity of the app comes up over the page, as a screen of the app's own does. `back` leads back. */
  | { readonly do: 'cover'; readonly as: string }
  /** The app's back end exchanges the token of a call (loginTokenValidate). */
  | { readonly do: 'exchange'; readonly as: string; readonly tokenOf: string };

/** A step that is a call of the SDK's API. */
export type CallStep = Extract<Step, { readonly do: 'call' | 'invoke' }>;

/** android-probe/PROTOCOL.md, `disturb`. */
export type Disturbance =
  | { readonly what: 'locale'; readonly tag: string }
  | { readonly what: 'busy-main'; readonly ms: number }
  /** The page of a login that has ended, as the system opens it again in a new process: the activity is that of the row's last login. */
  | { readonly what: 'orphan-page' }
  | { readonly what: 'low-memory' | 'spoil-files' | 'block-files' };

export type Shown = 'page' | 'dialog' | 'terms-page' | 'nothing';

/**
 * What a sight must be: the value itself · text that a regular expression matches · a colour, as nearly as soft edges show it · a number
 * between two · a number against the same sight of another look.
 */
export type SightRule =
  | SightValue
  | { readonly matches: string }
  | { readonly lacks: string }
  | { readonly colour: string }
  | { readonly otherThan: string }
  | { readonly from: number; readonly to: number }
  | { readonly against: string; readonly from: number; readonly to: number };

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
    | {
        readonly expect: 'carried';
        readonly by: Bearer;
        readonly since?: string /** Only connections to hosts of this plane. */;
        readonly plane?: Plane;
      }
    /** No byte went to or came from the gateway over this bearer. */
    | { readonly expect: 'no-bytes'; readonly over: Bearer | 'vpn'; readonly since?: string; readonly plane?: Plane }
    /** Each request of this operation has the time that the device's wall clock showed, in Asia/Shanghai, since a step set it. */
    | { readonly expect: 'sent-at'; readonly operation: Operation }
    /** The gateway saw the number request on the SIM's own session. */
    | { readonly expect: 'session'; readonly operation: Operation }
    /** The result's traceId is the msgid that the gateway saw. */
    | { readonly expect: 'trace'; readonly call: string; readonly operation: Operation }
    | { readonly expect: 'value'; readonly of: string; readonly equals: Readonly<Record<string, string | readonly string[]>> }
    | { readonly expect: 'page-in'; readonly exactly: number; readonly before?: string }
    /** What a look showed. */
    | {
        readonly expect: 'page';
        readonly look: string;
        readonly shows?: Shown | readonly Shown[];
        readonly sees?: { readonly [Name in Sight]?: SightRule };
      }
    /** A person can read the parts of the page, or one of them. */
    | { readonly expect: 'readable'; readonly look: string; readonly part?: 'number' | 'button' | 'terms' }
    /** How often a listener of the theme was called, and in which order with the result of a call. */
    | {
        readonly expect: 'listener';
        readonly method: string;
        readonly exactly: number;
        readonly value?: string | boolean;
        readonly before?: string;
      }
    | { readonly expect: 'exchange'; readonly of: string; readonly resultCode: string; readonly number?: 'subscriber' }
    /** How many more networks the app held at one step than at another. */
    | { readonly expect: 'held'; readonly at: string; readonly since: string; readonly exactly: number }
    /** How many threads of one step had not been there at another. */
    | { readonly expect: 'threads'; readonly at: string; readonly since: string; readonly atMost: number }
    /** What is set for all code of the app's process is as it was before the SDK was loaded. */
    | { readonly expect: 'defaults'; readonly at: string }
    /** How long a call took, as `timing` has it, where a row times more than one. */
    | ({ readonly expect: 'lasts' } & Timing)
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

/** Clauses that neither a check nor a law covers yet, and why. Every MUST and SHOULD clause is in a row, in a law or in this table. */
export interface UncoveredClauses {
  readonly clauses: readonly string[];
  readonly reason: string;
}

/** Codes of the guide's section 5 that no check provokes through the SDK, and why. Every code is in a row or in this table. */
export interface UncoveredCode {
  readonly codes: readonly string[];
  readonly reason: string;
}

/** A mutant that no check kills yet, and why. Every mutant is killed by a row or is in this table. */
export interface UncoveredMutant {
  readonly mutant: string;
  readonly reason: string;
}
