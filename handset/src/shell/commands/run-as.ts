import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { quoteWord } from '../language/quote-word.ts';
import { UsageError } from '../options.ts';

/** `run-as PACKAGE [--user 0] [COMMAND…]` runs a command, or a shell, with the rights and among the data of a debuggable app. */
export const runAs: CommandRow = {
  name: 'run-as',
  async run({ args, io, printError, system }) {
    const [name, ...rest] = args;
    if (name === undefined) {
      await printError('run-as: usage: run-as <package-name> [--user <uid>] <command> [<args>]\n');
      return EXIT_CODES.failure;
    }
    const words = rest[0] === '--user' ? rest.slice(2) : rest;
    const installed = system.device.packages.get(name);
    if (installed === null) {
      throw new UsageError(`unknown package: ${name}`);
    }
    if (rest[0] === '--user' && rest[1] !== '0') {
      throw new UsageError(`unknown package: ${name}`);
    }
    if (!installed.isDebuggable) {
      throw new UsageError(`package not debuggable: ${name}`);
    }
    return await system.runAs(installed, words.length === 0 ? 'sh' : words.map(quoteWord).join(' '), io);
  },
};
