import type { Operation, Plane } from './operations.ts';

/** Fault rules as a user writes them (docs/faults.md). */

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

export interface FiredFault {
  readonly id: string;
  readonly effect: FaultEffect['kind'];
}
