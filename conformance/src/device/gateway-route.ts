import type { AdbDevice } from '../adb/adb-device.ts';
import type { Capability } from '../check.ts';

/** Ports of the gateway on this machine. */
export interface GatewayPorts {
  readonly bearer: number;
  readonly bearerProxy: number;
  readonly token: number;
  readonly tokenProxy: number;
}

interface GatewayNames {
  readonly mobile: string;
  readonly unicom: string;
  readonly telecom: string;
  readonly token: string;
}

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
    capabilities: ['radio', 'bearers', 'screen', 'sim', 'rotation', 'wall-clock'],
    remove: async () => void (await device.run('cmd quhao route clear')),
  };
}

/**
 * Routes a phone's loopback ports to the gateway by adb reverse. That serves for what an SDK says, never for which bearer it used
 * (docs/conformance.md §8), so checks that need bearers are skipped there.
 */
export async function routeByReverse(device: AdbDevice, ports: GatewayPorts): Promise<GatewayRoute> {
  await device.reverse(ports.bearer);
  await device.reverse(ports.token);
  const base = `http://${LOOPBACK}:${ports.bearer}`;
  return {
    hosts: { mobile: `${base}/cm`, unicom: `${base}/cu`, telecom: `${base}/ct`, token: `https://${LOOPBACK}:${ports.token}` },
    names: [LOOPBACK],
    numberHosts: [],
    tokenHost: null,
    simSession: LOOPBACK,
    capabilities: ['radio', 'screen', 'rotation', 'status-bar', 'animation'],
    remove: async () => {
      await device.removeReverse(ports.bearer);
      await device.removeReverse(ports.token);
    },
  };
}
