import type { RadioState, RunningApp } from '../../../device.ts';
import { defaultInterface, type Interface, interfacesUp } from '../../../radio/interfaces.ts';
import type { System } from '../../system.ts';

/** The lower half of a network handle; the upper half is the id (AOSP Network.getNetworkHandle). */
const HANDLE_MAGIC = 0xcafed00dn;
const KINDS = { WIFI: 'WIFI', CELLULAR: 'MOBILE[LTE]', VPN: 'VPN[]' } as const;

/** `dumpsys connectivity`: the default network, all networks that are up, and the network requests of apps. */
export async function dumpConnectivity(system: System): Promise<string> {
  const state = system.device.radio.state();
  const networks = interfacesUp(state).filter((each) => each.transport !== null);
  return [
    `Active default network: ${defaultInterface(state)?.netId ?? 'none'}\n\n`,
    'Current Networks:\n',
    ...networks.map((each) => `  ${describeNetwork(each, state)}\n`),
    '\nNetwork Requests:\n',
    ...(await Promise.all(system.device.apps.running().map(describeRequests))).flat(),
    '\n',
  ].join('');
}

/** One line for each request that an app holds, with the part of AOSP NetworkRequest.toString that tools read. */
async function describeRequests(app: RunningApp): Promise<readonly string[]> {
  const { networkRequests } = await app.call('requests');
  const owner = `Uid: ${app.uid} RequestorUid: ${app.uid} RequestorPkg: ${app.package}`;
  const line = (_: unknown, index: number): string =>
    `  uid/pid:${app.uid}/${app.pid} NetworkRequest [ REQUEST id=${index + 1}, [ Transports: CELLULAR Capabilities: INTERNET ${owner} ] ]\n`;
  return Array.from({ length: Number(networkRequests) }, line);
}

function describeNetwork(each: Interface, { wifi, default: below }: RadioState): string {
  const kind = each.transport === null ? '' : KINDS[each.transport];
  const isVpn = each.transport === 'VPN';
  const metered = each.transport === 'WIFI' || (isVpn && below === 'wifi') ? 'NOT_METERED&' : '';
  const transports = isVpn ? `${below?.toUpperCase()}|VPN` : each.transport;
  const ofWifi = wifi.captivePortal === true ? '&CAPTIVE_PORTAL' : '&VALIDATED';
  const validated = each.transport === 'WIFI' ? ofWifi : '&VALIDATED';
  const handle = (BigInt(each.netId) << 32n) | HANDLE_MAGIC;
  return [
    `NetworkAgentInfo{network{${each.netId}}  handle{${handle}}  ni{${kind} CONNECTED}`,
    `lp{{InterfaceName: ${each.name} LinkAddresses: [ ${each.address}/${each.prefix} ]}}`,
    `nc{[ Transports: ${transports} Capabilities: ${metered}INTERNET&NOT_RESTRICTED&TRUSTED${isVpn ? '' : '&NOT_VPN'}${validated}&NOT_ROAMING&FOREGROUND&NOT_CONGESTED&NOT_SUSPENDED]}}`,
  ].join('  ');
}
