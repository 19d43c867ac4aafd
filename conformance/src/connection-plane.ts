import type { Plane } from './arrange.ts';
import { planeLedTo } from './device/host-route.ts';
import type { Facts, RelayConnection } from './observations.ts';

type Place = Pick<RelayConnection, 'host' | 'port'>;

/** The plane of the gateway that a connection goes to: by the gateway's own names, else by a route of the user's. null: neither. */
export function planeOf({ host, port }: Place, { routes = [], numberHosts, tokenHost }: Facts): Plane | null {
  if (host === tokenHost) {
    return 'token';
  }
  return numberHosts.includes(host) ? 'bearer' : planeLedTo(routes, { host, port });
}

/** The port of TLS, at which the gateway's own token host serves. */
const TLS_PORT = 443;

/** A host of token requests, asked at a port that serves none: a host of the user's routes has its ports there. */
export function isTokenHostInClear({ host, port }: Place, { tokenHost, routes = [] }: Facts): boolean {
  const own = routes.filter((route) => route.host === host);
  return own.length > 0
    ? own.some(({ plane }) => plane === 'token') && planeLedTo(routes, { host, port }) === null
    : host === tokenHost && port !== TLS_PORT;
}

/** The facts of a row in which the subject was led to the gateway by hosts of its own: they are the gateway's hosts too. */
export function withLedHosts(facts: Facts, connections: readonly RelayConnection[] | null): Facts {
  const { routes = [] } = facts;
  const led = (connections ?? []).filter((connection) => planeLedTo(routes, connection) !== null).map(({ host }) => host);
  return led.length === 0 ? facts : { ...facts, gatewayHosts: [...new Set([...facts.gatewayHosts, ...led])] };
}
