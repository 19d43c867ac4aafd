import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { toyboxOptions } from './toybox-options.ts';

/** The groups of the shell user on a phone (AOSP adbd, drop_privileges). */
const GROUPS = {
  shell: 2000,
  input: 1004,
  log: 1007,
  adb: 1011,
  sdcard_rw: 1015,
  sdcard_r: 1028,
  ext_data_rw: 1078,
  ext_obb_rw: 1079,
  net_bt_admin: 3001,
  net_bt: 3002,
  inet: 3003,
  net_bw_stats: 3006,
  readproc: 3009,
  uhid: 3011,
  readtracefs: 3012,
} as const;

/** `id [-GZgnru]`. The shell user of a user build. There is no root. */
export const id: CommandRow = {
  name: 'id',
  async run(call: Call) {
    const options = toyboxOptions(call, { flags: 'GZgnru', long: { user: 'u', group: 'g', groups: 'G', name: 'n' } });
    if (options.rest.length > 0 && !/^(?:shell|2000)$/.test(options.rest[0] ?? '')) {
      throw new UsageError(`no ${options.rest[0]}: No such user`);
    }
    const isNamed = options.has('n');
    if (options.has('u') || options.has('g')) {
      await call.print(isNamed ? 'shell\n' : '2000\n');
    } else if (options.has('G')) {
      await call.print(`${(isNamed ? Object.keys(GROUPS) : Object.values(GROUPS)).join(' ')}\n`);
    } else if (options.has('Z')) {
      await call.print('u:r:shell:s0\n');
    } else {
      const groups = Object.entries(GROUPS).map(([name, number]) => `${number}(${name})`);
      await call.print(`uid=2000(shell) gid=2000(shell) groups=${groups.join(',')} context=u:r:shell:s0\n`);
    }
    return EXIT_CODES.ok;
  },
};

export const whoami: CommandRow = {
  name: 'whoami',
  async run({ print }) {
    await print('shell\n');
    return EXIT_CODES.ok;
  },
};

/** `groups`, `logname` and `getenforce`. */
export const accountCommands: readonly CommandRow[] = [
  { name: 'groups', text: Object.keys(GROUPS).join(' ') },
  { name: 'logname', text: 'shell' },
  { name: 'getenforce', text: 'Enforcing' },
].map(({ name, text }) => ({
  name,
  async run({ print }) {
    await print(`${text}\n`);
    return EXIT_CODES.ok;
  },
}));
