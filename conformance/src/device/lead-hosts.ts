import type { AdbDevice } from '../adb/adb-device.ts';
import { TestbedError } from '../errors.ts';
import type { Subject } from '../probe/messages.ts';
import type { GatewayPorts } from './gateway-route.ts';
import { type HostRoute, placeText, routeText } from './host-route.ts';

const LOOPBACK = '127.0.0.1';
const ROOT_FILE = '/data/local/tmp/quhao-root.pem';

export interface LedHosts {
  readonly routes: readonly HostRoute[];
  readonly ports: GatewayPorts;
  readonly rootPem: string;
}

/**
 * Leads hosts that nobody can configure to the gateway, over both bearers and with the bearer's address, and makes every app of the device trust
 * the gateway's root from its next start on. Returns what undoes it. On a device of another make nothing of this can be had.
 */
export async function leadHosts(
  device: AdbDevice,
  isHandset: boolean,
  { routes, ports, rootPem }: LedHosts,
): Promise<() => Promise<void>> {
  if (!isHandset) {
    throw new TestbedError(
      'OPEN',
      `--route needs the virtual handset: ${device.serial} is another device, whose names and trusted roots cannot be set over adb (docs/limits.md, "Any SDK")`,
    );
  }
  for (const route of routes) {
    const port = route.plane === 'bearer' ? ports.bearerProxy : ports.tokenProxy;
    await device.run(`cmd quhao route set '${placeText(route)}' ${LOOPBACK}:${port} --session`);
  }
  await device.run(`echo '${rootPem.trim()}' > ${ROOT_FILE}`);
  const { installed } = JSON.parse(await device.run(`cmd quhao ca install ${ROOT_FILE}`)) as { installed: { id: string } };
  return async () => {
    // The routes themselves go with all others of the gateway (gateway-route.ts).
    await device.run(`cmd quhao ca remove ${installed.id}`);
    await device.run(`rm -f ${ROOT_FILE}`);
  };
}

/** Makes every name exist, so that the device's log shows which ports of which hosts the SDK asks for. Returns what undoes it. */
export async function showAllHosts(device: AdbDevice): Promise<() => Promise<void>> {
  await device.run('cmd quhao names all');
  return async () => {
    await device.run('cmd quhao names routed');
  };
}

/** The lines about an SDK that is not told where the gateway is. */
export function ledLines(routes: readonly HostRoute[], { configurable }: Pick<Subject, 'configurable'>): readonly string[] {
  const led = routes.length === 0 ? [] : [`routes      ${routes.map(routeText).join(' ')} · the gateway's root is trusted`];
  if (configurable) {
    return led;
  }
  const how =
    routes.length === 0 ? 'it asks hosts of its own, and --route leads none of them here' : 'it is led here by its own hosts';
  return [...led, `configure   the SDK cannot be told where the gateway is: ${how}`];
}
