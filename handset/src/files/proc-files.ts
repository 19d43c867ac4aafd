import type { Device } from '../device.ts';
import type { VirtualFile } from './virtual-files.ts';

/** The files of `/proc` that tools read. */
export function procFiles(device: Device): readonly VirtualFile[] {
  return [
    { path: '/proc/uptime', content: () => uptime(device.bootNanos) },
    { path: '/proc/version', content: () => 'Linux version 6.1.0-quhao (virtual handset) #1 SMP\n' },
    { path: '/proc/net/dev', content: () => interfaceCounters(device) },
  ];
}

/** Seconds since boot, twice: nothing here sleeps. */
function uptime(bootNanos: bigint): string {
  const seconds = (Number((process.hrtime.bigint() - bootNanos) / 10_000_000n) / 100).toFixed(2);
  return `${seconds} ${seconds}\n`;
}

const interfaces = [
  { name: 'lo', bearer: 'loopback' },
  { name: 'rmnet_data0', bearer: 'cellular' },
  { name: 'wlan0', bearer: 'wifi' },
] as const;

/** Bytes of the relays; packets are not counted there and stand as 0. */
function interfaceCounters(device: Device): string {
  const counters = device.radio.counters();
  const zeros = (count: number) => Array<number>(count).fill(0);
  const lines = interfaces.map(({ name, bearer }) => {
    const { bytesIn, bytesOut } = counters[bearer];
    return `${name.padStart(6)}: ${[bytesIn, ...zeros(7), bytesOut, ...zeros(7)].join(' ')}\n`;
  });
  return [
    'Inter-|   Receive                                                |  Transmit\n',
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n',
    ...lines,
  ].join('');
}
