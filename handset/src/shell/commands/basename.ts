import { posix } from 'node:path';
import { type CommandRow, exitCodes } from '../command.ts';

export const basename: CommandRow = {
  name: 'basename',
  async run({ args, print }) {
    await print(`${posix.basename(args[0] ?? '', args[1])}\n`);
    return exitCodes.ok;
  },
};

export const dirname: CommandRow = {
  name: 'dirname',
  async run({ args, print }) {
    await print(`${posix.dirname(args[0] ?? '')}\n`);
    return exitCodes.ok;
  },
};
