import type { ClientDialect } from '../../../simulator/src/simulator.ts';
import type { CleanupStack } from '../cleanup-stack.ts';
import { exploreRoute } from '../device/explore-route.ts';
import type { GatewayAddress } from '../device/gateway-address.ts';
import { type GatewayRoute, hostsAt } from '../device/gateway-route.ts';
import type { RadioControl } from '../device/radio-control.ts';
import { TestbedError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import type { DeviceParts } from './open-device.ts';
import { type TestbedGateway, targetsOf } from './testbed-gateway.ts';

interface RouteNeeds {
  readonly radio: RadioControl;
  readonly gateway: Gateway;
  readonly parts: DeviceParts;
  readonly simulator: TestbedGateway;
  readonly dialect: ClientDialect | null;
  readonly gatewayAt: GatewayAddress | null;
  readonly cleanup: CleanupStack;
}

/** The way by the address that the user gave. */
export async function exploredRoute({
  parts,
  simulator,
  gateway,
  dialect,
  gatewayAt: at,
  cleanup,
  radio,
}: RouteNeeds): Promise<GatewayRoute> {
  const { device, session } = parts;
  if (at === null) {
    throw new TestbedError('OPEN', `${device.serial} has no way to the gateway`);
  }
  const { ports } = simulator;
  const hosts = hostsAt(at.host, ports);
  const targets = targetsOf({ hosts }, dialect);
  const route = await exploreRoute({ device, probe: session.probe, radio, gateway, at, ports, targets });
  cleanup.defer(() => route.remove());
  return route;
}
