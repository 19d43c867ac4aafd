import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { listProcesses } from './process-table.ts';

/** `kill [-SIGNAL] PID…`: an app belongs to another user than the shell, as on a phone; `am force-stop` ends it. */
export const kill: CommandRow = {
  name: 'kill',
  async run({ args, printError, system }) {
    const pids = args.filter((each) => !each.startsWith('-'));
    for (const pid of pids) {
      const isThere = listProcesses(system.device).some((row) => String(row.pid) === pid);
      await printError(`kill: ${pid}: ${isThere ? 'Operation not permitted (use am force-stop)' : 'No such process'}\n`);
    }
    return EXIT_CODES.failure;
  },
};
