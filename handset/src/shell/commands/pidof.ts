import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { parseOptions } from '../options.ts';
import { listProcesses } from './process-table.ts';

/** `pidof [-s] NAME…`. Exits with 1 when none runs. */
export const pidof: CommandRow = {
  name: 'pidof',
  async run({ args, print, system }) {
    const { rest } = parseOptions(args, { flags: ['-s'] });
    const pids = listProcesses(system.device)
      .filter((row) => rest.includes(row.name))
      .map((row) => row.pid);
    if (pids.length === 0) {
      return EXIT_CODES.failure;
    }
    await print(`${pids.join(' ')}\n`);
    return EXIT_CODES.ok;
  },
};
