import type { Arrange } from './arrange.ts';
import type { Facts } from './observations.ts';
import type { GatewayConfig } from './probe/messages.ts';

/** Hosts at which nobody is: a name that does not exist, and the address to which filters of phones lead the names that they block. */
export const DEAD_HOSTS = { nowhere: 'nowhere.gateway.example', 'null-address': '0.0.0.0' } as const;

/** The hosts that an SDK is configured with, those of one plane replaced. */
export function withDeadHosts(hosts: GatewayConfig['hosts'], dead: Arrange['deadHosts']): GatewayConfig['hosts'] {
  if (dead === undefined) {
    return hosts;
  }
  const host = DEAD_HOSTS[dead.are];
  if (dead.plane === 'token') {
    return { ...hosts, token: `https://${host}` };
  }
  const number = `http://${host}`;
  return { ...hosts, mobile: number, unicom: number, telecom: number };
}

/** The facts of a row in which the SDK was given such hosts: it asks them as it asks the gateway's. */
export function withConfiguredHosts(facts: Facts, dead: Arrange['deadHosts']): Facts {
  return dead === undefined ? facts : { ...facts, gatewayHosts: [...facts.gatewayHosts, DEAD_HOSTS[dead.are]] };
}
