import { posix } from 'node:path';
import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';

export const basename: CommandRow = {
  name: 'basename',
  async run({ args, print }) {
    await print(`${posix.basename(args[0] ?? '', args[1])}\n`);
    return EXIT_CODES.ok;
  },
};

export const dirname: CommandRow = {
  name: 'dirname',
  async run({ args, print }) {
    await print(`${posix.dirname(args[0] ?? '')}\n`);
    return EXIT_CODES.ok;
  },
};
