import type { z } from 'zod';
import type { effectSchema } from './fault-effect.ts';
import type { whenSchema } from './fault-when.ts';
import type { Operation, Plane } from './operations.ts';

/** Fault rules (docs/faults.md). */

type Immutable<T> = T extends unknown ? { readonly [K in keyof T]: T[K] } : never;

/**
 * What a fault rule does. Each kind acts at one stage, and at each stage the oldest rule that fires acts: a delay and a reset can act on one answer.
 * model/fault-effect.ts has a row for each kind.
 */
export type FaultEffect = Immutable<z.output<typeof effectSchema>>;

/** The four faults of WireMock, by its names: close without a byte, 200 and garbage, garbage alone, a real RST. */
export type SocketFault = Extract<FaultEffect, { kind: 'socket' }>['fault'];

export type TlsFault = Extract<FaultEffect, { kind: 'tls' }>['fault'];

export type StateChange = Extract<FaultEffect, { kind: 'state' }>['change'];

/** Which of the matching requests a rule fires for; all of them if absent. */
export type FaultWhen = Immutable<z.output<typeof whenSchema>>;

export interface FaultRule {
  readonly plane: Plane;
  readonly operation?: Operation;
  /** Values that fields of the parsed request must have, by wire name (`appid`, `msgid`, …). */
  readonly match?: Readonly<Record<string, string>>;
  readonly when?: FaultWhen;
  /** How often the rule may fire; absent: without limit. */
  readonly times?: number;
  /** How long the rule is armed, on the scope's clock. */
  readonly ttlMs?: number;
  readonly effect: FaultEffect;
}

export interface ArmedFault extends FaultRule {
  readonly id: string;
  readonly hits: number;
  /** Why it has not acted yet, in words; null where it has. */
  readonly whyIdle: string | null;
}

export interface FiredFault {
  readonly id: string;
  readonly effect: FaultEffect['kind'];
}
