import type { LogEntry } from '../../../device.ts';
import { parseOptions, requireInteger, UsageError } from '../../options.ts';
import { type LogFilter, parseFilters } from './filter.ts';
import { type FormatName, isFormatName, isModifier, type LogFormat } from './format.ts';

/** What one call of logcat wants. */
export interface LogcatRequest {
  readonly action: 'clear' | 'size' | 'dump' | 'follow';
  readonly output: LogFormat | 'binary';
  readonly accepts: (entry: LogEntry) => boolean;
  /** Of the entries that are there already: the last so many, or those from a moment on, in seconds; null for all. */
  readonly since: { readonly last: number } | { readonly seconds: number } | null;
}

const flags = ['-d', '-c', '-B', '-s', '-g', '-D', '--clear', '--dividers', '--buffer-size'];
const values = ['-v', '-b', '-t', '-T', '-e', '-m', '--pid', '--format', '--buffer', '--regex'];

/** Throws UsageError. `tags` is ANDROID_LOG_TAGS, used where no filter is given. */
export function parseRequest(args: readonly string[], tags: string): LogcatRequest {
  const { formats, others } = splitFormats(args);
  const options = parseOptions(others, { flags, values });
  const pattern = options.values.get('-e') ?? options.values.get('--regex');
  const pid = options.values.get('--pid');
  const filter = demandFilters(options.rest.length > 0 ? options.rest : [tags.replace(/^''$/, '')], options.flags.has('-s'));
  return {
    action: actionOf(options.flags, options.values),
    output: options.flags.has('-B') ? 'binary' : demandFormat(formats),
    accepts: (entry) =>
      filter(entry) &&
      (pid === undefined || entry.pid === Number(pid)) &&
      (pattern === undefined || new RegExp(pattern).test(entry.message)),
    since: sinceOf(options.values.get('-t') ?? options.values.get('-T')),
  };
}

/** `-v` may be given several times: one format, any number of modifiers. */
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

function actionOf(given: ReadonlySet<string>, options: ReadonlyMap<string, string>): LogcatRequest['action'] {
  if (given.has('-c') || given.has('--clear')) {
    return 'clear';
  }
  if (given.has('-g') || given.has('--buffer-size')) {
    return 'size';
  }
  return given.has('-d') || options.has('-t') ? 'dump' : 'follow';
}

function demandFormat(names: readonly string[]): LogFormat {
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

function demandFilters(words: readonly string[], isSilent: boolean): LogFilter {
  try {
    return parseFilters(words, isSilent ? 'hide-others' : 'show-others');
  } catch (cause) {
    throw new UsageError(`Invalid filter expression '${cause instanceof Error ? cause.message : String(cause)}'`);
  }
}

/** A count, `MM-DD hh:mm:ss.mmm` of this year, the same with a year before it, or seconds of the epoch with a fraction. */
function sinceOf(given: string | undefined): LogcatRequest['since'] {
  if (given === undefined) {
    return null;
  }
  if (/^\d+\.\d+$/.test(given)) {
    return { seconds: Number(given) };
  }
  if (/^\d+$/.test(given)) {
    return { last: requireInteger(given, 'a count of lines') };
  }
  const [, year = String(new Date().getFullYear()), rest] =
    /^(?:(\d{4})-)?(\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?)$/.exec(given) ?? [];
  const millis = Date.parse(`${year}-${rest?.replace(' ', 'T')}`);
  if (Number.isNaN(millis)) {
    throw new UsageError(`'${given}' is neither a count of lines nor a time such as '11-24 08:30:01.000'`);
  }
  return { seconds: millis / 1000 };
}
