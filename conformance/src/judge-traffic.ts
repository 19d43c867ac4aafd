import type { Plane } from './arrange.ts';
import { planeOf } from './connection-plane.ts';
import { describeReach, reachOf } from './gateway-reach.ts';
import { judgeCarriage, judgeSilence, NO_RECORD } from './judge-carriage.ts';
import { countOf, type ExpectationOf, type Result, resultOf } from './judge-compare.ts';
import {
  BEARER_NAMES,
  gatewayConnections,
  type Observations,
  type RelayConnection,
  requestsOf,
  resultJson,
  resultsOf,
} from './observations.ts';
import { operatorMillis, operatorStampOf } from './wait.ts';

const LOOPBACK = '127.0.0.1';

export function judgeCarried({ by, since, plane }: ExpectationOf<'carried'>, observations: Observations): Result {
  const expected = `every connection to the gateway over ${BEARER_NAMES[by]}`;
  const connections = connectionsOf(plane, observations, since);
  if (connections === null) {
    return { expected, ...judgeCarriage({ by, since, plane }, observations) };
  }
  if (connections.length === 0) {
    return { status: 'wrong', expected, observed: 'no connection to the gateway' };
  }
  const other = connections.find((connection) => connection.bearer !== by);
  if (other === undefined) {
    return { status: 'ok', expected, observed: `over ${BEARER_NAMES[by]}` };
  }
  const observed = `over ${BEARER_NAMES[other.bearer]} (${other.host}:${other.port}, ${other.bytesOut} B out)`;
  return { status: 'wrong', expected, observed };
}

export function judgeBytes({ over, since, plane }: ExpectationOf<'no-bytes'>, observations: Observations): Result {
  const expected = `0 bytes to the gateway on ${BEARER_NAMES[over]}`;
  const connections = connectionsOf(plane, observations, since);
  if (connections === null) {
    return { expected, ...(over === 'vpn' ? NO_RECORD : judgeSilence({ over, since, plane }, observations)) };
  }
  const bytes = connections
    .filter((connection) => connection.bearer === over)
    .reduce((sum, connection) => sum + connection.bytesOut + connection.bytesIn, 0);
  return resultOf(bytes === 0, expected, `${bytes} bytes on ${BEARER_NAMES[over]}`);
}

function connectionsOf(
  plane: Plane | undefined,
  observations: Observations,
  since: string | undefined,
): readonly RelayConnection[] | null {
  const connections = gatewayConnections(observations, since);
  return plane === undefined ? connections : (connections?.filter((one) => planeOf(one, observations.facts) === plane) ?? null);
}

/** Where a request is due, the row's meaning speaks of one kind of wrong count; the count itself is what was seen. */
export function judgeRequests(
  { plane, operation, exactly, since }: ExpectationOf<'requests'>,
  observations: Observations,
): Result {
  const { length } = requestsOf(operation, observations, since).filter((request) => request.plane === plane);
  const result = countOf(length, exactly, [`${operation} request`]);
  if (result.status === 'ok' || exactly === 0) {
    return result;
  }
  const from = since === undefined ? '' : ` from "${since}" on`;
  const meaning =
    length === 0 ? `no ${operation} request reached the gateway${from}` : `the gateway counted ${result.observed}${from}`;
  return { ...result, meaning };
}

export function judgeSpeaks({ operation }: ExpectationOf<'speaks'>, observations: Observations): Result {
  const hasSpoken = requestsOf(operation, observations).length > 0 || reachOf(observations) === 'dialect';
  return resultOf(hasSpoken, `a ${operation} request at the gateway`, describeReach(observations));
}

/** A request's clock may be this far from the device's: the suite reads neither at the moment of the other. */
const SAME_TIME_MS = 60_000;

/** Requests from before the first step that set the clock are not judged: what the device's clock showed then is not known. */
export function judgeSentAt({ operation }: ExpectationOf<'sent-at'>, observations: Observations): Result {
  const clocks = Object.entries(observations.clocks ?? {}).toSorted(([, a], [, b]) =>
    Number(BigInt(a.atNanos) - BigInt(b.atNanos)),
  );
  const judged = requestsOf(operation, observations).flatMap((request) => {
    const clock = clocks.findLast(([, { atNanos }]) => BigInt(request.monotonicNanos) >= BigInt(atNanos));
    return clock === undefined ? [] : [{ request, clock: clock[1] }];
  });
  const expected = "the device's time in Asia/Shanghai in every request";
  if (judged.length < clocks.length) {
    return { status: 'wrong', expected, observed: `${judged.length} ${operation} requests since the clock was set` };
  }
  if (judged.every(({ request }) => request.fields['systemtime'] === undefined)) {
    // A dialect without it; one that has it refuses a request without it.
    return { status: 'ok', expected, observed: `no ${operation} request says a time` };
  }
  const wrongOnes = judged.flatMap(({ request, clock }) => {
    const sinceMs = Number(BigInt(request.monotonicNanos) - BigInt(clock.atNanos)) / 1e6;
    const shown = clock.millis + sinceMs;
    const sent = request.fields['systemtime'] ?? 'no systemtime';
    return Math.abs(operatorMillis(sent) - shown) <= SAME_TIME_MS
      ? []
      : [`${sent} where the clock showed ${operatorStampOf(shown)}`];
  });
  return resultOf(wrongOnes.length === 0, expected, wrongOnes[0] ?? `${judged.length} requests have it`);
}

export function judgeSession({ operation }: ExpectationOf<'session'>, observations: Observations): Result {
  const { simSession } = observations.facts;
  const expected = `the gateway sees the SIM's session ${simSession}`;
  const request = requestsOf(operation, observations)[0];
  if (request === undefined) {
    return { status: 'wrong', expected, observed: `no ${operation} reached the gateway` };
  }
  if (simSession === LOOPBACK) {
    // An emulator's 10.0.2.2 and adb reverse: the address says nothing here, whatever the SDK did.
    return { status: 'info', expected, observed: 'the gateway sees one address for both bearers here' };
  }
  return resultOf(request.session === simSession, expected, `session ${request.session}`);
}

export function judgeTrace({ call, operation }: ExpectationOf<'trace'>, observations: Observations): Result {
  const expected = 'traceId is the msgid that the gateway saw';
  const event = resultsOf(call, observations)[0];
  const traceId = event === undefined ? undefined : resultJson(event)['traceId'];
  const msgids = requestsOf(operation, observations).map((request) => request.fields['msgid']);
  if (typeof traceId === 'string' && msgids.includes(traceId)) {
    return { status: 'ok', expected, observed: 'traceId seen at the gateway' };
  }
  const observed = `traceId ${JSON.stringify(traceId) ?? 'absent'}, gateway saw ${msgids.join(', ') || 'nothing'}`;
  return { status: 'wrong', expected, observed };
}
