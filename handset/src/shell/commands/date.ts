import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { formatDate } from '../time-format.ts';
import { toyboxOptions } from './toybox-options.ts';

/** `date [-u] [-d DATE] [-r FILE] [+FORMAT]`. As on a phone, the shell cannot set the clock. */
export const date: CommandRow = {
  name: 'date',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'uIR', values: 'dDr', long: { date: 'd', utc: 'u' } });
    const time = await timeOf(call, options.value('d'), options.value('r'));
    const isUtc = options.has('u');
    const shown = isUtc ? new Date(time.getTime() + time.getTimezoneOffset() * 60_000) : time;
    const [format = options.has('R') ? '+%a, %d %b %Y %T %z' : '+%a %b %e %T %Z %Y', ...others] = options.rest;
    if (!format.startsWith('+') || others.length > 0) {
      throw new UsageError('cannot set date: Operation not permitted');
    }
    const zoned = isUtc
      ? format
          .replaceAll('%Z', 'UTC')
          .replaceAll('%z', '+0000')
          .replaceAll('%s', String(Math.floor(time.getTime() / 1000)))
      : format;
    await call.print(`${formatDate(shown, zoned.slice(1))}\n`);
    return EXIT_CODES.ok;
  },
};

async function timeOf({ session, system }: Call, text: string | undefined, path: string | undefined): Promise<Date> {
  if (path !== undefined) {
    const stat = await system.files.stat(session.resolve(path));
    if (stat === null) {
      throw new UsageError(`'${path}': No such file or directory`);
    }
    return new Date(stat.modified * 1000);
  }
  if (text === undefined || text === 'now') {
    return system.settings.now();
  }
  const time = text.startsWith('@') ? new Date(Number(text.slice(1)) * 1000) : new Date(text.replace(' ', 'T'));
  if (Number.isNaN(time.getTime())) {
    throw new UsageError(`bad date '${text}'`);
  }
  return time;
}
