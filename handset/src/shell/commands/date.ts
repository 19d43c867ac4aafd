import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { formatDate } from '../time-format.ts';

/** `date [-u] [+FORMAT]`, in the host's zone. It sets no clock, as for the shell of a phone. */
export const date: CommandRow = {
  name: 'date',
  async run({ args, print, system }) {
    const now = system.settings.now();
    const shown = args.includes('-u') ? new Date(now.getTime() + now.getTimezoneOffset() * 60_000) : now;
    const [format = '+%a %b %e %T %Z %Y', ...others] = args.filter((each) => each !== '-u');
    if (!format.startsWith('+') || others.length > 0) {
      throw new UsageError("it shows the clock and does not set it; 'cmd alarm set-time MILLISECONDS' does");
    }
    await print(`${formatDate(shown, args.includes('-u') ? format.slice(1).replaceAll('%Z', 'UTC') : format.slice(1))}\n`);
    return EXIT_CODES.ok;
  },
};
