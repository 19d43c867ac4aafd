import { isIP } from 'node:net';
import type { Bearer, HostPlace } from '../device.ts';
import { isNeutralAddress } from './name-table.ts';
import { CLAT_ADDRESS, embedded, synthesized } from './nat64.ts';
import type { RadioMachine } from './radio.ts';
import { plainHost } from './route-name.ts';
import { isLoopbackHost } from './route-table.ts';
import { ConnectError } from './upstream.ts';

/** The payload of CONNECT (handset/PROTOCOL.md §2). RESOLVE has bearer and host of it. */
export interface ConnectRequest {
  readonly bearer: 'wifi' | 'cellular' | 'vpn' | 'default';
  readonly host: string;
  readonly port: number;
  /** 0: no limit. */
  readonly timeoutMs: number;
  /** The app has sent a datagram, which is logged and not carried. */
  readonly isDatagram: boolean;
}

/** The part of a log record that is known before the connection is opened. */
export interface ConnectionLabel {
  readonly bearer: Bearer;
  readonly over?: 'wifi' | 'cellular';
  /** The name, if one is known, else the address. */
  readonly host: string;
}

export interface Plan {
  readonly target: { readonly host: string; readonly port: number };
  readonly session: string | null;
  readonly localAddress: string;
  /** The loopback address that the connection comes from; absent: the system's choice. */
  readonly source?: string;
  /** The address that the app sees: the bearer-neutral address of the name. */
  readonly remoteAddress: string;
}

export function parseConnect(payload: Buffer): ConnectRequest {
  const body = parseBody(payload);
  const port = body['port'];
  const timeoutMs = body['timeoutMs'];
  if (typeof port !== 'number' || port < 1 || port > 65535) {
    throw badRequest(`port ${String(port)}`);
  }
  return {
    bearer: bearerOf(body['bearer']),
    host: hostOf(body['host']),
    port,
    timeoutMs: typeof timeoutMs === 'number' ? timeoutMs : 0,
    isDatagram: body['datagram'] === true,
  };
}

export function parseResolve(payload: Buffer): Pick<ConnectRequest, 'bearer' | 'host'> {
  const body = parseBody(payload);
  return { bearer: bearerOf(body['bearer']), host: hostOf(body['host']) };
}

/** A connection over a bearer that is down is logged under the requested bearer. */
export function labelOf(request: ConnectRequest, radio: RadioMachine): ConnectionLabel {
  if (isLoopbackHost(request.host)) {
    return { bearer: 'loopback', host: request.host };
  }
  const address = embedded(request.host) ?? request.host;
  const name = radio.names.nameOf(address) ?? plainHost(address);
  const requested = request.bearer === 'default' ? 'wifi' : request.bearer;
  const bearer = radio.bearerFor(request.bearer) ?? requested;
  return { bearer, ...(bearer === 'vpn' ? { over: radio.below(bearer) } : {}), host: name };
}

/** Plans a connection over a network bearer. Throws ConnectError where the network of a phone would refuse. */
export function planConnection(request: ConnectRequest, host: string, radio: RadioMachine): Plan {
  const bearer = radio.bearerFor(request.bearer);
  if (bearer === null) {
    throw new ConnectError(
      'UNREACHABLE',
      `connect to ${host}:${request.port}: bearer "${request.bearer}" is down (network is unreachable)`,
    );
  }
  const place = radio.hostAt(host);
  if (place !== null) {
    return planToHost(request, place, { bearer: radio.below(bearer), localAddress: radio.addressOf(bearer) });
  }
  if (isIP(host) === 4 && isNeutralAddress(host)) {
    // No route of every host leads an address that belongs to no name.
    throw noRoute(host);
  }
  const answer = radio.routeTable.find(host, request.port);
  if (answer.kind === 'unknown') {
    throw radio.namesThatExist === 'all' && isIP(host) === 0 ? notRouted(host, request.port) : noRoute(host);
  }
  if (answer.kind === 'no-port') {
    throw new ConnectError(
      'REFUSED',
      `connect to ${host}:${request.port}: the name has routes, but none for this port (cmd quhao route list)`,
    );
  }
  const remoteAddress = isIP(host) === 0 ? radio.names.addressOf(host.toLowerCase()) : host;
  return {
    target: answer.route,
    session: answer.route.session ? radio.sessionOf(bearer) : null,
    ...endsOf(request, { own: radio.addressOf(bearer), ipv6: radio.ipv6Of(bearer), remoteAddress }),
  };
}

interface Ends {
  readonly own: string;
  readonly ipv6: string | null;
  readonly remoteAddress: string;
}

/** The addresses that the app sees. On a network of IPv6 alone a name has an IPv6 address, and an IPv4 address is translated on the device. */
function endsOf(
  { host, port }: ConnectRequest,
  { own, ipv6, remoteAddress }: Ends,
): Pick<Plan, 'localAddress' | 'remoteAddress'> {
  const isTranslated = embedded(host) !== null;
  if (ipv6 === null) {
    if (isTranslated) {
      throw new ConnectError('UNREACHABLE', `connect to ${host}:${port}: network is unreachable; this bearer has no IPv6`);
    }
    return { localAddress: own, remoteAddress };
  }
  return isTranslated || isIP(host) === 0
    ? { localAddress: ipv6, remoteAddress: synthesized(remoteAddress) }
    : { localAddress: CLAT_ADDRESS, remoteAddress };
}

/** An emulator's 10.0.2.2, and a phone's ways to this machine: its loopback, without a session. */
function planToHost(
  { port }: ConnectRequest,
  { address, bearers, sources }: HostPlace,
  { bearer, localAddress }: { readonly bearer: 'wifi' | 'cellular'; readonly localAddress: string },
): Plan {
  if (!bearers.includes(bearer)) {
    throw new ConnectError('UNREACHABLE', `connect to ${address}:${port}: bearer "${bearer}" does not lead to this machine`);
  }
  const source = sources === null ? {} : { source: sources[bearer] };
  return { target: { host: '127.0.0.1', port }, session: null, localAddress, remoteAddress: address, ...source };
}

/** The addresses of a name; null when it does not exist on the bearer. */
export function resolveName(request: Pick<ConnectRequest, 'bearer' | 'host'>, radio: RadioMachine): readonly string[] | null {
  if (isLoopbackHost(request.host)) {
    return [request.host === '::1' ? '::1' : '127.0.0.1'];
  }
  if (isIP(request.host) !== 0) {
    return [request.host];
  }
  const bearer = radio.bearerFor(request.bearer);
  if (bearer === null || !radio.hasName(request.host)) {
    return null;
  }
  const address = radio.names.addressOf(request.host.toLowerCase());
  return [radio.ipv6Of(bearer) === null ? address : synthesized(address)];
}

function notRouted(host: string, port: number): ConnectError {
  return new ConnectError(
    'REFUSED',
    `connect to ${host}:${port}: every name exists here (cmd quhao names), but no route leads it (cmd quhao route set ${host}:${port} 127.0.0.1:PORT)`,
  );
}

function noRoute(host: string): ConnectError {
  if (isIP(host) === 0) {
    return new ConnectError(
      'UNKNOWN_HOST',
      `unable to resolve "${host}": no route has this name (cmd quhao route set ${host} 127.0.0.1:PORT)`,
    );
  }
  const hint = isNeutralAddress(host)
    ? 'no name of this handset has that address'
    : 'nothing leaves this machine except by a route';
  return new ConnectError('UNREACHABLE', `connect to ${host}: network is unreachable; ${hint}`);
}

function parseBody(payload: Buffer): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(payload.toString('utf8'));
    if (typeof body === 'object' && body !== null) {
      return body as Readonly<Record<string, unknown>>;
    }
  } catch (error) {
    throw badRequest(String(error));
  }
  throw badRequest('no JSON object');
}

function bearerOf(value: unknown): ConnectRequest['bearer'] {
  if (value === 'wifi' || value === 'cellular' || value === 'vpn' || value === 'default') {
    return value;
  }
  throw badRequest(`bearer ${String(value)}`);
}

function hostOf(value: unknown): string {
  if (typeof value === 'string' && value !== '') {
    return value;
  }
  throw badRequest(`host ${String(value)}`);
}

function badRequest(what: string): ConnectError {
  return new ConnectError('DENIED', `the app's runtime sent a request that handset/PROTOCOL.md §2 does not know: ${what}`);
}
