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

/** `id [-GZgnru]`. The shell user of a user build, or the user of an app under `run-as`. There is no root. */
export const id: CommandRow = {
  name: 'id',
  async run(call: Call) {
    const options = toyboxOptions(call, { flags: 'GZgnru', long: { user: 'u', group: 'g', groups: 'G', name: 'n' } });
    if (options.rest.length > 0 && !/^(?:shell|2000)$/.test(options.rest[0] ?? '')) {
      throw new UsageError(`no ${options.rest[0]}: No such user`);
    }
    const { uid, name } = call.system.user;
    const isNamed = options.has('n');
    if (options.has('u') || options.has('g')) {
      await call.print(isNamed ? `${name}\n` : `${uid}\n`);
    } else if (options.has('G')) {
      await call.print(`${(isNamed ? Object.keys(GROUPS) : Object.values(GROUPS)).join(' ')}\n`);
    } else if (options.has('Z')) {
      await call.print(`${contextOf(name)}\n`);
    } else {
      const groups = Object.entries(GROUPS).map(([name, number]) => `${number}(${name})`);
      await call.print(`uid=${uid}(${name}) gid=${uid}(${name}) groups=${groups.join(',')} context=${contextOf(name)}\n`);
    }
    return EXIT_CODES.ok;
  },
};

/** The context of SELinux. */
function contextOf(name: string): string {
  return name === 'shell' ? 'u:r:shell:s0' : 'u:r:runas_app:s0';
}

export const whoami: CommandRow = {
  name: 'whoami',
  async run({ print, system }) {
    await print(`${system.user.name}\n`);
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
