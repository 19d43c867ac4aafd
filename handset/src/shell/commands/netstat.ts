import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Device } from '../../device.ts';
import { type OpenSocket, openSockets } from '../../files/socket-tables.ts';
import { interfacesUp, networkOf } from '../../radio/interfaces.ts';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { userNameOf } from '../user-names.ts';
import { type ToyboxOptions, toyboxOptions } from './toybox-options.ts';

const ADDRESS_WIDTH = 23;
const WIDE = 51;
const STATES = { '01': { netstat: 'ESTABLISHED', ss: 'ESTAB' }, '06': { netstat: 'TIME_WAIT', ss: 'TIME-WAIT' } } as const;

/** `netstat [-pWrxwutneal]`, as toybox's: the connections that `/proc/net/tcp` has. No app of the handset listens for others, and there is no UDP. */
export const netstat: CommandRow = {
  name: 'netstat',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'pWrxwutneal' });
    const kinds = ['t', 'u', 'w', 'x'].filter((letter) => options.has(letter));
    if (options.has('r')) {
      await call.print(routes(call.system.device));
    }
    const wanted = kinds.length === 0 && !options.has('r') ? ['t', 'u', 'w', 'x'] : kinds;
    const type = typeOf(options);
    if (wanted.some((letter) => letter !== 'x')) {
      await call.print(connections(call, options, { type, isTcp: wanted.includes('t') }));
    }
    if (wanted.includes('x')) {
      const last = options.has('p') ? 'PID/Program Name' : 'I-Node';
      await call.print(`Active UNIX domain sockets (${type} servers)\nProto RefCnt Flags\t Type\t    State\t    ${last} Path\n`);
    }
    return EXIT_CODES.ok;
  },
};

function typeOf(options: ToyboxOptions): string {
  if (options.has('a')) {
    return 'established and';
  }
  return options.has('l') ? 'only' : 'w/o';
}

function connections(
  { system }: Call,
  options: ToyboxOptions,
  { type, isTcp }: { readonly type: string; readonly isTcp: boolean },
): string {
  const width = options.has('W') ? WIDE : ADDRESS_WIDTH;
  const cell = (text: string): string => text.slice(0, width).padEnd(width);
  const more = `${options.has('e') ? ' User       Inode      ' : ''}${options.has('p') ? ' PID/Program Name' : ''}`;
  const head = `Active Internet connections (${type} servers)\nProto Recv-Q Send-Q ${cell('Local Address')} ${cell('Foreign Address')} State      ${more}\n`;
  const sockets = isTcp && !(options.has('l') && !options.has('a')) ? openSockets(system.device) : [];
  return head + sockets.map((socket) => connectionLine(socket, { cell, options })).join('');
}

function connectionLine(
  { local, remote, state, uid, inode }: OpenSocket,
  { cell, options }: { readonly cell: (text: string) => string; readonly options: ToyboxOptions },
): string {
  const user = options.has('n') ? String(uid) : userNameOf(uid);
  const extended = options.has('e') ? ` ${user.padEnd(10)} ${String(inode).padEnd(11)}` : '';
  const program = options.has('p') ? ' -' : '';
  return `tcp        0      0 ${cell(endText(local))} ${cell(endText(remote))} ${STATES[state].netstat.padEnd(11)}${extended}${program}\n`;
}

function endText({ address, port }: OpenSocket['local']): string {
  return `${address}:${port === 0 ? '*' : port}`;
}

function routes(device: Device): string {
  const rows = interfacesUp(device.radio.state()).flatMap((each) => {
    const { name, address, prefix } = each;
    if (name === 'lo' || !isIPv4(address)) {
      return [];
    }
    const mask = ipaddr.IPv4.subnetMaskFromPrefixLength(prefix).toString();
    return `${networkOf(each).padEnd(15)} ${'*'.padEnd(15)} ${mask.padEnd(16)}${'U'.padEnd(6)}    0 0          0 ${name}\n`;
  });
  return `Kernel IP routing table\nDestination\tGateway \tGenmask \tFlags   MSS Window  irtt Iface\n${rows.join('')}`;
}

/** `ss [-tuxanlpeH46]`: the same connections, in iproute2's columns. */
export const ss: CommandRow = {
  name: 'ss',
  async run(call) {
    const options = toyboxOptions(call, {
      flags: 'tuxwanlpeoimH46',
      long: { tcp: 't', numeric: 'n', all: 'a', 'no-header': 'H' },
    });
    if (options.rest.length > 0) {
      throw new UsageError(`filters are not supported on this handset: ${options.rest.join(' ')}`);
    }
    const isTcp = options.has('t') || !['u', 'x', 'w'].some((letter) => options.has(letter));
    const isShown = ({ state }: OpenSocket): boolean => options.has('a') || state === '01';
    const sockets = isTcp && !options.has('l') ? openSockets(call.system.device).filter(isShown) : [];
    const columns = (cells: readonly string[]): string =>
      `${cells
        .map((text, place) => text.padEnd([10, 7, 7, 24, 24][place] ?? 0))
        .join(' ')
        .trimEnd()}\n`;
    const head = options.has('H') ? '' : columns(['State', 'Recv-Q', 'Send-Q', 'Local Address:Port', 'Peer Address:Port']);
    const lines = sockets.map(({ local, remote, state }) =>
      columns([STATES[state].ss, '0', '0', endText(local), endText(remote)]),
    );
    await call.print(head + lines.join(''));
    return EXIT_CODES.ok;
  },
};
