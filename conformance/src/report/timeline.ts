import type { Check, Step } from '../check.ts';
import {
  BEARER_NAMES,
  type GatewayRequest,
  type ObservedCall,
  type RelayConnection,
  type StoredObservations,
} from '../observations.ts';
import type { ProbeEvent } from '../probe/messages.ts';
import { ASYNC_APIS } from '../row-view.ts';
import { stepText } from './step-text.ts';

/** One row on one time line: what the device, its bearers and the gateway did, in milliseconds from the row's first moment. */

export const TRACKS = ['device', 'radio', 'gateway'] as const;
export type Track = (typeof TRACKS)[number];

export interface Moment {
  readonly track: Track;
  readonly fromMs: number;
  /** As `fromMs` where it takes no time. */
  readonly toMs: number;
  /** How it is drawn: a call, a step of the row, a callback, a connection by its bearer, a request. */
  readonly kind: 'call' | 'step' | 'event' | RelayConnection['bearer'] | 'request';
  readonly text: string;
}

/** The bounds of the row's timing, or the time limit of a call. */
interface LimitMark {
  readonly fromMs: number;
  readonly toMs: number;
  readonly text: string;
}

export interface Timeline {
  /** In the order of time. */
  readonly moments: readonly Moment[];
  readonly limits: readonly LimitMark[];
  /** Length of the line. */
  readonly spanMs: number;
  /** False where the clocks of device and gateway cannot be compared: the gateway's track is empty then. */
  readonly hasGateway: boolean;
}

/** The rest of the line after the last moment. */
const MARGIN = 1.04;
/** A limit that lies beyond this many times the row's length is not drawn: everything else would shrink to a point. */
const FAR = 3;

type Timed = Omit<Moment, 'fromMs' | 'toMs'> & { readonly from: bigint; readonly to: bigint };

/** Null where nothing was timed. */
export function timelineOf(check: Check, seen: StoredObservations): Timeline | null {
  const offset = seen.times === undefined ? null : BigInt(seen.times.offsetNanos);
  const timed = [
    ...callsOf(seen),
    ...seen.events.concat(seen.closingEvents).map(eventOf),
    ...(seen.connections ?? []).map(connectionOf),
    ...(offset === null ? [] : [...stepsOf(check, seen, offset), ...seen.requests.map((request) => requestOf(request, offset))]),
  ].toSorted((a, b) => Number(a.from - b.from));
  const [first] = timed;
  if (first === undefined) {
    return null;
  }
  const ms = (nanos: bigint): number => Number(nanos - first.from) / 1e6;
  const moments = timed.map(({ from, to, ...rest }): Moment => ({ ...rest, fromMs: ms(from), toMs: ms(to) }));
  const lengthMs = Math.max(1, ...moments.map(({ toMs }) => toMs));
  const limits = limitsOf(check, seen, ms).filter(({ fromMs }) => fromMs <= lengthMs * FAR);
  const spanMs = Math.max(lengthMs, ...limits.map(({ toMs }) => toMs)) * MARGIN;
  return { moments, limits, spanMs, hasGateway: offset !== null };
}

function callsOf({ calls, events, closingEvents }: StoredObservations): readonly Timed[] {
  return Object.entries(calls).map(([name, call]): Timed => {
    const from = BigInt(call.startedNanos);
    const to = endOf(call, [...events, ...closingEvents]) ?? from;
    const threw = call.threw === null ? '' : `, threw ${call.threw}`;
    return { track: 'device', kind: 'call', from, to, text: `${call.api}() “${name}”${threw}` };
  });
}

/** The first callback of an asynchronous call. */
function endOf({ api, callId }: ObservedCall, events: readonly ProbeEvent[]): bigint | null {
  const result = events.find((event) => event.type === 'result' && event.callId === callId);
  return result === undefined || !ASYNC_APIS.includes(api) ? null : BigInt(result.atNanos);
}

function eventOf({ type, atNanos, thread, payload }: ProbeEvent): Timed {
  const at = BigInt(atNanos);
  return { track: 'device', kind: 'event', from: at, to: at, text: `${EVENTS[type]} ${eventWords(payload)} on thread ${thread}` };
}

const EVENTS: Readonly<Record<ProbeEvent['type'], string>> = {
  result: 'callback',
  pageIn: 'page-in callback',
  listener: 'listener of the theme',
  activity: 'activity created:',
  crash: 'crash',
};

function eventWords(payload: ProbeEvent['payload']): string {
  const { json, resultCode, method, name } = payload;
  const code = json !== null && typeof json === 'object' ? (json as Record<string, unknown>)['resultCode'] : undefined;
  return String(code ?? resultCode ?? method ?? name ?? '');
}

function connectionOf({ bearer, host, port, openedNanos, closedNanos, bytesOut, bytesIn, end }: RelayConnection): Timed {
  const from = BigInt(openedNanos);
  const to = closedNanos === null ? from : BigInt(closedNanos);
  const text = `${BEARER_NAMES[bearer]} to ${host}:${port}: ${bytesOut} B out, ${bytesIn} B in, ${closedNanos === null ? 'still open' : end}`;
  return { track: 'radio', kind: bearer, from, to, text };
}

/** Calls are on the line themselves, and so is what a row waits for. */
const NOT_DRAWN: readonly Step['do'][] = ['call', 'invoke', 'turn', 'await', 'await-request', 'await-page-in', 'watch'];

/** Steps that do something; those that switch the radio are on its track. */
function stepsOf({ act }: Check, { times }: StoredObservations, offset: bigint): readonly Timed[] {
  return (times?.steps ?? []).flatMap(({ step, startedNanos, endedNanos }): readonly Timed[] => {
    const done = act[step];
    if (done === undefined || NOT_DRAWN.includes(done.do)) {
      return [];
    }
    const track = done.do === 'radio' ? 'radio' : 'device';
    const text = stepText(done);
    return [{ track, kind: 'step', from: BigInt(startedNanos) + offset, to: BigInt(endedNanos) + offset, text }];
  });
}

function requestOf({ id, operation, monotonicNanos, resultCode, status, fault }: GatewayRequest, offset: bigint): Timed {
  const at = BigInt(monotonicNanos) + offset;
  const answer = resultCode ?? (status === null ? 'no answer' : `HTTP ${status}`);
  const text = `#${id} ${operation ?? 'no operation'}: ${answer}${fault === null ? '' : ` (fault ${fault})`}`;
  return { track: 'gateway', kind: 'request', from: at, to: at, text };
}

function limitsOf({ timing }: Check, { calls }: StoredObservations, ms: (nanos: bigint) => number): readonly LimitMark[] {
  const timed = timing === undefined ? undefined : calls[timing.call];
  if (timing !== undefined && timed !== undefined) {
    const at = ms(BigInt(timed.startedNanos));
    const text = `callback of “${timing.call}” allowed from ${timing.lowerMs} to ${timing.upperMs} ms after its call`;
    return [{ fromMs: at + timing.lowerMs, toMs: at + timing.upperMs, text }];
  }
  return Object.entries(calls)
    .filter(([, { api }]) => ASYNC_APIS.includes(api))
    .map(([name, { startedNanos, limitMs }]) => {
      const at = ms(BigInt(startedNanos)) + limitMs;
      return { fromMs: at, toMs: at, text: `time limit of “${name}”: ${limitMs} ms` };
    });
}
