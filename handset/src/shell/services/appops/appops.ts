import type { CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions, UsageError } from '../../options.ts';

const modes = ['allow', 'ignore', 'deny', 'default', 'foreground'] as const;

/** `appops set PACKAGE OP MODE`, `appops get PACKAGE [OP]`: kept and shown. */
export const appops: CommandRow = {
  name: 'appops',
  async run({ args, print, system }) {
    const { rest } = parseOptions(args, { values: ['--user'], flags: ['--uid'] });
    const [verb, packageName = '', operation, mode] = rest;
    if (system.device.packages.get(packageName) === null) {
      throw new UsageError(`Error: No UID for ${packageName} in user 0`, 255);
    }
    if (verb === 'set' && operation !== undefined && modes.some((each) => each === mode)) {
      system.operations.set(packageName, operation, mode ?? '');
      return EXIT_CODES.ok;
    }
    if (verb !== 'get') {
      throw new UsageError(`knows 'set PACKAGE OP ${modes.join('|')}' and 'get PACKAGE [OP]'`, 255);
    }
    const lines = [...system.operations.of(packageName)].filter(([name]) => operation === undefined || name === operation);
    await print(lines.length === 0 ? 'No operations.\n' : lines.map(([name, value]) => `${name}: ${value}\n`).join(''));
    return EXIT_CODES.ok;
  },
};
