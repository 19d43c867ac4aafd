import type { Bearer } from './check.ts';
import type { HostRoute } from './device/host-route.ts';
import type { SetClock } from './device/wall-clock.ts';
import type { ScreenRecord } from './page/screen-record.ts';
import type { NetworkState, Permissions, ProbeEvent, ProbeThread, RawAnswer } from './probe/messages.ts';
import type { Carriage } from './proofs/carriage.ts';
import type { Stop } from './stop.ts';

/** All that was observed while one check ran: input of the judge, and stored as evidence. Serialisable. */
export interface Observations {
  readonly calls: Readonly<Record<string, ObservedCall>>;
  readonly events: readonly ProbeEvent[];
  /** The gateway's journal since the canaries. */
  readonly requests: readonly GatewayRequest[];
  /** The device's connections since the canaries; null where the device keeps no record of them. */
  readonly connections: readonly RelayConnection[] | null;
  /** The names that the app looked up since the row before, where the device keeps a record; absent in evidence of older versions. */
  readonly lookups?: readonly Lookup[];
  /** What else proves who carried what, where the device keeps no such record; absent where nothing does, or the row needs no proof. */
  readonly carriage?: Carriage;
  /** Where each named step began, as positions in the gateway's journal and the device's connection log. */
  readonly marks: Readonly<Record<string, Mark>>;
  readonly screens: Readonly<Record<string, Screen>>;
  readonly exchanges: Readonly<Record<string, Exchanged>>;
  readonly held: Readonly<Record<string, number>>;
  /** The app's threads at named steps; absent in evidence of older versions. */
  readonly threads?: Readonly<Record<string, readonly ProbeThread[]>>;
  /** What was another for the whole process at named steps; absent in evidence of older versions. */
  readonly defaults?: Readonly<Record<string, readonly string[]>>;
  /** Activities that had ended and were in memory at named steps; absent in evidence of older versions. */
  readonly kept?: Readonly<Record<string, readonly string[]>>;
  readonly raws: Readonly<Record<string, RawAnswer>>;
  readonly log: readonly string[];
  /** Secrets of this run that stand where they must not. */
  readonly leaks: readonly Leak[];
  /** Network requests that the app held at the system. */
  readonly networkRequests: HeldNetworkRequests;
  /** Moments at which the process was bound to a network. */
  readonly bound: readonly string[];
  /** Activities of the subject that were there when the row ended. */
  readonly pages: readonly string[];
  /** Those of them after a quitAuthActivity() that no later call followed. */
  readonly pagesAfterQuit: readonly string[];
  /** Callbacks that came when the row had ended and the calls that it left open were closed. */
  readonly closingEvents: readonly ProbeEvent[];
  /** What the steps set the device's wall clock to; absent in evidence of older versions. */
  readonly clocks?: Readonly<Record<string, SetClock>>;
  readonly clock: ClockError | null;
  readonly canaries: readonly CanaryReport[];
  /** The step that could not be performed; no later step was tried. */
  readonly stopped: ({ readonly step: number } & Stop) | null;
  /** How the app's process ended, or that its main thread hangs, while it was judged. */
  readonly crash: string | null;
  /** How the bench itself ran meanwhile; absent in evidence of older versions. */
  readonly bench?: BenchReport | null;
  readonly facts: Facts;
  /** When the steps were performed; absent in evidence of older versions. */
  readonly times?: RowTimes;
}

/** As a folder of evidence has them: the log is a file of its own. */
export type StoredObservations = Omit<Observations, 'log'>;

/** The moments of a row that this machine's clock has taken, and how that clock stands to the device's. Only pictures use them; no verdict does. */
interface RowTimes {
  /** What has to be added to a time of this machine (of a step, of the gateway's journal) to have it on the device's clock. */
  readonly offsetNanos: string;
  readonly steps: readonly StepTime[];
}

export interface StepTime {
  /** Place in the row's `act`, from 0. */
  readonly step: number;
  readonly startedNanos: string;
  readonly endedNanos: string;
}

/** Values that expectations are compared with and that no row can know. */
export interface Facts {
  /** Address of the SIM's bearer session. */
  readonly simSession: string;
  readonly subscriber: string;
  /** Host names by which the subject reaches the gateway. */
  readonly gatewayHosts: readonly string[];
  /** Those of them that number requests go to. */
  readonly numberHosts: readonly string[];
  /** The one that token requests go to; null where the device does not distinguish hosts. */
  readonly tokenHost: string | null;
  /** Hosts of the subject's own that were led to the gateway; absent where there are none. */
  readonly routes?: readonly HostRoute[];
}

export interface ObservedCall {
  readonly api: string;
  readonly callId: string;
  readonly startedNanos: string;
  readonly value: unknown;
  /** The exception that the SDK threw out of the call. */
  readonly threw: string | null;
  /** What its callback must echo; -1 where none was passed. */
  readonly requestCode: number;
  /** The time limit that was in force, as the row set it. */
  readonly limitMs: number;
  /** The bearers that were up when it was entered. */
  readonly bearers: Readonly<Record<Bearer, boolean>>;
  /** operatortype of the SIM that carried data when it was entered; absent or null where nobody knows it. */
  readonly operatorType?: string | null;
  /** False: the SDK was given null for its listener, so no result can come. Absent: it was given one. */
  readonly hasListener?: boolean;
  /** The row passed an app id or key of its own. */
  readonly hasOwnKeys: boolean;
}

/** What is known of a call as it is entered. */
export type CallFacts = Omit<ObservedCall, 'startedNanos' | 'value' | 'threw'>;

/** A secret of this run in a place where it must not stand. */
export interface Leak {
  readonly where: 'log' | 'file' | 'wire' | 'broadcast';
  /** The secret's name, never the secret. */
  readonly secret: string;
  /** The file, the connection, or the log's line number. */
  readonly place: string;
}

export interface HeldNetworkRequests {
  readonly before: number;
  /** Once they had time to come down to what they were before; null where the process was gone. */
  readonly after: number | null;
  readonly waitedMs: number;
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
  /** HTTP status of the answer; null where none was sent. */
  readonly status: number | null;
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
  readonly bearer: 'wifi' | 'cellular' | 'vpn' | 'loopback';
  readonly host: string;
  readonly port: number;
  readonly package: string;
  readonly openedNanos: string;
  readonly closedNanos: string | null;
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly end: string;
}

/** What messages call that over which a connection goes. */
export const BEARER_NAMES: Readonly<Record<RelayConnection['bearer'], string>> = {
  cellular: 'mobile data',
  wifi: 'Wi-Fi',
  vpn: 'the VPN',
  loopback: 'loopback',
};

/** A name that the app has looked up. */
export interface Lookup {
  readonly seq: number;
  readonly bearer: Bearer | 'vpn';
  readonly name: string;
  readonly package: string;
  readonly answered: boolean;
  /** elapsedRealtimeNanos of the device. */
  readonly atNanos: string;
}

export interface Screen extends ScreenRecord {
  /** Files in the evidence folder. */
  readonly screenshot: string;
  readonly tree: string;
}

export interface Exchanged {
  readonly status: number;
  readonly resultCode: string;
  /** The whole number as answered; redacted before anything is written. */
  readonly msisdn: string | null;
}

/** What the heartbeat saw while the row ran (heartbeat.ts). */
export interface BenchReport {
  /** Answers of the probe's clock. */
  readonly beats: number;
  /** The longest time without an answer, or in which this process's own timer was late. */
  readonly longestStillMs: number;
  /** All such times together; 0 on a quiet machine. */
  readonly stillMs: number;
  /** Threads of this machine that wanted to run, on average; null where the system does not say. */
  readonly runnable: number | null;
  readonly cores: number;
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

/** The guide has three names for the description of a result (2.3): an SDK has one of them. */
export const DESCRIPTIONS = ['desc', 'resultString', 'resultDesc'] as const;

/** The value of a field of a result; `desc` is the description, whatever the SDK calls it. */
export function fieldOf(json: Readonly<Record<string, unknown>>, name: string): unknown {
  return name === 'desc' ? DESCRIPTIONS.map((one) => json[one]).find((value) => value !== undefined) : json[name];
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
