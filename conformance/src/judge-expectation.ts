import { describeQuery, findNode } from './adb/ui-dump.ts';
import type { Expectation, FieldRule, View } from './check.ts';
import type { GatewayRequest, Observations, RelayConnection, Screen } from './observations.ts';
import type { ProbeEvent } from './probe/messages.ts';
import type { Finding } from './verdict.ts';

type Kind = Expectation['expect'];
type Of<K extends Kind> = Extract<Expectation, { readonly expect: K }>;
/** With a meaning of its own where what was seen means something else than the row foresaw. */
type Seen = Omit<Finding, 'name' | 'meaning' | 'clause'> & Partial<Pick<Finding, 'meaning'>>;

/** One row an expectation: how it is held against what was seen. */
const EVALUATORS: { readonly [K in Kind]: (expectation: Of<K>, seen: Observations) => Seen } = {
  result: judgeResult,
  callbacks: judgeCallbacks,
  requests: ({ plane, operation, exactly, since }, seen) =>
    count(
      requestsOf(operation, seen, since).filter((request) => request.plane === plane).length,
      exactly,
      `${operation} request`,
    ),
  carried: judgeCarried,
  'no-bytes': judgeBytes,
  session: judgeSession,
  trace: judgeTrace,
  value: ({ of, equals }, seen) => same(canonical(equals), canonical(seen.calls[of]?.value ?? null)),
  'page-in': judgePageIn,
  page: judgePage,
  exchange: judgeExchange,
  held: ({ at, since, exactly }, seen) =>
    count(
      (seen.held[at] ?? Number.NaN) - (seen.held[since] ?? Number.NaN),
      exactly,
      'network request kept',
      'network requests kept',
    ),
  'log-clean': (_, seen) =>
    verdict(seen.logLeaks.length === 0, 'no secret in the device log', `${seen.logLeaks.join(', ') || 'no secret'} in the log`),
};

export function evaluate(expectation: Expectation, seen: Observations): Finding {
  const evaluator = EVALUATORS[expectation.expect] as (expectation: Expectation, seen: Observations) => Seen;
  const { name, meaning, clause } = expectation;
  return { name, meaning, ...(clause === undefined ? {} : { clause }), ...evaluator(expectation, seen) };
}

function judgeResult({ call, accept, warn = [], fields = {}, requestCode }: Of<'result'>, seen: Observations): Seen {
  const expected = [accept.join(' or '), ...Object.entries(fields).map(fieldInWords), ...codeInWords(requestCode)].join(', ');
  const observedCall = seen.calls[call];
  if (observedCall === undefined) {
    return { status: 'wrong', expected, observed: `${call} was never called` };
  }
  if (observedCall.threw !== null) {
    return { status: 'wrong', expected, observed: `the SDK threw ${observedCall.threw}` };
  }
  const event = resultsOf(call, seen)[0];
  if (event === undefined) {
    return { status: 'wrong', expected, observed: 'no callback' };
  }
  const json = payloadOf(event);
  const code = json['resultCode'];
  if (typeof code !== 'string') {
    return { status: 'wrong', expected, observed: `resultCode ${JSON.stringify(code) ?? 'absent'}` };
  }
  const lacking = Object.entries(fields).filter(([name, rule]) => !holds(rule, json[name]));
  if (lacking.length > 0) {
    return {
      status: 'wrong',
      expected,
      observed: `${code}, ${lacking.map(([name]) => `${name} ${JSON.stringify(json[name]) ?? 'absent'}`).join(', ')}`,
    };
  }
  if (requestCode !== undefined && event.payload['requestCode'] !== requestCode) {
    return { status: 'wrong', expected, observed: `${code}, requestCode ${JSON.stringify(event.payload['requestCode'])}` };
  }
  if (accept.includes(code)) {
    return { status: 'ok', expected, observed: code };
  }
  return { status: warn.includes(code) ? 'warn' : 'wrong', expected, observed: code };
}

/** An exception in place of the call says more than a callback that did not come. */
function judgeCallbacks({ call, exactly }: Of<'callbacks'>, seen: Observations): Seen {
  const counted = count(resultsOf(call, seen).length, exactly, 'callback');
  const threw = seen.calls[call]?.threw ?? null;
  if (threw !== null) {
    return { ...counted, status: 'wrong', observed: `${counted.observed}: the SDK threw ${threw}` };
  }
  const isSilent = exactly > 0 && resultsOf(call, seen).length === 0;
  return isSilent ? { ...counted, meaning: 'the app was never told how the call ended' } : counted;
}

function judgeCarried({ by, since }: Of<'carried'>, seen: Observations): Seen {
  const expected = `every connection to the gateway over ${BEARERS[by]}`;
  const connections = toGateway(seen, since);
  if (connections === null) {
    return { status: 'unsure', expected, observed: 'the device cannot tell which bearer carried it' };
  }
  if (connections.length === 0) {
    return { status: 'wrong', expected, observed: 'no connection to the gateway' };
  }
  const strays = connections.filter((connection) => connection.bearer !== by);
  const stray = strays[0];
  if (stray === undefined) {
    return { status: 'ok', expected, observed: `over ${BEARERS[by]}` };
  }
  return {
    status: 'wrong',
    expected,
    observed: `over ${BEARERS[stray.bearer]} (${stray.host}:${stray.port}, ${stray.bytesOut} B out)`,
  };
}

const BEARERS = { wifi: 'Wi-Fi', cellular: 'mobile data', loopback: 'loopback' } as const;

function judgeBytes({ over, since }: Of<'no-bytes'>, seen: Observations): Seen {
  const expected = `0 bytes to the gateway on ${BEARERS[over]}`;
  const connections = toGateway(seen, since);
  if (connections === null) {
    return { status: 'unsure', expected, observed: 'the device cannot tell which bearer carried it' };
  }
  const bytes = connections
    .filter((connection) => connection.bearer === over)
    .reduce((sum, one) => sum + one.bytesOut + one.bytesIn, 0);
  return verdict(bytes === 0, expected, `${bytes} bytes on ${BEARERS[over]}`);
}

function judgeSession({ operation }: Of<'session'>, seen: Observations): Seen {
  const expected = `the gateway sees the SIM's session ${seen.facts.simSession}`;
  const request = requestsOf(operation, seen)[0];
  if (request === undefined) {
    return { status: 'wrong', expected, observed: `no ${operation} reached the gateway` };
  }
  return verdict(request.session === seen.facts.simSession, expected, `session ${request.session}`);
}

function judgeTrace({ call, operation }: Of<'trace'>, seen: Observations): Seen {
  const expected = 'traceId is the msgid that the gateway saw';
  const event = resultsOf(call, seen)[0];
  const traceId = event === undefined ? undefined : payloadOf(event)['traceId'];
  const msgids = requestsOf(operation, seen).map((request) => request.fields['msgid']);
  const found = typeof traceId === 'string' && msgids.includes(traceId);
  return verdict(
    found,
    expected,
    found
      ? 'traceId found at the gateway'
      : `traceId ${JSON.stringify(traceId) ?? 'absent'}, gateway saw ${msgids.join(', ') || 'nothing'}`,
  );
}

function judgePageIn({ exactly, before }: Of<'page-in'>, seen: Observations): Seen {
  const shown = seen.events.filter((event) => event.type === 'pageIn');
  const codes = shown.map((event) => String(event.payload['resultCode']));
  const expected = `200087 ${times(exactly)}${before === undefined ? '' : ' and before the result'}`;
  if (codes.length !== exactly || codes.some((code) => code !== '200087')) {
    return { status: 'wrong', expected, observed: codes.length === 0 ? 'page-in never told' : codes.join(', ') };
  }
  const result = before === undefined ? undefined : resultsOf(before, seen)[0];
  const first = shown[0];
  if (result !== undefined && first !== undefined && BigInt(first.atNanos) >= BigInt(result.atNanos)) {
    return { status: 'wrong', expected, observed: '200087 after the result' };
  }
  return { status: 'ok', expected, observed: exactly === 0 ? 'no page' : `200087 ${times(exactly)}` };
}

function judgePage({ look, shows = [], lacks = [] }: Of<'page'>, seen: Observations): Seen {
  const expected = [...shows.map(describeQuery), ...lacks.map((view) => `no ${describeQuery(view)}`)].join(' · ');
  const screen = seen.screens[look];
  if (screen === undefined) {
    return { status: 'wrong', expected, observed: `the screen was not looked at: ${seen.stopped?.reason ?? 'no step did'}` };
  }
  const absent = shows
    .filter((view) => findNode(screen.nodes, view) === null)
    .map((view) => `no view with ${describeQuery(view)}`);
  const unwanted = lacks
    .filter((view) => findNode(screen.nodes, view) !== null)
    .map((view) => `a view with ${describeQuery(view)}`);
  const wrong = [...absent, ...unwanted];
  return verdict(wrong.length === 0, expected, wrong.length === 0 ? shown(shows, screen.nodes) : wrong.join(', '));
}

/** The texts of what was to be seen. */
function shown(views: readonly View[], nodes: Screen['nodes']): string {
  const texts = views.flatMap((view) => findNode(nodes, view)?.text || []);
  return texts.length === 0 ? 'page as expected' : `page shows ${texts.join(' · ')}`;
}

function judgeExchange({ of, resultCode, number }: Of<'exchange'>, seen: Observations): Seen {
  const expected = number === undefined ? resultCode : `${resultCode} and the subscriber's number`;
  const exchanged = seen.exchanges[of];
  if (exchanged === undefined) {
    return { status: 'wrong', expected, observed: 'there was no token to exchange' };
  }
  if (exchanged.resultCode !== resultCode) {
    return { status: 'wrong', expected, observed: exchanged.resultCode };
  }
  if (number === undefined) {
    return { status: 'ok', expected, observed: exchanged.resultCode };
  }
  const isHis = exchanged.msisdn === seen.facts.subscriber;
  return verdict(
    isHis,
    expected,
    isHis ? `${resultCode} and the number` : `${resultCode} and ${exchanged.msisdn === null ? 'no number' : 'another number'}`,
  );
}

function resultsOf(call: string, seen: Observations): readonly ProbeEvent[] {
  const callId = seen.calls[call]?.callId;
  return callId === undefined ? [] : seen.events.filter((event) => event.type === 'result' && event.callId === callId);
}

function payloadOf(event: ProbeEvent): Readonly<Record<string, unknown>> {
  const json = event.payload['json'];
  return json !== null && typeof json === 'object' ? (json as Record<string, unknown>) : {};
}

function requestsOf(operation: string, seen: Observations, since?: string): readonly GatewayRequest[] {
  const after = since === undefined ? 0 : (seen.marks[since]?.journal ?? 0);
  return seen.requests.filter((request) => request.operation === operation && request.id > after);
}

function toGateway(seen: Observations, since?: string): readonly RelayConnection[] | null {
  const after = since === undefined ? 0 : (seen.marks[since]?.relay ?? 0);
  return (
    seen.connections?.filter((connection) => connection.seq > after && seen.facts.gatewayHosts.includes(connection.host)) ?? null
  );
}

function holds(rule: FieldRule, value: unknown): boolean {
  if (typeof rule === 'string') {
    return value === rule;
  }
  if ('oneOf' in rule) {
    return typeof value === 'string' && rule.oneOf.includes(value);
  }
  return typeof value === 'string' && value !== '';
}

function fieldInWords([name, rule]: readonly [string, FieldRule]): string {
  if (typeof rule === 'string') {
    return `${name} "${rule}"`;
  }
  return 'oneOf' in rule ? `${name} ${rule.oneOf.join(' or ')}` : `a ${name}`;
}

function codeInWords(requestCode: number | undefined): readonly string[] {
  return requestCode === undefined ? [] : [`requestCode ${requestCode}`];
}

function count(actual: number, exactly: number, noun: string, nouns = `${noun}s`): Seen {
  const numbered = (number: number): string => `${number} ${number === 1 ? noun : nouns}`;
  return verdict(actual === exactly, numbered(exactly), numbered(actual));
}

function times(number: number): string {
  return number === 1 ? 'once' : `${number} times`;
}

function same(expected: string, observed: string): Seen {
  return verdict(expected === observed, expected, observed);
}

function verdict(isRight: boolean, expected: string, observed: string): Seen {
  return { status: isRight ? 'ok' : 'wrong', expected, observed };
}

/** JSON with its keys in order. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') {
    return JSON.stringify(value) ?? 'undefined';
  }
  return JSON.stringify(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))));
}
