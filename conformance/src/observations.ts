import type { UiNode } from './adb/ui-dump.ts';
import type { NetworkState, Permissions, ProbeEvent, RawAnswer } from './probe/messages.ts';

/** All that was observed while one check ran: input of the judge, and stored as evidence. Serialisable. */
export interface Observations {
  readonly calls: Readonly<Record<string, ObservedCall>>;
  readonly events: readonly ProbeEvent[];
  /** The gateway's journal since the canaries. */
  readonly requests: readonly GatewayRequest[];
  /** The device's connections since the canaries; null where the device keeps no record of them. */
  readonly connections: readonly RelayConnection[] | null;
  /** Where each named step began, as positions in the gateway's journal and the device's connection log. */
  readonly marks: Readonly<Record<string, Mark>>;
  readonly screens: Readonly<Record<string, Screen>>;
  readonly exchanges: Readonly<Record<string, Exchanged>>;
  readonly held: Readonly<Record<string, number>>;
  readonly raws: Readonly<Record<string, RawAnswer>>;
  readonly log: readonly string[];
  /** Names of this run's secrets that the log contains. */
  readonly logLeaks: readonly string[];
  readonly clock: ClockError | null;
  readonly canaries: readonly CanaryReport[];
  /** The step that could not be performed; no later step was tried. */
  readonly stopped: { readonly step: number; readonly reason: string } | null;
  /** How the app's process ended while it was judged. */
  readonly crash: string | null;
  readonly facts: Facts;
}

/** Values that expectations are compared with and that no row can know. */
export interface Facts {
  /** Address of the SIM's bearer session. */
  readonly simSession: string;
  readonly subscriber: string;
  /** Host names by which the subject reaches the gateway. */
  readonly gatewayHosts: readonly string[];
}

interface ObservedCall {
  readonly api: string;
  readonly callId: string;
  readonly startedNanos: string;
  readonly value: unknown;
  /** The exception that the SDK threw out of the call. */
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

/** One rule of the gateway and its result, from the journal. */
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
  /** The whole number as answered; redacted before anything is written. */
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

/** Result callbacks of a named call. */
export function resultsOf(call: string, observations: Observations): readonly ProbeEvent[] {
  const callId = observations.calls[call]?.callId;
  return callId === undefined ? [] : observations.events.filter((event) => event.type === 'result' && event.callId === callId);
}

/** The JSON object that a callback delivered; empty where it delivered something else. */
export function resultJson(event: ProbeEvent): Readonly<Record<string, unknown>> {
  const json = event.payload['json'];
  return json !== null && typeof json === 'object' ? (json as Record<string, unknown>) : {};
}

/** Requests of an operation, from the beginning or from a named step on. */
export function requestsOf(operation: string, observations: Observations, since?: string): readonly GatewayRequest[] {
  const after = since === undefined ? 0 : (observations.marks[since]?.journal ?? 0);
  return observations.requests.filter((request) => request.operation === operation && request.id > after);
}

/** Connections to the gateway, from the beginning or from a named step on; null where the device keeps no record of them. */
export function gatewayConnections(observations: Observations, since?: string): readonly RelayConnection[] | null {
  const { connections, facts, marks } = observations;
  const after = since === undefined ? 0 : (marks[since]?.relay ?? 0);
  return connections?.filter(({ seq, host }) => seq > after && facts.gatewayHosts.includes(host)) ?? null;
}
