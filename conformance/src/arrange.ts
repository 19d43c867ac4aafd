/** What a check arranges before it acts: the device's networks and SIM, the gateway's faults, the app's registration, the SDK's configuration. */

export type Plane = 'bearer' | 'token';
export type Operation = 'prefetch' | 'get-token';

/** Switches that are not named keep their state. A check begins with everything on and airplane mode off. */
export interface RadioSetting {
  /** again: switched on again after airplane mode, in which it stays on from then on. */
  readonly wifi?: 'on' | 'off' | 'again';
  readonly data?: 'on' | 'off';
  readonly airplane?: 'on' | 'off';
  /** locked: it asks for its PIN. */
  readonly sim?: 'ready' | 'absent' | 'unreadable' | 'locked';
  readonly registration?: 'home' | 'roaming' | 'denied';
  /** second: a SIM of China Mobile in the second slot carries data, the first slot has one of China Unicom. second-alone: the same with no SIM in the first slot. unicom, telecom: one of theirs carries data. A number: the only SIM has this code. */
  readonly dataSim?: 'first' | 'second' | 'second-alone' | 'unicom' | 'telecom' | '46002' | '46007' | '46009' | '46003';
  /** denied: sockets of the app cannot be bound to mobile data, as where a phone's user takes it from one app. */
  readonly appData?: 'allowed' | 'denied';
  /** dead: connected and the default network, but no packet arrives. */
  readonly wifiLink?: 'alive' | 'dead';
  /** ipv6: mobile data has no IPv4 address; the network's NAT64 leads to those that have no other. */
  readonly mobileIp?: 'ipv4' | 'ipv6';
  /** on: a VPN is the app's default network, over what would be it; apps may bind past it. */
  readonly vpn?: 'off' | 'on';
}

type FaultEffect =
  | { readonly kind: 'hold' }
  | { readonly kind: 'connection'; readonly fault: 'REFUSE' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'socket'; readonly fault: 'EMPTY_RESPONSE' | 'CONNECTION_RESET_BY_PEER' }
  | { readonly kind: 'html'; readonly page: 'arrears' | 'captive' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'body'; readonly fault: 'TRUNCATED' }
  /** The same JSON, written otherwise. */
  | { readonly kind: 'form'; readonly form: 'ESCAPED' | 'REVERSED' | 'SPACED' }
  | { readonly kind: 'field'; readonly field: string; readonly change: 'set'; readonly value: string }
  | { readonly kind: 'field'; readonly field: string; readonly change: 'number' | 'missing' }
  /** The right body behind this text in place of its HTTP head: `{length}` is its length, `{hex}` the same in hexadecimal. */
  | { readonly kind: 'head'; readonly head: string; readonly tail: string; readonly end: 'close' | 'stall' }
  | { readonly kind: 'cut'; readonly afterBytes: number; readonly end: 'close' }
  | { readonly kind: 'dribble'; readonly chunkBytes: number; readonly everyMs: number; readonly headFirst?: true }
  | { readonly kind: 'tls'; readonly fault: 'EXPIRED' | 'NOT_YET_VALID' | 'WRONG_HOST' | 'UNKNOWN_CA' };

export interface Fault {
  readonly plane: Plane;
  /** Absent where it fires before any request: a fault of the TLS handshake. */
  readonly operation?: Operation;
  /** Which of the requests it meets; absent: all. */
  readonly when?: { readonly nth: number };
  readonly effect: FaultEffect;
  /** It meets whatever request comes on either plane: for a subject whose requests the gateway does not understand (socket-form.ts). */
  readonly isAnywhere?: true;
}

export interface Arrange {
  readonly radio?: RadioSetting;
  readonly fault?: Fault;
  /** Where the registration differs from the installed app. */
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
  /** Life of a scrip that the gateway issues; absent: an hour. */
  readonly scripLifeMs?: number;
  /** Tokens of the subscriber that nobody has used yet. */
  readonly unusedTokens?: number;
  /** The SDK is configured to trust a root that is not the one of the token endpoint's chain. */
  readonly trust?: 'another-root';
  /** The SDK is configured with hosts of one plane at which nobody is (dead-hosts.ts). */
  readonly deadHosts?: { readonly plane: Plane; readonly are: 'nowhere' | 'null-address' };
  /** The app's process is new: nothing was set in it, and the defaults are the SDK's own. */
  readonly process?: 'fresh';
  /**
   * The app asks for READ_PHONE_STATE in its manifest, which is the only way to opt in (the guide has no method for it), and its user has
   * refused it or agreed. Absent: the app asks for the permissions of guide 1.2 and no other.
   */
  readonly phoneState?: 'refused' | 'granted';
}
