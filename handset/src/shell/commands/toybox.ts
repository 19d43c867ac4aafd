import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';

/** `toybox COMMAND [ARGS…]` runs a command by its name. */
export const toybox: CommandRow = {
  name: 'toybox',
  async run({ args, io, session, print }) {
    const [name] = args;
    if (name === undefined || name === '--help') {
      await print('usage: toybox [--long | --help | --version | [COMMAND] [ARGUMENTS...]]\n');
      return EXIT_CODES.ok;
    }
    if (name === '--version') {
      await print('toybox 0.8.9-quhao\n');
      return EXIT_CODES.ok;
    }
    if (!session.isCommand(name)) {
      throw new UsageError(`Unknown command ${name} (see "toybox --help")`, EXIT_CODES.notFound);
    }
    return await session.runWords(args, io);
  },
};
