import { setTimeout as delay } from 'node:timers/promises';
import { type CommandRow, exitCodes } from '../command.ts';
import { UsageFault } from '../options.ts';

const units: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

/** `sleep SECONDS[s|m|h]`, fractions too; ends with the stream that it was started on. */
export const sleep: CommandRow = {
  name: 'sleep',
  async run({ args, io }) {
    const [, amount, unit = ''] = /^(\d*\.?\d+)([smh]?)$/.exec(args[0] ?? '') ?? [];
    if (amount === undefined) {
      throw new UsageFault(`takes a number of seconds, not '${args[0] ?? ''}'`);
    }
    try {
      await delay(Number(amount) * (units[unit] ?? 1) * 1000, undefined, { signal: io.signal });
      return exitCodes.ok;
    } catch {
      return exitCodes.interrupted;
    }
  },
};
