import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';

/** `which NAME…`. */
export const which: CommandRow = {
  name: 'which',
  async run({ args, print, session }) {
    let code: number = EXIT_CODES.ok;
    for (const name of args) {
      if (session.isCommand(name)) {
        await print(`/system/bin/${name}\n`);
      } else {
        code = EXIT_CODES.failure;
      }
    }
    return code;
  },
};
