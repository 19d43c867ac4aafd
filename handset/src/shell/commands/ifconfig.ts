import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Device } from '../../device.ts';
import { type Interface, interfacesUp } from '../../radio/interfaces.ts';
import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { toyboxOptions } from './toybox-options.ts';

const INDENT = ' '.repeat(10);
/** /proc/net/dev has no packets either: the relays count bytes. */
const NO_PACKETS = 'packets:0 errors:0 dropped:0 overruns:0';

/** `ifconfig [-aS] [INTERFACE]` shows, as toybox's does. What changes an interface needs root on a phone. */
export const ifconfig: CommandRow = {
  name: 'ifconfig',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'aS', stopsAtWord: true });
    const [name, ...actions] = options.rest;
    const { device } = call.system;
    if (actions.length > 0) {
      throw new UsageError('ioctl 8914: Permission denied');
    }
    const shown = interfacesUp(device.radio.state()).filter((each) => name === undefined || each.name === name);
    if (shown.length === 0) {
      throw new UsageError(`${name}: No such device`);
    }
    await call.print(shown.map((each) => (options.has('S') ? line(each) : block(each, device))).join(''));
    return EXIT_CODES.ok;
  },
};

function line({ name, address, prefix }: Interface): string {
  const addressed = isIPv4(address) ? `${address}/${prefix}` : '0.0.0.0/0';
  const rest = isIPv4(address) ? '' : ` ${address}/${prefix}@G`;
  const start = `${name.padEnd(9)} ${addressed}`.padEnd(30);
  return `${start}00:00:00:00:00:00${rest}\n`;
}

function block(each: Interface, device: Device): string {
  const isLoopback = each.name === 'lo';
  const { bytesIn, bytesOut } = device.radio.counters()[each.bearer];
  const flags = isLoopback ? 'UP LOOPBACK RUNNING ' : 'UP BROADCAST RUNNING MULTICAST ';
  const lines = [
    addressLine(each),
    `${flags} MTU:1500  Metric:1`,
    `RX ${NO_PACKETS} frame:0 `,
    `TX ${NO_PACKETS} carrier:0 `,
    'collisions:0 txqueuelen:1000 ',
    `RX bytes:${bytesIn} TX bytes:${bytesOut} `,
  ];
  const head = `${each.name.padEnd(9)} Link encap:${isLoopback ? 'Local Loopback' : 'UNSPEC'}  \n`;
  return `${head}${lines.map((text) => `${INDENT}${text}\n`).join('')}\n`;
}

function addressLine({ name, address, prefix }: Interface): string {
  if (!isIPv4(address)) {
    return `inet6 addr: ${address}/${prefix} Scope: Global`;
  }
  const mask = ipaddr.IPv4.subnetMaskFromPrefixLength(prefix).toString();
  const broadcast = name === 'lo' ? '' : ` Bcast:${ipaddr.IPv4.broadcastAddressFromCIDR(`${address}/${prefix}`).toString()} `;
  return `inet addr:${address} ${broadcast} Mask:${mask} `;
}
