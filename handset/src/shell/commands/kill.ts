import { type CommandRow, exitCodes } from '../command.ts';
import { listProcesses } from '../process-table.ts';

/** `kill [-SIGNAL] PID…`: an app belongs to another user than the shell, as on a phone; `am force-stop` ends it. */
export const kill: CommandRow = {
  name: 'kill',
  async run({ args, complain, system }) {
    const pids = args.filter((each) => !each.startsWith('-'));
    for (const pid of pids) {
      const isThere = listProcesses(system.device).some((row) => String(row.pid) === pid);
      await complain(`kill: ${pid}: ${isThere ? 'Operation not permitted (use am force-stop)' : 'No such process'}\n`);
    }
    return exitCodes.failure;
  },
};
