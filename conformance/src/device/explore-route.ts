import type { AdbDevice } from '../adb/adb-device.ts';
import type { Fault } from '../arrange.ts';
import { type RawTargets, rawRequest } from '../canary.ts';
import type { Bearer } from '../check.ts';
import { TestbedError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import type { RawAnswer } from '../probe/messages.ts';
import type { Probe } from '../probe/probe.ts';
import type { BearerSources } from '../proofs/gateway-watch.ts';
import type { GatewayAddress } from './gateway-address.ts';
import { type GatewayRoute, type PlanePorts, routeByAddress, routeByLan } from './gateway-route.ts';
import { ALL_ON, type RadioControl } from './radio-control.ts';

export interface RouteTrial {
  readonly device: AdbDevice;
  readonly probe: Probe;
  readonly radio: RadioControl;
  readonly gateway: Gateway;
  readonly at: GatewayAddress;
  readonly ports: PlanePorts;
  readonly targets: RawTargets;
}

/** Asks the gateway over each bearer by the probe's own requests, and takes the way that answers. Throws TestbedError where none does. */
export async function exploreRoute(trial: RouteTrial): Promise<GatewayRoute> {
  const { device, radio, gateway, at, ports } = trial;
  await radio.set(ALL_ON);
  const [wifi, cellular] = [await askOver('wifi', trial), await askOver('cellular', trial)];
  const sources: BearerSources = { wifi: wifi.source, cellular: cellular.source };
  if (wifi.source === null && cellular.source === null) {
    throw new TestbedError(
      'OPEN',
      `the gateway does not answer at ${at.host}:${ports.bearer} (Wi-Fi: ${wifi.outcome}, mobile data: ${cellular.outcome}). It listens on ${at.listen}; ` +
        `is that the address's own, and does a firewall of this machine let port ${ports.bearer} in?`,
    );
  }
  await gateway.leaseSeen([cellular.source ?? wifi.source ?? '']);
  return cellular.source === null
    ? routeByLan(device, { host: at.host, ports })
    : routeByAddress({ host: at.host, ports, sources, isPath: wifi.source !== null && (await isPathTrue(trial)) });
}

interface Asked {
  /** Where the gateway saw the request come from; null where it did not. */
  readonly source: string | null;
  readonly outcome: string;
}

async function askOver(bearer: Bearer, { probe, targets, gateway }: RouteTrial): Promise<Asked> {
  const before = await gateway.lastRequest();
  const { outcome } = await rawRequest(probe, targets, { target: 'prefetch', bearer });
  const request = (await gateway.requests(before)).at(-1);
  return { source: outcome === 'answer' ? (request?.session ?? null) : null, outcome };
}

/** What becomes of a connection to a gateway that resets it, and to one that has closed its port: something between may answer in its place. */
const ENDS: readonly { readonly fault: Fault; readonly meets: RawAnswer['outcome'] }[] = [
  { fault: { plane: 'bearer', effect: { kind: 'connection', fault: 'REFUSE' } }, meets: 'refused' },
  {
    fault: { plane: 'bearer', operation: 'prefetch', effect: { kind: 'socket', fault: 'CONNECTION_RESET_BY_PEER' } },
    meets: 'reset',
  },
];

async function isPathTrue({ probe, targets, gateway }: RouteTrial): Promise<boolean> {
  try {
    for (const { fault, meets } of ENDS) {
      await gateway.arrange({ fault });
      const { outcome } = await rawRequest(probe, targets, { target: 'prefetch', bearer: 'wifi' });
      if (outcome !== meets) {
        return false;
      }
    }
    return true;
  } finally {
    await gateway.arrange({});
  }
}
