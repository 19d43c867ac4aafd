import { isIP } from 'node:net';
import type { Plane } from '../arrange.ts';
import { UsageError } from '../errors.ts';

/** A host that the SDK asks by itself, and the plane of the gateway that it is led to. */
export interface HostRoute {
  /** A name in lower case, an address, or `*` for every host that has no route of its own. */
  readonly host: string;
  /** null: every port. */
  readonly port: number | null;
  readonly plane: Plane;
}

const ANY_HOST = '*';

const FORM = 'write it as HOST[:PORT]=bearer or HOST[:PORT]=token; HOST is a name, an address ([2001:db8::1]:443) or *';
const NAME = /^(?=.{1,253}$)[0-9a-z_]([0-9a-z_-]{0,61}[0-9a-z_])?(\.[0-9a-z_]([0-9a-z_-]{0,61}[0-9a-z_])?)*$/;

/** Reads the value of `--route`. Throws UsageError. */
export function parseHostRoute(text: string): HostRoute {
  const at = text.lastIndexOf('=');
  const plane = text.slice(at + 1);
  const place = placeOf(text.slice(0, Math.max(at, 0)));
  if (place === null || (plane !== 'bearer' && plane !== 'token')) {
    throw new UsageError(`--route "${text}": ${FORM}`);
  }
  return { ...place, plane };
}

function placeOf(text: string): Pick<HostRoute, 'host' | 'port'> | null {
  if (isIP(text) === 6) {
    return { host: shortAddress(text), port: null };
  }
  const [, bracketed, bracketedPort] = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text) ?? [];
  const [, plain = '', plainPort] = bracketed === undefined ? (/^([^:]+)(?::(\d{1,5}))?$/.exec(text) ?? []) : [];
  const host = bracketed ?? plain.toLowerCase();
  const portText = bracketed === undefined ? plainPort : bracketedPort;
  const port = portText === undefined ? null : Number(portText);
  const isHost = bracketed === undefined ? host === ANY_HOST || isIP(host) === 4 || isName(host) : isIP(bracketed) === 6;
  const isPort = port === null || (port >= 1 && port <= 65_535);
  return isHost && isPort ? { host: shortAddress(host), port } : null;
}

/** A text of four numbers that is no address is no name either. */
function isName(host: string): boolean {
  return NAME.test(host) && !/^[\d.]+$/.test(host);
}

function shortAddress(host: string): string {
  return isIP(host) === 6 ? new URL(`http://[${host}]/`).hostname.slice(1, -1) : host;
}

/** `HOST` or `HOST:PORT`, as `--route` and the handset read it. */
export function placeText({ host, port }: Pick<HostRoute, 'host' | 'port'>): string {
  const plain = isIP(host) === 6 ? `[${host}]` : host;
  return port === null ? plain : `${plain}:${port}`;
}

export function routeText(route: HostRoute): string {
  return `${placeText(route)}=${route.plane}`;
}

/** The plane that a connection is led to; null where no route leads it. A route of the host goes before `*`, one of the port before one of all. */
export function planeLedTo(
  routes: readonly HostRoute[],
  { host, port }: { readonly host: string; readonly port: number },
): Plane | null {
  const rank = (route: HostRoute): number => (route.host === ANY_HOST ? 0 : 2) + (route.port === null ? 0 : 1);
  const fitting = routes.filter(
    (route) => (route.host === ANY_HOST || route.host === host) && (route.port === null || route.port === port),
  );
  return fitting.toSorted((one, other) => rank(other) - rank(one))[0]?.plane ?? null;
}

/** One place can be led to one plane only. Throws UsageError. */
export function requireRoutes(texts: readonly string[]): readonly HostRoute[] {
  const routes = texts.map(parseHostRoute);
  for (const [index, route] of routes.entries()) {
    const other = routes.slice(0, index).find((one) => placeText(one) === placeText(route) && one.plane !== route.plane);
    if (other !== undefined) {
      throw new UsageError(`--route leads ${placeText(route)} to both planes: give one of them`);
    }
  }
  return routes;
}
