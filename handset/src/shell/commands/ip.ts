import { isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { type Interface, interfacesUp } from '../../radio/interfaces.ts';
import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';

/** `ip [-4] [-o] addr|link [show] [dev] [IFACE]`, `ip route`. */
export const ip: CommandRow = {
  name: 'ip',
  async run({ args, print, system }) {
    const flags = args.filter((each) => each.startsWith('-'));
    const [object = '', ...rest] = args.filter((each) => !each.startsWith('-'));
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
  const network = ipaddr.IPv4.networkAddressFromCIDR(`${each.address}/${each.prefix}`).toString();
  return `${network}/${each.prefix} dev ${each.name} proto kernel scope link src ${each.address}\n`;
}
