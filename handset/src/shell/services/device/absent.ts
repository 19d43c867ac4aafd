import type { CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';

interface Absence {
  readonly name: string;
  /** What Android's command prints when the part is missing, or our own words where it never is. */
  readonly text: string;
  readonly stream: 'stdout' | 'stderr';
  readonly code: number;
}

/** Commands of Android whose work the handset cannot do. They say so, so that a tool does not go on as if it were done. */
const ABSENT: readonly Absence[] = [
  { name: 'bugreport', text: 'bugreport: use dumpsys, logcat and getprop on this handset', stream: 'stderr', code: 1 },
  {
    name: 'screenrecord',
    text: 'Unable to get video codecs: this handset records no video; screencap takes pictures',
    stream: 'stderr',
    code: 1,
  },
];

export const absentCommands: readonly CommandRow[] = ABSENT.map(({ name, text, stream, code }) => ({
  name,
  async run({ print, printError }) {
    await (stream === 'stdout' ? print : printError)(`${text}\n`);
    return code;
  },
}));

/** `bugreportz [-p|-s|-v]`: the version is answered, a report is refused as Android refuses one. */
export const bugreportz: CommandRow = {
  name: 'bugreportz',
  async run({ args, print, printError }) {
    if (args[0] === '-v') {
      await print('1.2\n');
      return EXIT_CODES.ok;
    }
    if (args[0] !== undefined && !/^-[psh]$/.test(args[0])) {
      await printError(`Invalid option: ${args[0]}\n`);
      return EXIT_CODES.failure;
    }
    await print('FAIL:this handset makes no bug report; use dumpsys, logcat and getprop\n');
    return EXIT_CODES.ok;
  },
};

/** `reboot [REASON]`. The handset's process cannot be started again from inside. */
export const reboot: CommandRow = {
  name: 'reboot',
  async run({ printError }) {
    await printError('reboot: Operation not permitted\n');
    return EXIT_CODES.failure;
  },
};
