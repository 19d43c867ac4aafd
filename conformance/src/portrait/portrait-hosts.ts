import { planeOf } from '../connection-plane.ts';
import { type HostRoute, placeText, routeText } from '../device/host-route.ts';
import type { SentBytes } from '../device/radio-log.ts';
import type { Facts, Lookup, RelayConnection } from '../observations.ts';
import type { PortraitHost } from './portrait.ts';

const TLS_HANDSHAKE = 0x16;

export interface Traffic {
  readonly connections: readonly RelayConnection[];
  readonly lookups: readonly Lookup[];
  readonly sent: readonly SentBytes[];
}

/** Hosts by bearer and port, in the order in which they were first asked for; names that nothing was connected to follow. */
export function hostsOf({ connections, lookups, sent }: Traffic, facts: Facts): readonly PortraitHost[] {
  const hosts = new Map<string, PortraitHost>();
  for (const connection of connections) {
    const { host, port, bearer, bytesOut, bytesIn, end } = connection;
    const key = `${host} ${port} ${bearer}`;
    const known = hosts.get(key);
    const tls = tlsOf(sent.filter(({ place }) => place === `${host}:${port}`));
    hosts.set(key, {
      ...{ host, port, bearer, plane: planeOf(connection, facts), tls },
      connections: (known?.connections ?? 0) + 1,
      bytesOut: (known?.bytesOut ?? 0) + bytesOut,
      bytesIn: (known?.bytesIn ?? 0) + bytesIn,
      ends: [...new Set([...(known?.ends ?? []), end])],
    });
  }
  const connected = new Set(connections.map(({ host }) => host));
  for (const { name, bearer, answered } of lookups.filter((lookup) => !connected.has(lookup.name))) {
    const ends = [answered ? 'looked up only' : 'unknown-host'];
    const base = { plane: null, tls: null, connections: 0, bytesOut: 0, bytesIn: 0, ends } as const;
    hosts.set(`${name} ${bearer}`, { host: name, port: null, bearer, ...base });
  }
  return [...hosts.values()];
}

function tlsOf(sent: readonly SentBytes[]): boolean | null {
  const first = sent.map(({ bytes }) => bytes[0]).find((byte) => byte !== undefined);
  return first === undefined ? null : first === TLS_HANDSHAKE;
}

/** Ports of TLS, where no byte was seen that says so. */
const TLS_PORTS: readonly (number | null)[] = [443, 8443, 9443];

/**
 * Routes for hosts that lead nowhere. A host that is asked over mobile data although Wi-Fi is there gets the number request; every other
 * one, and one that is asked by TLS, the token request.
 */
export function proposeRoutes(hosts: readonly PortraitHost[]): readonly string[] {
  const lost = hosts.filter(({ plane, bearer }) => plane === null && bearer !== 'loopback');
  const routes = new Map<string, HostRoute>();
  for (const { host, port, bearer } of lost) {
    const place = placeText({ host, port });
    const isNumber = bearer === 'cellular' && !TLS_PORTS.includes(port);
    const known = routes.get(place);
    if (known === undefined || isNumber) {
      routes.set(place, { host, port, plane: isNumber ? 'bearer' : 'token' });
    }
  }
  return [...routes.values()].map(routeText);
}
