import { defaultInterface, type Interface, interfacesUp } from '../interfaces.ts';
import type { Dump } from './service.ts';

/** AOSP Network.getNetworkHandle: the id above this. */
const handleMagic = 0xcafed00dn;

/** `dumpsys connectivity`: the default network and all that are up. */
export const dumpConnectivity: Dump = (system) => {
  const state = system.device.radio.state();
  const networks = interfacesUp(state).filter((each) => each.transport !== null);
  return [
    `Active default network: ${defaultInterface(state)?.netId ?? 'none'}\n\n`,
    'Current Networks:\n',
    ...networks.map((each) => `  ${describeNetwork(each, state.wifi.validated)}\n`),
    '\n',
  ].join('');
};

function describeNetwork(each: Interface, wifiValidated: boolean): string {
  const kind = each.transport === 'WIFI' ? 'WIFI' : 'MOBILE[LTE]';
  const metered = each.transport === 'WIFI' ? 'NOT_METERED&' : '';
  const validated = each.transport !== 'WIFI' || wifiValidated ? '&VALIDATED' : '';
  const handle = (BigInt(each.netId) << 32n) | handleMagic;
  return [
    `NetworkAgentInfo{network{${each.netId}}  handle{${handle}}  ni{${kind} CONNECTED}`,
    `lp{{InterfaceName: ${each.name} LinkAddresses: [ ${each.address}/${each.prefix} ]}}`,
    `nc{[ Transports: ${each.transport} Capabilities: ${metered}INTERNET&NOT_RESTRICTED&TRUSTED&NOT_VPN${validated}&NOT_ROAMING&FOREGROUND&NOT_CONGESTED&NOT_SUSPENDED]}}`,
  ].join('  ');
}
