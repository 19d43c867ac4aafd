import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { formatPrintf } from './printf-format.ts';

/** `printf FORMAT [ARGUMENT…]`. */
export const printf: CommandRow = {
  name: 'printf',
  async run({ args, print, printError }) {
    const [format, ...values] = args[0] === '--' ? args.slice(1) : args;
    if (format === undefined) {
      throw new UsageError('Needs 1 argument (see "printf --help")');
    }
    const { text, bad } = formatPrintf(format, values);
    await print(text);
    for (const value of bad) {
      await printError(`printf: bad %d ${value}\n`);
    }
    return bad.length > 0 ? EXIT_CODES.failure : EXIT_CODES.ok;
  },
};
