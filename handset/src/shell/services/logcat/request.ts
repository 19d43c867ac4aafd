import type { LogEntry } from '../../../device.ts';
import { type ParsedOptions, parseOptions, requireInteger, UsageError } from '../../options.ts';
import { parseFilters } from './filter.ts';
import { type FormatName, isFormatName, isModifier, type LogFormat } from './format.ts';

/** What a command line of logcat requests. */
export interface LogcatRequest {
  readonly action: 'clear' | 'size' | 'dump' | 'follow';
  readonly output: LogFormat | 'binary';
  readonly accepts: (entry: LogEntry) => boolean;
  /** Which existing entries are printed: the last ones, or those from a time in seconds on; null for all. */
  readonly since: { readonly last: number } | { readonly seconds: number } | null;
}

const FLAGS = ['-d', '-c', '-B', '-s', '-g', '-D', '--clear', '--dividers', '--buffer-size'];
const VALUES = ['-v', '-b', '-t', '-T', '-e', '-m', '--pid', '--format', '--buffer', '--regex'];

/** Parses a command line. `tags` is ANDROID_LOG_TAGS, which applies when no filter is given. Throws UsageError. */
export function parseRequest(args: readonly string[], tags: string): LogcatRequest {
  const { formats, others } = splitFormats(args);
  const options = parseOptions(others, { flags: FLAGS, values: VALUES });
  const pattern = options.values.get('-e') ?? options.values.get('--regex');
  const pid = options.values.get('--pid');
  const words = options.rest.length > 0 ? options.rest : [tags.replace(/^''$/, '')];
  const filter = parseFilters(words, options.flags.has('-s') ? 'hide-others' : 'show-others');
  return {
    action: actionOf(options),
    output: options.flags.has('-B') ? 'binary' : requireFormat(formats),
    accepts: (entry) =>
      filter(entry) &&
      (pid === undefined || entry.pid === Number(pid)) &&
      (pattern === undefined || new RegExp(pattern).test(entry.message)),
    since: sinceOf(options.values.get('-t') ?? options.values.get('-T')),
  };
}

/** Separates the values of `-v`, which may occur several times, from the other arguments. */
function splitFormats(args: readonly string[]): { readonly formats: readonly string[]; readonly others: readonly string[] } {
  const formats: string[] = [];
  const others: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    const joined = /^(?:-v|--format=)(.+)$/.exec(word)?.[1];
    if (word === '-v') {
      index += 1;
      formats.push(...(args[index] ?? '').split(','));
    } else if (joined !== undefined) {
      formats.push(...joined.split(','));
    } else {
      others.push(word);
    }
  }
  return { formats, others };
}

function actionOf({ flags, values }: ParsedOptions): LogcatRequest['action'] {
  if (flags.has('-c') || flags.has('--clear')) {
    return 'clear';
  }
  if (flags.has('-g') || flags.has('--buffer-size')) {
    return 'size';
  }
  return flags.has('-d') || values.has('-t') ? 'dump' : 'follow';
}

function requireFormat(names: readonly string[]): LogFormat {
  let name: FormatName = 'threadtime';
  const modifiers = new Set<string>();
  for (const each of names) {
    if (isFormatName(each)) {
      name = each;
    } else if (isModifier(each)) {
      modifiers.add(each);
    } else {
      throw new UsageError(`Invalid parameter "${each}" to -v`);
    }
  }
  return { name, modifiers };
}

/** Parses a number of lines, `MM-DD hh:mm:ss.mmm` of this year, `YYYY-MM-DD hh:mm:ss.mmm`, or seconds of the epoch with a fraction. */
function sinceOf(text: string | undefined): LogcatRequest['since'] {
  if (text === undefined) {
    return null;
  }
  if (/^\d+\.\d+$/.test(text)) {
    return { seconds: Number(text) };
  }
  if (/^\d+$/.test(text)) {
    return { last: requireInteger(text, 'a count of lines') };
  }
  const [, year = String(new Date().getFullYear()), rest] =
    /^(?:(\d{4})-)?(\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?)$/.exec(text) ?? [];
  const millis = Date.parse(`${year}-${rest?.replace(' ', 'T')}`);
  if (Number.isNaN(millis)) {
    throw new UsageError(`'${text}' is neither a count of lines nor a time such as '11-24 08:30:01.000'`);
  }
  return { seconds: millis / 1000 };
}
