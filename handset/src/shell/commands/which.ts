import { type CommandRow, exitCodes } from '../command.ts';

/** `which NAME…`. */
export const which: CommandRow = {
  name: 'which',
  async run({ args, print, session }) {
    let code: number = exitCodes.ok;
    for (const name of args) {
      if (session.isCommand(name)) {
        await print(`/system/bin/${name}\n`);
      } else {
        code = exitCodes.failure;
      }
    }
    return code;
  },
};
