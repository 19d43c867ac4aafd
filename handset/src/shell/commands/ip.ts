import { isIP, isIPv6 } from 'node:net';
import type { Device } from '../../device.ts';
import { defaultInterface, type Interface, interfacesUp, networkOf } from '../../radio/interfaces.ts';
import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';

/** `ip [-4] [-o] addr|link [show] [dev] [IFACE]`, `ip route`, `ip route get ADDRESS`. */
export const ip: CommandRow = {
  name: 'ip',
  async run({ args, print, system }) {
    const flags = args.filter((each) => each.startsWith('-'));
    const [object = '', ...rest] = args.filter((each) => !each.startsWith('-'));
    if (/^r/.test(object) && rest[0] === 'get') {
      await print(routeTo(rest[1], system.device));
      return EXIT_CODES.ok;
    }
    const name = rest.filter((each) => !['show', 'list', 'dev'].includes(each))[0];
    const known = interfacesUp(system.device.radio.state()).filter((each) => name === undefined || each.name === name);
    const shown = known.filter((each) => !flags.includes('-4') || !isIPv6(each.address));
    if (name !== undefined && known.length === 0) {
      throw new UsageError(`Device "${name}" does not exist`);
    }
    if (/^a/.test(object)) {
      await print(
        shown.map((each, index) => (flags.includes('-o') ? addressLine(each, index) : addressBlock(each, index))).join(''),
      );
    } else if (/^l/.test(object)) {
      await print(shown.map(linkBlock).join(''));
    } else if (/^r/.test(object)) {
      await print(shown.map(routeLine).join(''));
    } else {
      throw new UsageError(`object '${object}' is not known; known are addr, link, route`);
    }
    return EXIT_CODES.ok;
  },
};

function linkBlock(each: Interface, index: number): string {
  const flags = each.name === 'lo' ? 'LOOPBACK,UP,LOWER_UP' : 'BROADCAST,MULTICAST,UP,LOWER_UP';
  const link = each.name === 'lo' ? 'loopback' : 'ether';
  return `${index + 1}: ${each.name}: <${flags}> mtu 1500 qdisc noqueue state UP group default qlen 1000\n    link/${link} 00:00:00:00:00:00\n`;
}

function addressBlock(each: Interface, index: number): string {
  const scope = each.name === 'lo' ? 'host' : 'global';
  return `${linkBlock(each, index)}    ${familyOf(each)} ${each.address}/${each.prefix} scope ${scope} ${each.name}\n       valid_lft forever preferred_lft forever\n`;
}

function familyOf({ address }: Interface): string {
  return isIPv6(address) ? 'inet6' : 'inet';
}

function addressLine(each: Interface, index: number): string {
  return `${index + 1}: ${each.name}    ${familyOf(each)} ${each.address}/${each.prefix} scope ${each.name === 'lo' ? 'host' : 'global'} ${each.name}\n`;
}

function routeLine(each: Interface): string {
  // `ip route` without -6 lists routes of IPv4.
  if (each.name === 'lo' || isIPv6(each.address)) {
    return '';
  }
  return `${networkOf(each)}/${each.prefix} dev ${each.name} proto kernel scope link src ${each.address}\n`;
}

/** What iproute2 exits with where the kernel refuses. */
const EXIT_REFUSED = 2;
const SHELL_UID = 2000;

function routeTo(address: string | undefined, device: Device): string {
  if (address === undefined || isIP(address) === 0) {
    throw new UsageError(
      address === undefined ? 'need at least a destination address' : `any valid prefix is expected rather than "${address}".`,
    );
  }
  const state = device.radio.state();
  const own = interfacesUp(state).find((each) => each.address === address || (each.name === 'lo' && address.startsWith('127.')));
  if (own !== undefined) {
    return `local ${address} dev lo table local src ${address} uid ${SHELL_UID} \n    cache <local> \n`;
  }
  const used = interfacesUp(state).findLast(({ bearer }) => bearer === 'vpn') ?? defaultInterface(state);
  if (used === null || isIPv6(used.address) !== isIPv6(address)) {
    throw new UsageError('RTNETLINK answers: Network is unreachable', EXIT_REFUSED);
  }
  return `${address} dev ${used.name} table ${used.name} src ${used.address} uid ${SHELL_UID} \n    cache \n`;
}
