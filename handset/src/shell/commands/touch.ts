import type { CommandRow } from '../command.ts';
import { UsageError } from '../options.ts';
import { forEachPath } from './each-path.ts';
import { requireWords, toyboxOptions } from './toybox-options.ts';

/** `touch [-acmh] [-d DATE] [-t TIME] [-r FILE] PATH…` creates missing files and sets the modification time. */
export const touch: CommandRow = {
  name: 'touch',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'acmh', values: 'dtr', long: { date: 'd', 'no-create': 'c', reference: 'r' } });
    requireWords(call, options.rest, 1);
    const { files } = call.system;
    const reference = options.value('r');
    const modified =
      reference === undefined
        ? timeOf(options.value('d'), options.value('t'))
        : ((await files.stat(call.session.resolve(reference)))?.modified ?? timeOf(undefined, undefined));
    return await forEachPath(call, options.rest, async (path) => {
      const full = call.session.resolve(path);
      if ((await files.stat(full)) === null) {
        if (options.has('c')) {
          return;
        }
        await (await files.write(full, 'append')).close();
      }
      await files.setModified(full, modified);
    });
  },
};

/** Seconds since 1970 for `-d 2024-05-06 07:08:09`, `-d @SECONDS` or `-t [[CC]YY]MMDDhhmm[.ss]`. */
function timeOf(date: string | undefined, stamp: string | undefined): number {
  if (date === undefined && stamp === undefined) {
    return Math.floor(Date.now() / 1000);
  }
  const time = date === undefined ? stampTime(stamp ?? '') : dateTime(date);
  if (Number.isNaN(time)) {
    throw new UsageError(`bad date '${date ?? stamp}'`);
  }
  return Math.floor(time / 1000);
}

function dateTime(date: string): number {
  return date.startsWith('@') ? Number(date.slice(1)) * 1000 : new Date(date.replace(' ', 'T')).getTime();
}

function stampTime(stamp: string): number {
  const [, year = String(new Date().getFullYear()), month, day, hour, minute, second = '0'] =
    /^(\d{4}|\d{2})??(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(stamp) ?? [];
  return new Date(
    `${year.length === 2 ? `20${year}` : year}-${month}-${day}T${hour}:${minute}:${second.padStart(2, '0')}`,
  ).getTime();
}
