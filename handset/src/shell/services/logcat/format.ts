import type { LogEntry } from '../../../device.ts';
import { withoutTrailing } from '../../../text-end.ts';
import { formatDate } from '../../time-format.ts';
import { letterOf } from './priorities.ts';

type LineFormat = (entry: LogEntry, time: string, line: string) => string;

/** Formats of logcat (liblog logprint.cpp). */
const FORMATS = {
  brief: (entry, _time, line) => `${letterOf(entry.priority)}/${entry.tag.padEnd(8)}(${padNumber(entry.pid)}): ${line}`,
  process: (entry, _time, line) => `${letterOf(entry.priority)}(${padNumber(entry.pid)}) ${line}  (${entry.tag})`,
  raw: (_entry, _time, line) => line,
  tag: (entry, _time, line) => `${letterOf(entry.priority)}/${entry.tag.padEnd(8)}: ${line}`,
  thread: (entry, _time, line) => `${letterOf(entry.priority)}(${padNumber(entry.pid)}:${padNumber(entry.tid)}) ${line}`,
  threadtime: (entry, time, line) =>
    `${time} ${padNumber(entry.pid)} ${padNumber(entry.tid)} ${letterOf(entry.priority)} ${entry.tag.padEnd(8)}: ${line}`,
  time: (entry, time, line) => `${time} ${letterOf(entry.priority)}/${entry.tag.padEnd(8)}(${padNumber(entry.pid)}): ${line}`,
} as const satisfies Record<string, LineFormat>;

export type FormatName = keyof typeof FORMATS | 'long';

export interface LogFormat {
  readonly name: FormatName;
  readonly modifiers: ReadonlySet<string>;
}

/** `color` has an effect; `printable`, `descriptive` and `uid` have none here, as entries are text and hold no user. */
const MODIFIER_NAMES = new Set([
  'epoch',
  'year',
  'usec',
  'nsec',
  'monotonic',
  'UTC',
  'color',
  'colour',
  'printable',
  'descriptive',
  'uid',
  'zone',
]);

/** Colours of liblog by priority. */
const COLOURS = { 2: 231, 3: 75, 4: 40, 5: 166, 6: 196, 7: 196 } as const satisfies Record<LogEntry['priority'], number>;

export function isFormatName(name: string): name is FormatName {
  return name === 'long' || Object.hasOwn(FORMATS, name);
}

export function isModifier(name: string): boolean {
  return MODIFIER_NAMES.has(name);
}

export function formatEntry(entry: LogEntry, { name, modifiers }: LogFormat): string {
  const time = formatTime(entry, modifiers);
  const lines = withoutTrailing(entry.message, '\n').split('\n');
  if (name === 'long') {
    const heading = `[ ${time} ${padNumber(entry.pid)}:${padNumber(entry.tid)} ${letterOf(entry.priority)}/${entry.tag.padEnd(8)} ]`;
    return `${heading}\n${lines.join('\n')}\n\n`;
  }
  const isColoured = modifiers.has('color') || modifiers.has('colour');
  const paint = (text: string) => (isColoured ? `\x1b[38;5;${COLOURS[entry.priority]}m${text}\x1b[0m` : text);
  return lines.map((line) => `${paint(FORMATS[name](entry, time, line))}\n`).join('');
}

function formatTime(entry: LogEntry, modifiers: ReadonlySet<string>): string {
  const fraction = fractionOf(entry, modifiers);
  if (modifiers.has('epoch')) {
    return `${padNumber(entry.seconds, 19)}.${fraction}`;
  }
  const local = new Date(entry.seconds * 1000);
  const shown = modifiers.has('UTC') ? new Date(local.getTime() + local.getTimezoneOffset() * 60_000) : local;
  return `${formatDate(shown, modifiers.has('year') ? '%Y-%m-%d %T' : '%m-%d %T')}.${fraction}${zoneOf(local, modifiers)}`;
}

function padNumber(value: number, width = 5): string {
  return String(value).padStart(width);
}

function zoneOf(date: Date, modifiers: ReadonlySet<string>): string {
  if (!modifiers.has('zone')) {
    return '';
  }
  return modifiers.has('UTC') ? ' +0000' : ` ${formatDate(date, '%z')}`;
}

function fractionOf({ nanos }: LogEntry, modifiers: ReadonlySet<string>): string {
  const digits = String(nanos).padStart(9, '0');
  if (modifiers.has('nsec')) {
    return digits;
  }
  return digits.slice(0, modifiers.has('usec') ? 6 : 3);
}
