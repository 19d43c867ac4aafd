import type { GatewayNeed } from './check.ts';
import { counted } from './counted.ts';
import { BEARER_NAMES, gatewayConnections, type Observations, type RelayConnection, requestsOf } from './observations.ts';

/** How far the subject's conversation with the gateway came: requests that the gateway reads, connections only, or nothing. */
export type GatewayReach = GatewayNeed;

const RANK: Readonly<Record<GatewayReach, number>> = { none: 0, socket: 1, dialect: 2 };

export function isEnough(reach: GatewayReach, need: GatewayNeed): boolean {
  return RANK[reach] >= RANK[need];
}

export function furthest(one: GatewayReach | null, other: GatewayReach): GatewayReach {
  return one !== null && isEnough(one, other) ? one : other;
}

export function reachOf(observations: Observations): GatewayReach {
  if (requestsOf('prefetch', observations).length > 0) {
    return 'dialect';
  }
  const hasSocket = (gatewayConnections(observations)?.length ?? 0) > 0 || observations.requests.length > 0;
  return hasSocket ? 'socket' : 'none';
}

/** What was seen of the conversation, with the hosts that the subject did ask for. */
export function describeReach(observations: Observations): string {
  const { connections, requests } = observations;
  switch (reachOf(observations)) {
    case 'dialect':
      return counted(requestsOf('prefetch', observations).length, 'number request');
    case 'socket':
      return `connected to the gateway, and sent nothing in its dialect (${counted(requests.length, 'other request')})`;
    case 'none': {
      const hosts = [...new Set((connections ?? []).map(inWords))];
      return `no connection to a gateway host; ${hosts.length === 0 ? noHosts(connections) : `asked for ${hosts.join(', ')}`}`;
    }
  }
}

function noHosts(connections: Observations['connections']): string {
  return connections === null ? 'this device keeps no record of its connections' : 'no other host was asked for';
}

function inWords({ host, port, bearer, bytesOut, bytesIn }: RelayConnection): string {
  return `${host}:${port} over ${BEARER_NAMES[bearer]} (${bytesOut} B out, ${bytesIn} B in)`;
}
