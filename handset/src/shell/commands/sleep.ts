import { setTimeout as delay } from 'node:timers/promises';
import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

/** `sleep SECONDS[s|m|h]`, also with fractions. Ends with the stream that it was started on. */
export const sleep: CommandRow = {
  name: 'sleep',
  async run({ args, io }) {
    const [, amount, unit = ''] = /^(\d+(?:\.\d+)?|\.\d+)([smh]?)$/.exec(args[0] ?? '') ?? [];
    if (amount === undefined) {
      throw new UsageError(`takes a number of seconds, not '${args[0] ?? ''}'`);
    }
    try {
      await delay(Number(amount) * (UNITS[unit] ?? 1) * 1000, undefined, { signal: io.signal });
      return EXIT_CODES.ok;
    } catch {
      return EXIT_CODES.interrupted;
    }
  },
};
