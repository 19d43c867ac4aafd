import type { Bearer } from '../check.ts';

/** A network of the device that is up. */
export interface DeviceNetwork {
  readonly bearer: Bearer;
  readonly interface: string;
  readonly addresses: readonly string[];
}

/** The networks in `dumpsys connectivity`, by the parts of AOSP's NetworkAgentInfo.toString that all versions have. Others than Wi-Fi and mobile data are left out. */
export function parseNetworks(dump: string): readonly DeviceNetwork[] {
  return dump.split('\n').flatMap((line) => {
    const [, name] = /InterfaceName: (\S+)/.exec(line) ?? [];
    const [, transports = ''] = /Transports: ([A-Z|_]+)/.exec(line) ?? [];
    const [, addresses = ''] = /LinkAddresses: \[([^[\]]*)\]/.exec(line) ?? [];
    const bearer = bearerOf(transports.split('|'));
    if (!line.includes('NetworkAgentInfo') || name === undefined || bearer === null) {
      return [];
    }
    const list = addresses.split(/[\s,]+/).map((address) => address.replace(/\/\d+$/, ''));
    return [{ bearer, interface: name, addresses: list.filter((address) => address !== '') }];
  });
}

/** A VPN has the transports of what it runs over, too: it carries for itself. */
function bearerOf(transports: readonly string[]): Bearer | null {
  if (transports.includes('VPN')) {
    return null;
  }
  if (transports.includes('CELLULAR')) {
    return 'cellular';
  }
  return transports.includes('WIFI') ? 'wifi' : null;
}
