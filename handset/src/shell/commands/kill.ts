import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { listProcesses } from './process-table.ts';

/** `kill [-SIGNAL] PID…`. As on a phone, an app belongs to another user than the shell; only `am force-stop` ends it. */
export const kill: CommandRow = {
  name: 'kill',
  async run({ args, printError, system }) {
    const pids = args.filter((each) => !each.startsWith('-'));
    for (const pid of pids) {
      const exists = listProcesses(system.device).some((row) => String(row.pid) === pid);
      await printError(`kill: ${pid}: ${exists ? 'Operation not permitted (use am force-stop)' : 'No such process'}\n`);
    }
    return EXIT_CODES.failure;
  },
};
