import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';

/** `uname [-a|-r|-m|-s]`. */
export const uname: CommandRow = {
  name: 'uname',
  async run({ args, print }) {
    const parts = { '-s': 'Linux', '-n': 'localhost', '-r': '6.1.0-quhao', '-m': 'x86_64' } as const;
    const selected = args.includes('-a')
      ? Object.values(parts)
      : Object.entries(parts).flatMap(([flag, part]) => (args.includes(flag) ? [part] : []));
    await print(`${selected.length > 0 ? selected.join(' ') : parts['-s']}\n`);
    return EXIT_CODES.ok;
  },
};
