import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';

/** `run-as PACKAGE COMMAND…`. An app's folder is not in the shell's file tree, so what it would run has nothing to see. */
export const runAs: CommandRow = {
  name: 'run-as',
  async run({ args, printError, system }) {
    const [name] = args[0] === '--user' ? args.slice(2) : args;
    if (name === undefined) {
      await printError('run-as: usage: run-as <package-name> [--user <uid>] <command> [<args>]\n');
      return EXIT_CODES.failure;
    }
    const installed = system.device.packages.get(name);
    await printError(
      installed === null
        ? `run-as: unknown package: ${name}\n`
        : `run-as: package not debuggable: ${name} (this handset keeps the data of apps out of the shell)\n`,
    );
    return EXIT_CODES.failure;
  },
};
