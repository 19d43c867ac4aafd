import type { LogEntry } from '../../../device.ts';
import { messageOf } from '../../../errors.ts';
import { requireInteger, UsageError } from '../../options.ts';
import { parseFilters } from './filter.ts';
import { type FormatName, isFormatName, isModifier, type LogFormat } from './format.ts';

/** What a command line of logcat requests. */
export interface LogcatRequest {
  readonly action: 'clear' | 'size' | 'set-size' | 'prune' | 'statistics' | 'dump' | 'follow';
  readonly output: LogFormat | 'binary';
  readonly accepts: (entry: LogEntry) => boolean;
  /** Which existing entries are printed: the last ones, or those from a time in seconds on; null for all. */
  readonly since: { readonly last: number } | { readonly seconds: number } | null;
  /** After so many entries logcat ends (`-m`). */
  readonly max: number;
  /** The buffers, in the order in which they are printed. The handset fills `main` and `crash` only. */
  readonly buffers: readonly string[];
  /** The file that the output goes to (`-f`); null for stdout. */
  readonly file: string | null;
  readonly rotation: { readonly kibibytes: number; readonly count: number };
  /** Whether `--------- beginning of` goes before every change of the buffer (`-D`). */
  readonly hasDividers: boolean;
}

const FLAGS = {
  ...{ '-d': '-d', '-c': '-c', '-B': '-B', '-s': '-s', '-g': '-g', '-D': '-D', '-S': '-S', '-p': '-p', '-L': '-L' },
  ...{ '--clear': '-c', '--binary': '-B', '--dividers': '-D', '--statistics': '-S', '--prune': '-p', '--last': '-L' },
  ...{ '--buffer-size': '-g', '--wrap': '--wrap', '--proto': '--proto' },
} as const;
const VALUES = {
  ...{ '-b': '-b', '-t': '-t', '-T': '-T', '-e': '-e', '-m': '-m', '-f': '-f', '-r': '-r', '-n': '-n', '-G': '-G', '-P': '-P' },
  ...{
    '--pid': '--pid',
    '--uid': '--uid',
    '--buffer': '-b',
    '--regex': '-e',
    '--max-count': '-m',
    '--file': '-f',
    '--id': '--id',
  },
  ...{ '--rotate-kbytes': '-r', '--rotate-count': '-n', '--buffer-size': '-G', '--prune': '-P' },
} as const;
const BUFFERS = ['main', 'radio', 'events', 'system', 'crash', 'stats', 'security', 'kernel'] as const;
const DEFAULT_BUFFERS = ['main', 'system', 'crash'] as const;
const DEFAULT_ROTATIONS = 4;
const NOT_A_COUNT = 'is not a positive integer';

/** Parses a command line. `tags` is ANDROID_LOG_TAGS, which applies when no filter is given. Throws UsageError with logcat's words. */
export function parseRequest(args: readonly string[], tags: string, pidOf: (uid: number) => ReadonlySet<number>): LogcatRequest {
  const { flags, all, formats, rest } = splitOptions(args);
  const last = (name: string) => all.get(name)?.at(-1);
  const words = rest.length > 0 ? rest : [tags.replace(/^''$/, '')];
  const filter = parseFilters(words, flags.has('-s') ? 'hide-others' : 'show-others');
  const pattern = last('-e');
  const pid = countOf(last('--pid'), (text) => `pid ${text} out of range`);
  const uids = last('--uid')
    ?.split(',')
    .map((text) => countOf(text, (each) => `Invalid UID '${each}'`) ?? 0);
  const regex = pattern === undefined ? null : regexOf(pattern);
  return {
    action: actionOf(flags, all),
    output: flags.has('-B') ? 'binary' : requireFormat(formats),
    accepts: (entry) =>
      filter(entry) &&
      (pid === null || entry.pid === pid) &&
      (uids === undefined || uids.some((uid) => pidOf(uid).has(entry.pid))) &&
      (regex === null || regex.test(entry.message)),
    since: sinceOf(last('-t') ?? last('-T')),
    max: countOf(last('-m'), (text) => `-m ${text} ${NOT_A_COUNT}`) ?? Number.POSITIVE_INFINITY,
    buffers: buffersOf(all.get('-b') ?? []),
    file: last('-f') ?? null,
    rotation: {
      kibibytes: countOf(last('-r'), (text) => `Invalid parameter "${text}" to -r`) ?? Number.POSITIVE_INFINITY,
      count: countOf(last('-n'), (text) => `Invalid parameter "${text}" to -n`) ?? DEFAULT_ROTATIONS,
    },
    hasDividers: flags.has('-D'),
  };
}

interface SplitOptions {
  readonly flags: ReadonlySet<string>;
  readonly all: ReadonlyMap<string, readonly string[]>;
  readonly formats: readonly string[];
  readonly rest: readonly string[];
}

/** Options anywhere in the line; a value is joined (`-t5`, `--pid=7`) or the next word. */
function splitOptions(args: readonly string[]): SplitOptions {
  const flags = new Set<string>();
  const all = new Map<string, string[]>();
  const formats: string[] = [];
  const rest: string[] = [];
  const pending = [...args];
  const add = (name: string, value: string | undefined) => {
    if (value === undefined) {
      throw new UsageError(`option requires an argument -- '${name.replace(/^-+/, '')}'`);
    }
    all.set(name, [...(all.get(name) ?? []), value]);
  };
  for (let word = pending.shift(); word !== undefined; word = pending.shift()) {
    const [, name = word, joined] = /^(--[^=]+)(?:=(.*))?$/s.exec(word) ?? /^(-[A-Za-z])(.+)?$/s.exec(word) ?? [];
    if (!word.startsWith('-') || word === '-') {
      rest.push(word);
    } else if (name === '-v' || name === '--format') {
      formats.push(...(joined ?? pending.shift() ?? '').split(','));
    } else if (Object.hasOwn(VALUES, name) && (joined !== undefined || !Object.hasOwn(FLAGS, name))) {
      add(VALUES[name as keyof typeof VALUES], joined ?? pending.shift());
    } else if (Object.hasOwn(FLAGS, name)) {
      flags.add(FLAGS[name as keyof typeof FLAGS]);
      pending.unshift(...(joined === undefined ? [] : [`-${joined}`]));
    } else {
      throw new UsageError(`unrecognized option '${word}'`);
    }
  }
  return { flags, all, formats, rest };
}

function countOf(text: string | undefined, message: (text: string) => string): number | null {
  if (text === undefined) {
    return null;
  }
  if (!/^\d+$/.test(text)) {
    throw new UsageError(message(text));
  }
  return Number(text);
}

function regexOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch (error) {
    throw new UsageError(`Invalid regular expression '${pattern}': ${messageOf(error)}`);
  }
}

function buffersOf(words: readonly string[]): readonly string[] {
  const names = words.flatMap((word) => word.split(','));
  for (const name of names) {
    if (name !== 'all' && name !== 'default' && !BUFFERS.some((each) => each === name)) {
      throw new UsageError(`unknown buffer ${name}`);
    }
  }
  const chosen = names.flatMap((name) => {
    if (name === 'all') {
      return [...BUFFERS];
    }
    return name === 'default' ? [...DEFAULT_BUFFERS] : [name];
  });
  return names.length === 0 ? DEFAULT_BUFFERS : BUFFERS.filter((name) => chosen.includes(name));
}

function actionOf(flags: ReadonlySet<string>, values: ReadonlyMap<string, readonly string[]>): LogcatRequest['action'] {
  if (flags.has('-c')) {
    return 'clear';
  }
  if (flags.has('-g')) {
    return 'size';
  }
  if (values.has('-G')) {
    requireSize(values.get('-G')?.at(-1) ?? '');
    return 'set-size';
  }
  if (flags.has('-p') || values.has('-P')) {
    return 'prune';
  }
  if (flags.has('-S')) {
    return 'statistics';
  }
  return flags.has('-d') || flags.has('-L') || values.has('-t') ? 'dump' : 'follow';
}

/** `64K`, `16M`: between 64 KiB and 256 MiB. */
function requireSize(text: string): void {
  const [, number, unit = ''] = /^(\d+)([KMG]?)$/.exec(text) ?? [];
  const bytes = Number(number) * 1024 ** ('KMG'.indexOf(unit || '-') + 1);
  if (number === undefined || bytes < 64 * 1024 || bytes > 256 * 1024 ** 2) {
    throw new UsageError(`-G ${text} ${number === undefined ? 'is not a valid size' : 'is out of range'}`);
  }
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
