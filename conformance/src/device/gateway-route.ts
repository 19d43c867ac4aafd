import type { AdbDevice } from '../adb/adb-device.ts';
import type { Capability } from '../check.ts';
import type { GatewayPlace } from '../proofs/carriage-watch.ts';
import type { BearerSources } from '../proofs/gateway-watch.ts';
import type { ProofName } from '../proofs/proof-table.ts';
import type { DeviceKind } from './device-kind.ts';

/** Ports of the gateway on this machine. */
export interface GatewayPorts {
  readonly bearer: number;
  readonly bearerProxy: number;
  readonly token: number;
  readonly tokenProxy: number;
}

/** Where number requests and token requests go. */
export type PlanePorts = Pick<GatewayPorts, 'bearer' | 'token'>;

interface GatewayNames {
  readonly mobile: string;
  readonly unicom: string;
  readonly telecom: string;
  readonly token: string;
}

/** How a device of a kind reaches the gateway, and what that is worth as a proof; for the device card. */
export const ROUTE_TEXTS = {
  handset: { text: 'by names that lead over both bearers', proves: 'the gateway sees the address of the bearer' },
  emulator: { text: 'at 10.0.2.2 over both bearers', proves: 'the gateway sees one address for both' },
  phone: { text: 'at its own loopback, by adb reverse', proves: 'proves nothing about bearers' },
} as const satisfies Readonly<Record<DeviceKind, { readonly text: string; readonly proves: string }>>;

/** How a device reaches the gateway. */
export interface GatewayRoute {
  /** Base URLs that the subject is configured with. */
  readonly hosts: GatewayNames;
  /** Hosts of those URLs as the device's connection log names them. */
  readonly names: readonly string[];
  /** Those of number requests, and the one of token requests, where the log distinguishes them. */
  readonly numberHosts: readonly string[];
  readonly tokenHost: string | null;
  /** The address that the gateway must take for the SIM's. */
  readonly simSession: string;
  readonly capabilities: readonly Capability[];
  /** Where the device's sockets find it, if its tables can show them. */
  readonly place: GatewayPlace | null;
  /** What proves the bearer by this way alone. */
  readonly proof: ProofName | null;
  /** The addresses that the gateway sees of the bearers, where they distinguish them. */
  readonly sources?: BearerSources;
  /** For the device card; absent: as the device's kind has it. */
  readonly text?: string;
  remove(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** Where rows redirect to that no SDK may follow (checks/redirect-conditions.ts): who does is answered, so that it shows. */
const OTHERS = ['cu.gateway.test.elsewhere.test:80', 'not-cu.gateway.test:80', 'elsewhere.test:80', 'cu.gateway.test:8080'];

export interface NamedRoute {
  readonly ports: GatewayPorts;
  readonly names: GatewayNames;
  readonly simSession: string;
}

/** Routes the gateway's names on a virtual handset to the gateway, and leases the SIM's session (handset/PROTOCOL.md §4). */
export async function routeByNames(device: AdbDevice, { ports, names, simSession }: NamedRoute): Promise<GatewayRoute> {
  for (const name of [...[names.mobile, names.unicom, names.telecom].map((host) => `${host}:80`), ...OTHERS]) {
    await device.run(`cmd quhao route set ${name} ${LOOPBACK}:${ports.bearerProxy} --session`);
  }
  await device.run(`cmd quhao route set ${names.token}:443 ${LOOPBACK}:${ports.tokenProxy} --session`);
  for (const slot of [0, 1]) {
    await device.run(`cmd quhao sim lease ${slot} ${simSession}`);
  }
  return {
    hosts: {
      mobile: `http://${names.mobile}`,
      unicom: `http://${names.unicom}`,
      telecom: `http://${names.telecom}`,
      token: `https://${names.token}`,
    },
    names: Object.values(names),
    numberHosts: [names.mobile, names.unicom, names.telecom],
    tokenHost: names.token,
    simSession,
    capabilities: ['bearers', 'path', 'names', 'screen', 'rotation', 'wall-clock'],
    place: null,
    proof: 'relay log',
    remove: async () => void (await device.run('cmd quhao route clear')),
  };
}

/** Where an emulator finds this machine's loopback, over either bearer. */
export const EMULATOR_HOST = '10.0.2.2';

/** An emulator reaches the gateway where it listens. The gateway sees one address for both bearers, so the device itself has to prove which was used. */
export function routeByEmulatorHost(ports: GatewayPorts): GatewayRoute {
  return {
    hosts: hostsAt(EMULATOR_HOST, ports),
    names: [EMULATOR_HOST],
    numberHosts: [],
    tokenHost: null,
    simSession: LOOPBACK,
    capabilities: ['path', 'screen', 'rotation'],
    place: { address: EMULATOR_HOST, bearerPort: ports.bearer, tokenPort: ports.token },
    proof: null,
    remove: async () => undefined,
  };
}

/** Without names, the path says the operator. */
export function hostsAt(address: string, { bearer, token }: PlanePorts): GatewayNames {
  const base = `http://${address}:${bearer}`;
  return { mobile: `${base}/cm`, unicom: `${base}/cu`, telecom: `${base}/ct`, token: `https://${address}:${token}` };
}

/**
 * Routes a phone's loopback ports to the gateway by adb reverse. That serves for what an SDK says, never for which bearer it used
 * (docs/conformance.md §8), so checks that need bearers are skipped there.
 */
export async function routeByReverse(device: AdbDevice, ports: GatewayPorts): Promise<GatewayRoute> {
  await device.reverse(ports.bearer);
  await device.reverse(ports.token);
  return {
    hosts: hostsAt(LOOPBACK, ports),
    names: [LOOPBACK],
    numberHosts: [],
    tokenHost: null,
    simSession: LOOPBACK,
    capabilities: ['screen', 'rotation'],
    place: null,
    proof: 'adb reverse',
    remove: async () => {
      await device.removeReverse(ports.bearer);
      await device.removeReverse(ports.token);
    },
  };
}

interface AddressedRoute {
  readonly host: string;
  readonly ports: PlanePorts;
  readonly sources: BearerSources;
  /** A port that is closed and a connection that is reset are met as such. */
  readonly isPath: boolean;
}

/**
 * A device reaches the gateway at an address of its networks, over mobile data too. Where each bearer comes from another address, or Wi-Fi does not lead
 * there, the gateway sees which one carried a request; else the device itself has to prove it.
 */
export function routeByAddress({ host, ports, sources, isPath }: AddressedRoute): GatewayRoute {
  const { wifi, cellular } = sources;
  const proof = proofBy(sources);
  const over = wifi === null ? 'mobile data alone' : 'both bearers';
  return {
    hosts: hostsAt(host, ports),
    names: [host],
    numberHosts: [],
    tokenHost: null,
    simSession: proof === null || cellular === null ? LOOPBACK : cellular,
    capabilities: [...(isPath ? (['path'] as const) : []), 'screen', 'rotation'],
    place: proof === null ? { address: host, bearerPort: ports.bearer, tokenPort: ports.token } : null,
    proof,
    ...(proof === null ? {} : { sources }),
    text: `at ${isPath ? 'an address' : 'an address that something between answers for'} of its networks, over ${over}`,
    remove: async () => undefined,
  };
}

function proofBy({ wifi, cellular }: BearerSources): ProofName | null {
  if (wifi === null) {
    return 'reachability';
  }
  return wifi === cellular ? null : 'source address';
}

/** The gateway is on the device's Wi-Fi alone: number requests, which go over mobile data, come by adb reverse, and token requests over the network. */
export async function routeByLan(
  device: AdbDevice,
  { host, ports }: Pick<AddressedRoute, 'host' | 'ports'>,
): Promise<GatewayRoute> {
  await device.reverse(ports.bearer);
  return {
    hosts: { ...hostsAt(LOOPBACK, ports), token: hostsAt(host, ports).token },
    names: [LOOPBACK, host],
    numberHosts: [],
    tokenHost: null,
    simSession: LOOPBACK,
    capabilities: ['screen', 'rotation'],
    place: null,
    proof: 'adb reverse',
    text: 'token requests over its Wi-Fi, number requests by adb reverse: mobile data does not lead to the gateway',
    remove: () => device.removeReverse(ports.bearer),
  };
}
