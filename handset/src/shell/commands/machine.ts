import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { humanSize } from './human-size.ts';
import { toyboxOptions } from './toybox-options.ts';

/** What the handset says of its hardware. `/proc` of apps says the same (runtime/app-root.ts has its figures). */
const MEMORY_KIB = { total: 3_907_584, used: 1_953_792, free: 976_896, shared: 12_288, buffers: 64_512 } as const;
const PROCESSORS = 4;

export const nproc: CommandRow = {
  name: 'nproc',
  async run(call) {
    toyboxOptions(call, { flags: '', long: { all: 'a' } });
    await call.print(`${PROCESSORS}\n`);
    return EXIT_CODES.ok;
  },
};

/** `uptime [-ps]`. */
export const uptime: CommandRow = {
  name: 'uptime',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'ps' });
    const seconds = Math.floor(Number(process.hrtime.bigint() - call.system.device.bootNanos) / 1e9);
    const now = new Date();
    if (options.has('s')) {
      await call.print(`${new Date(now.getTime() - seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')}\n`);
      return EXIT_CODES.ok;
    }
    const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
    const two = (value: number) => String(value).padStart(2, '0');
    const up = `${days > 0 ? `${days} day${days > 1 ? 's' : ''}, ` : ''}${hours > 0 ? `${hours}:${two(minutes)}` : `${minutes} min`}`;
    await call.print(
      options.has('p')
        ? `up ${up}\n`
        : ` ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())} up ${up},  0 users,  load average: 0.00, 0.00, 0.00\n`,
    );
    return EXIT_CODES.ok;
  },
};

/** `free [-bkmght]`. */
export const free: CommandRow = {
  name: 'free',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'bkmgth' });
    const units = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 } as const;
    const unit = Object.entries(units).find(([letter]) => options.has(letter))?.[1] ?? 1;
    const text = (kib: number) =>
      (options.has('h') ? humanSize(kib * 1024) : String(Math.floor((kib * 1024) / unit))).padStart(12);
    const { total, used, free: unused, shared, buffers } = MEMORY_KIB;
    const head = ['total', 'used', 'free', 'shared', 'buffers'].map((name) => name.padStart(12)).join('');
    await call.print(`\t\t${head.trimStart()}\nMem:    ${[total, used, unused, shared, buffers].map(text).join('')}\n`);
    await call.print(
      `-/+ buffers/cache:   ${text(used - buffers)}${text(unused + buffers)}\nSwap:   ${[0, 0, 0].map(text).join('')}\n`,
    );
    return EXIT_CODES.ok;
  },
};

export const hostname: CommandRow = {
  name: 'hostname',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'bdsf', values: 'F' });
    if (options.rest.length > 0) {
      throw new UsageError(`set failed '${options.rest[0]}': Operation not permitted`);
    }
    await call.print('localhost\n');
    return EXIT_CODES.ok;
  },
};
