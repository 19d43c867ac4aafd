import type { CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions, UsageError } from '../../options.ts';

const MODES = ['allow', 'ignore', 'deny', 'default', 'foreground'] as const;

/** `appops set PACKAGE OP MODE`, `appops get PACKAGE [OP]`. Modes are stored and printed; they have no effect on apps. */
export const appops: CommandRow = {
  name: 'appops',
  async run({ args, print, system }) {
    const { rest } = parseOptions(args, { values: ['--user'], flags: ['--uid'] });
    const [verb, packageName = '', operation, mode] = rest;
    if (system.device.packages.get(packageName) === null) {
      throw new UsageError(`Error: No UID for ${packageName} in user 0`, EXIT_CODES.serviceError);
    }
    if (verb === 'set' && operation !== undefined && MODES.some((each) => each === mode)) {
      system.operations.set(packageName, operation, mode ?? '');
      return EXIT_CODES.ok;
    }
    if (verb !== 'get') {
      throw new UsageError(`knows 'set PACKAGE OP ${MODES.join('|')}' and 'get PACKAGE [OP]'`, EXIT_CODES.serviceError);
    }
    const lines = [...system.operations.of(packageName)].filter(([name]) => operation === undefined || name === operation);
    await print(lines.length === 0 ? 'No operations.\n' : lines.map(([name, value]) => `${name}: ${value}\n`).join(''));
    return EXIT_CODES.ok;
  },
};
