import { isIPv4 } from 'node:net';
import type { ConnectionRecord, Device } from '../device.ts';
import type { VirtualFile } from './virtual-files.ts';

/** The content of `/proc/version`, for the shell and for apps. */
export const KERNEL_VERSION = 'Linux version 6.1.0-quhao (virtual handset) #1 SMP\n';

/** What the handset says of its hardware; `free` and `nproc` say the same. */
const MEMORY =
  'MemTotal:        3907584 kB\nMemFree:          976896 kB\nMemAvailable:    1953792 kB\nBuffers:           64512 kB\nCached:           912384 kB\nSwapTotal:             0 kB\nSwapFree:              0 kB\n';
const PROCESSORS = [0, 1, 2, 3]
  .map((each) => `processor\t: ${each}\nvendor_id\t: quhao\nmodel name\t: virtual handset\n\n`)
  .join('');

/** Files of `/proc` that tools read. */
export function procFiles(device: Device): readonly VirtualFile[] {
  return [
    { path: '/proc/uptime', content: () => uptime(device.bootNanos) },
    { path: '/proc/version', content: () => KERNEL_VERSION },
    { path: '/proc/loadavg', content: () => '0.00 0.00 0.00 1/1 1\n' },
    { path: '/proc/meminfo', content: () => MEMORY },
    { path: '/proc/cpuinfo', content: () => PROCESSORS },
    { path: '/proc/net/tcp', content: () => openConnections(device) },
    { path: '/proc/net/tcp6', content: () => TCP6_HEADER },
    { path: '/proc/net/dev', content: () => interfaceCounters(device) },
  ];
}

/** The handset's networks have IPv4 only. */
const TCP6_HEADER =
  '  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

/** Seconds since boot. The idle time, the second field, is the same. */
function uptime(bootNanos: bigint): string {
  const seconds = (Number((process.hrtime.bigint() - bootNanos) / 10_000_000n) / 100).toFixed(2);
  return `${seconds} ${seconds}\n`;
}

const INTERFACES = [
  { name: 'lo', bearer: 'loopback' },
  { name: 'rmnet_data0', bearer: 'cellular' },
  { name: 'wlan0', bearer: 'wifi' },
] as const;

/** Bytes come from the relays. Packets are not counted there and are printed as 0. */
function interfaceCounters(device: Device): string {
  const counters = device.radio.counters();
  const zeros = (count: number) => Array<number>(count).fill(0);
  const lines = INTERFACES.map(({ name, bearer }) => {
    const { bytesIn, bytesOut } = counters[bearer];
    return `${name.padStart(6)}: ${[bytesIn, ...zeros(7), bytesOut, ...zeros(7)].join(' ')}\n`;
  });
  return [
    'Inter-|   Receive                                                |  Transmit\n',
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n',
    ...lines,
  ].join('');
}

/** Connections from the relays' log. It does not know local ports and the addresses behind names; they are printed as 0. */
function openConnections(device: Device): string {
  const { mobile, wifi } = device.radio.state();
  const addresses = { wifi: wifi.address, cellular: mobile.address, loopback: '127.0.0.1' } as const;
  const rows = device.radio
    .connections(0)
    .filter((record) => record.end === 'open')
    .map((record, place) =>
      connectionRow(record, { place, local: addresses[record.bearer], uid: device.packages.get(record.package)?.uid ?? 0 }),
    );
  return `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n${rows.join('')}`;
}

interface RowContext {
  readonly place: number;
  readonly local: string;
  readonly uid: number;
}

const ESTABLISHED = '01';

function connectionRow({ host, port, seq }: ConnectionRecord, { local, place, uid }: RowContext): string {
  const remote = isIPv4(host) ? host : '0.0.0.0';
  const ends = `${kernelAddress(local, 0)} ${kernelAddress(remote, port)}`;
  return `${String(place).padStart(4)}: ${ends} ${ESTABLISHED} 00000000:00000000 00:00000000 00000000 ${String(uid).padStart(5)}        0 ${seq} 1\n`;
}

/** The address as one little-endian number, then the port, both in hex. */
function kernelAddress(address: string, port: number): string {
  const bytes = isIPv4(address) ? address.split('.').map(Number).reverse() : [0, 0, 0, 0];
  const hex = (value: number, width: number) => value.toString(16).toUpperCase().padStart(width, '0');
  return `${bytes.map((byte) => hex(byte, 2)).join('')}:${hex(port, 4)}`;
}
