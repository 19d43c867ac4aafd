import type { LogEntry } from '../../../device.ts';
import type { CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions, UsageError } from '../../options.ts';
import { priorityOf, SILENT } from './priorities.ts';

/** `log [-p V|D|I|W|E|F] [-t TAG] MESSAGE…` writes a line into the device log. */
export const log: CommandRow = {
  name: 'log',
  async run({ args, system }) {
    const { values, rest } = parseOptions(args, { values: ['-p', '-t'] });
    const priority = priorityOf(values.get('-p') ?? 'I');
    if (priority === null || priority === SILENT) {
      throw new UsageError(`unknown priority '${values.get('-p')}'`);
    }
    const now = Date.now();
    const entry: LogEntry = {
      seconds: Math.floor(now / 1000),
      nanos: (now % 1000) * 1_000_000,
      pid: 0,
      tid: 0,
      priority,
      tag: values.get('-t') ?? 'log',
      message: rest.join(' '),
    };
    system.device.log.append(entry);
    return EXIT_CODES.ok;
  },
};
