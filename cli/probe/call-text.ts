import type { CallReport, Carriage, GatewayRequest, ProbeEvent, RelayConnection } from '../../conformance/src/by-hand.ts';
import { BEARER_NAMES } from '../../conformance/src/by-hand.ts';

const LABEL = 11;

/** A call as app, device and gateway saw it: a line each. */
export function callText(report: CallReport): readonly string[] {
  return [...callbackLines(report), ...carriedLines(report), ...gatewayLines(report)];
}

function callbackLines({ isAsynchronous, events, startedNanos, value }: CallReport): readonly string[] {
  if (!isAsynchronous) {
    return [line('returned', JSON.stringify(value))];
  }
  const results = events.filter(({ type }) => type === 'result');
  const others = events
    .filter(({ type }) => type !== 'result')
    .flatMap((event) => (event.type === 'crash' ? crashLines(event, startedNanos) : [otherLine(event, startedNanos)]));
  if (results.length === 0) {
    return [...others, line('callback', 'none came while it was waited for')];
  }
  const times = results.length === 1 ? 'once' : `${results.length} times`;
  return [...others, ...results.map((event) => line('callback', `${resultText(event, startedNanos)} · ${times}`))];
}

function resultText({ payload, thread, atNanos }: ProbeEvent, startedNanos: string): string {
  const json = (payload['json'] ?? {}) as Readonly<Record<string, unknown>>;
  const { resultCode, desc, resultDesc } = json;
  const code = payload['requestCode'];
  const parts = [
    `resultCode ${resultCode ?? 'absent'}`,
    `desc ${desc ?? resultDesc ?? 'absent'}`,
    `requestCode ${code ?? 'absent'}`,
    ...(json['token'] === undefined ? [] : ['a token']),
    `${thread} thread`,
    `after ${millis(startedNanos, atNanos)} ms`,
  ];
  return parts.join(' · ');
}

const STACK_LINES = 12;

/** The exception that ends the app, with the top of its stack. */
function crashLines({ payload, atNanos }: ProbeEvent, startedNanos: string): readonly string[] {
  const { class: name, message, thread, stack } = payload;
  const frames = typeof stack === 'string' ? stack.split('\n').filter((frame) => frame.startsWith('\tat ')) : [];
  return [
    line('crash', `${name}: ${message} · ${thread} thread · after ${millis(startedNanos, atNanos)} ms`),
    ...frames.slice(0, STACK_LINES).map((frame) => line('', frame.trim())),
  ];
}

function otherLine({ type, payload, atNanos }: ProbeEvent, startedNanos: string): string {
  const text = type === 'pageIn' ? `shown, resultCode ${payload['resultCode'] ?? 'absent'}` : JSON.stringify(payload);
  return line(type === 'pageIn' ? 'page' : type, `${text} · after ${millis(startedNanos, atNanos)} ms`);
}

function carriedLines({ connections, carriage }: CallReport): readonly string[] {
  if (connections === null) {
    return carriage === null
      ? [line('carried', 'not proved: this device keeps no log of its bearers')]
      : [line('carried', carriageText(carriage))];
  }
  if (connections.length === 0) {
    return [line('carried', 'nothing left the device')];
  }
  const bearers = [...new Set(connections.map(({ bearer }) => bearer))];
  return bearers.map((bearer) => {
    const own = connections.filter((connection) => connection.bearer === bearer);
    const hosts = [...new Set(own.map(({ host, port }) => `${host}:${port}`))].join(', ');
    const count = own.length === 1 ? '1 connection' : `${own.length} connections`;
    return line('carried', `${BEARER_NAMES[bearer]}, proved by the handset's log: ${count} to ${hosts} · ${bytes(own)}`);
  });
}

/** By the tables of a device that keeps no log. */
function carriageText({ bytes: sums, sockets, proofs, strength }: Carriage): string {
  const { cellular, wifi } = sums[''] ?? { cellular: 0, wifi: 0 };
  const seen = [...new Set(sockets.map(({ bearer }) => (bearer === 'other' ? 'neither bearer' : BEARER_NAMES[bearer])))];
  const shown = seen.length === 0 ? 'no socket seen' : `sockets over ${seen.join(' and ')}`;
  return `mobile data ${cellular.toLocaleString('en')} B, Wi-Fi ${wifi.toLocaleString('en')} B of the app · ${shown} · proved by ${proofs.join(' and ')} (strength ${strength})`;
}

function bytes(connections: readonly RelayConnection[]): string {
  const sum = (read: (connection: RelayConnection) => number): string =>
    connections.reduce((total, connection) => total + read(connection), 0).toLocaleString('en');
  return `${sum(({ bytesOut }) => bytesOut)} B out, ${sum(({ bytesIn }) => bytesIn)} B in`;
}

function gatewayLines({ requests }: CallReport): readonly string[] {
  return requests.length === 0 ? [line('gateway', 'no request came')] : requests.flatMap(requestLines);
}

function requestLines({ id, operation, session, subscriber, resultCode, fault, trace }: GatewayRequest): readonly string[] {
  const number = subscriber === null ? 'no subscriber' : `${subscriber.slice(0, 3)}****${subscriber.slice(-4)}`;
  const how = fault === null ? `answered ${resultCode ?? 'otherwise than with a code'}` : `fault ${fault}`;
  const refused = trace.find(({ outcome }) => outcome === 'failed' || outcome === 'refused');
  const why =
    refused === undefined
      ? []
      : [line('', `rule ${refused.step} ${refused.name}: ${refused.detail ?? refused.got ?? refused.outcome}`)];
  return [
    line(
      'gateway',
      `${operation ?? 'unknown request'} from ${session === '' ? 'no session' : session} → ${number} · ${how} · journal #${id}`,
    ),
    ...why,
  ];
}

function line(label: string, text: string): string {
  return `${label.padEnd(LABEL)}${text}`;
}

function millis(from: string, to: string): number {
  return Math.round(Number(BigInt(to) - BigInt(from)) / 1e6);
}
