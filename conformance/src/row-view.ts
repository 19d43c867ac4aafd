import type { Plane } from './arrange.ts';
import type { Check } from './check.ts';
import { isTokenHostInClear, planeOf } from './connection-plane.ts';
import { type GatewayRequest, type Observations, type ObservedCall, type RelayConnection, resultJson } from './observations.ts';
import type { ProbeEvent } from './probe/messages.ts';

/** The APIs that answer by a callback. */
export const ASYNC_APIS: readonly string[] = ['getPhoneInfo', 'loginAuth', 'mobileAuth'];

/** A callback as the app got it. */
export interface ResultView {
  readonly code: unknown;
  readonly json: Readonly<Record<string, unknown>>;
  readonly requestCode: unknown;
  readonly thread: string;
  /** elapsedRealtimeNanos of the device. */
  readonly atNanos: bigint;
}

/** An asynchronous call with all that belongs to it. */
export interface CallView extends ObservedCall {
  /** Its name in the row. */
  readonly name: string;
  readonly results: readonly ResultView[];
  /** Requests that reached the gateway while the call was the newest, or while an overlapping one was. */
  readonly requests: readonly GatewayRequest[];
}

/** A connection with what the gateway is to it. */
export interface RowConnection extends RelayConnection {
  /** The plane of the gateway that it goes to; null: none. */
  readonly plane: Plane | null;
  readonly isTokenHostInClear: boolean;
}

/** What laws are judged over: one row and what was seen in it, call by call. */
export interface RowView {
  readonly check: Check;
  readonly seen: Observations;
  readonly calls: readonly CallView[];
  /** Calls that were given no listener: what they do is seen, and nobody hears how they end. */
  readonly unheard: readonly ObservedCall[];
  /** The subject's connections: those of the probe's own raw requests are left out. null: the device keeps no record. */
  readonly connections: readonly RowConnection[] | null;
}

export function rowView(check: Check, seen: Observations): RowView {
  const asynchronous = Object.entries(seen.calls).filter(([, { api }]) => ASYNC_APIS.includes(api));
  const calls = asynchronous.filter(([, { hasListener }]) => hasListener !== false);
  return {
    check,
    seen,
    unheard: asynchronous.map(([, call]) => call).filter(({ hasListener }) => hasListener === false),
    calls: calls.map(([name, call]) => ({
      ...call,
      name,
      results: resultsOf(call, [...seen.events, ...seen.closingEvents]),
      requests: requestsDuring(name, seen),
    })),
    connections:
      seen.connections
        ?.filter((connection) => !isRaw(connection, seen))
        .map((connection) => ({
          ...connection,
          plane: planeOf(connection, seen.facts),
          isTokenHostInClear: isTokenHostInClear(connection, seen.facts),
        })) ?? null,
  };
}

function resultsOf({ callId }: ObservedCall, events: readonly ProbeEvent[]): readonly ResultView[] {
  return events.filter((event) => event.type === 'result' && event.callId === callId).map(resultView);
}

function resultView(event: ProbeEvent): ResultView {
  const json = resultJson(event);
  const { payload, thread, atNanos } = event;
  return { code: json['resultCode'], json, requestCode: payload['requestCode'], thread, atNanos: BigInt(atNanos) };
}

/** Requests from this call's mark up to the mark of the first call started after it ended. */
function requestsDuring(name: string, { calls, events, marks, requests }: Observations): readonly GatewayRequest[] {
  const from = marks[name]?.journal ?? 0;
  const call = calls[name];
  const ended = call === undefined ? undefined : resultsOf(call, events)[0]?.atNanos;
  const later = Object.entries(calls)
    .filter(
      ([other, { api, startedNanos }]) =>
        other !== name && ASYNC_APIS.includes(api) && ended !== undefined && BigInt(startedNanos) > ended,
    )
    .map(([other]) => marks[other]?.journal ?? Number.POSITIVE_INFINITY);
  const to = Math.min(Number.POSITIVE_INFINITY, ...later);
  return requests.filter(({ id, operation }) => operation !== null && id > from && id <= to);
}

/** The probe's own raw request was under way when the connection was opened. */
function isRaw({ openedNanos }: RelayConnection, { raws }: Observations): boolean {
  const opened = BigInt(openedNanos);
  return Object.values(raws).some(
    ({ startedNanos, endedNanos }) => opened >= BigInt(startedNanos) && opened <= BigInt(endedNanos),
  );
}
