import type { UiNode } from './adb/ui-dump.ts';
import type { NetworkState, Permissions, ProbeEvent, RawAnswer } from './probe/messages.ts';

/** All that was seen while one check ran: what the judge judges, and what is kept as evidence. Serialisable. */
export interface Observations {
  readonly calls: Readonly<Record<string, ObservedCall>>;
  readonly events: readonly ProbeEvent[];
  /** The gateway's journal since the canaries. */
  readonly requests: readonly GatewayRequest[];
  /** The device's connections since the canaries; null where the device cannot tell. */
  readonly connections: readonly RelayConnection[] | null;
  /** Where each named step began, in the gateway's and the device's own counting. */
  readonly marks: Readonly<Record<string, Mark>>;
  readonly screens: Readonly<Record<string, Screen>>;
  readonly exchanges: Readonly<Record<string, Exchanged>>;
  readonly held: Readonly<Record<string, number>>;
  readonly raws: Readonly<Record<string, RawAnswer>>;
  readonly log: readonly string[];
  /** Secrets of this run found in the log, by their names. */
  readonly logLeaks: readonly string[];
  readonly clock: ClockError | null;
  readonly canaries: readonly CanaryReport[];
  /** A step that could not be done, after which no further was tried. */
  readonly stopped: { readonly step: number; readonly reason: string } | null;
  /** The app's process ended while it was judged. */
  readonly crash: string | null;
  readonly facts: Facts;
}

/** What expectations are compared with that is not in the row. */
export interface Facts {
  /** Address of the SIM's bearer session. */
  readonly simSession: string;
  readonly subscriber: string;
  /** Names by which the subject reaches the gateway. */
  readonly gatewayHosts: readonly string[];
}

interface ObservedCall {
  readonly api: string;
  readonly callId: string;
  readonly startedNanos: string;
  readonly value: unknown;
  /** The SDK threw instead of taking the call. */
  readonly threw: string | null;
}

export interface Mark {
  /** Last journal id before the step. */
  readonly journal: number;
  /** Last connection of the device before the step. */
  readonly relay: number;
}

export interface GatewayRequest {
  readonly id: number;
  readonly monotonicNanos: string;
  readonly plane: string;
  readonly operation: string | null;
  readonly session: string;
  readonly subscriber: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly trace: readonly GatewayStep[];
  readonly fault: string | null;
  readonly resultCode: string | null;
}

/** A check of the gateway, as its journal tells it. */
export interface GatewayStep {
  readonly step: number;
  readonly name: string;
  readonly outcome: string;
  readonly expected?: string;
  readonly got?: string;
  readonly detail?: string;
}

export interface RelayConnection {
  readonly seq: number;
  readonly bearer: 'wifi' | 'cellular' | 'loopback';
  readonly host: string;
  readonly port: number;
  readonly package: string;
  readonly openedNanos: string;
  readonly closedNanos: string | null;
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly end: string;
}

export interface Screen {
  /** File in the evidence folder. */
  readonly screenshot: string;
  readonly nodes: readonly UiNode[];
}

export interface Exchanged {
  readonly status: number;
  readonly resultCode: string;
  /** Whole number as answered; redacted before anything is written. */
  readonly msisdn: string | null;
}

export interface ClockError {
  /** Half of the longest round trip plus the drift between the two readings. */
  readonly errorMs: number;
  readonly roundTripMs: number;
  readonly driftMs: number;
}

export interface CanaryReport {
  readonly expected: string;
  readonly observed: string;
  readonly holds: boolean;
  readonly raw: RawAnswer | NetworkState | Permissions;
}
