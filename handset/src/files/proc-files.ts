import { createHash } from 'node:crypto';
import type { Device } from '../device.ts';
import { TOTAL_KIB } from './process-facts.ts';
import { processFiles } from './process-files.ts';
import { socketTables } from './socket-tables.ts';
import type { VirtualFile } from './virtual-files.ts';

/** The content of `/proc/version`, for the shell and for apps. */
export const KERNEL_VERSION = 'Linux version 6.1.0-quhao (virtual handset) #1 SMP\n';

/** What the handset says of its hardware; `free` and `nproc` say the same. */
const MEMORY = `MemTotal:        ${TOTAL_KIB} kB\nMemFree:          976896 kB\nMemAvailable:    1953792 kB\nBuffers:           64512 kB\nCached:           912384 kB\nSwapTotal:             0 kB\nSwapFree:              0 kB\n`;
const PROCESSOR_NUMBERS = [0, 1, 2, 3] as const;
/** user, nice, system, idle, iowait, irq, softirq, steal, guest, guest_nice. The load of the machine is not the handset's. */
const ZERO_TIMES = ' 0 0 0 0 0 0 0 0 0 0\n';
const CPU_TIMES = `cpu ${ZERO_TIMES}`;
const PROCESSORS = PROCESSOR_NUMBERS.map(
  (each) => `processor\t: ${each}\nvendor_id\t: quhao\nmodel name\t: virtual handset\n\n`,
).join('');

/** Files of `/proc` that tools read. */
export function procFiles(device: Device): readonly VirtualFile[] {
  return [
    { path: '/proc/uptime', content: () => uptime(device.bootNanos) },
    { path: '/proc/sys/kernel/random/boot_id', content: () => `${bootId(device.bootNanos)}\n` },
    { path: '/proc/version', content: () => KERNEL_VERSION },
    { path: '/proc/loadavg', content: () => '0.00 0.00 0.00 1/1 1\n' },
    { path: '/proc/meminfo', content: () => MEMORY },
    { path: '/proc/cpuinfo', content: () => PROCESSORS },
    { path: '/proc/stat', content: () => `${CPU_TIMES}${PROCESSOR_NUMBERS.map((each) => `cpu${each}${ZERO_TIMES}`).join('')}` },
    { path: '/sys/devices/system/cpu/possible', content: () => '0-3\n' },
    { path: '/sys/devices/system/cpu/present', content: () => '0-3\n' },
    { path: '/sys/devices/system/cpu/online', content: () => '0-3\n' },
    ...PROCESSOR_NUMBERS.map((each) => ({ path: `/sys/devices/system/cpu/cpu${each}/online`, content: () => '1\n' })),
    ...processFiles(device),
    ...socketTables(device),
    { path: '/proc/net/dev', content: () => interfaceCounters(device) },
  ];
}

/** A UUID that lasts from boot to boot. */
function bootId(bootNanos: bigint): string {
  const digits = createHash('sha256').update(String(bootNanos)).digest('hex');
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20, 32)].join('-');
}

/** Seconds since boot. The idle time, the second field, is the same. */
function uptime(bootNanos: bigint): string {
  const seconds = (Number((process.hrtime.bigint() - bootNanos) / 10_000_000n) / 100).toFixed(2);
  return `${seconds} ${seconds}\n`;
}

/** Bytes come from the relays. Packets are not counted there and are printed as 0. */
function interfaceCounters(device: Device): string {
  const counters = device.radio.counters();
  const zeros = (count: number) => Array<number>(count).fill(0);
  const names = { loopback: 'lo', cellular: device.radio.state().mobile.interface, wifi: 'wlan0', vpn: 'tun0' } as const;
  const bearers = [
    'loopback',
    'cellular',
    'wifi',
    ...(device.radio.state().vpn === undefined ? [] : (['vpn'] as const)),
  ] as const;
  const lines = bearers.map((bearer) => {
    const { bytesIn, bytesOut } = counters[bearer];
    return `${names[bearer].padStart(6)}: ${[bytesIn, ...zeros(7), bytesOut, ...zeros(7)].join(' ')}\n`;
  });
  return [
    'Inter-|   Receive                                                |  Transmit\n',
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n',
    ...lines,
  ].join('');
}
