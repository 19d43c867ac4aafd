import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { listProcesses } from './process-table.ts';
import { toyboxOptions } from './toybox-options.ts';

/** `pidof [-sx] [-o OMIT] NAME…`. Exits with 1 when none runs. */
export const pidof: CommandRow = {
  name: 'pidof',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'sx', values: 'o' });
    const omitted = options.all('o').flatMap((text) => text.split(','));
    const pids = listProcesses(call.system.device)
      .filter((row) => options.rest.includes(row.name) && !omitted.includes(String(row.pid)))
      .map((row) => row.pid);
    if (pids.length === 0) {
      return EXIT_CODES.failure;
    }
    await call.print(`${(options.has('s') ? pids.slice(0, 1) : pids).join(' ')}\n`);
    return EXIT_CODES.ok;
  },
};
