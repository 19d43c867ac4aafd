import type { LogEntry } from '../../../device.ts';
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

const MODIFIER_NAMES = new Set(['epoch', 'year', 'usec', 'UTC', 'color', 'printable', 'descriptive', 'zone']);

export function isFormatName(name: string): name is FormatName {
  return name === 'long' || Object.hasOwn(FORMATS, name);
}

export function isModifier(name: string): boolean {
  return MODIFIER_NAMES.has(name);
}

export function formatEntry(entry: LogEntry, { name, modifiers }: LogFormat): string {
  const time = formatTime(entry, modifiers);
  const lines = entry.message.replace(/\n+$/, '').split('\n');
  if (name === 'long') {
    const heading = `[ ${time} ${padNumber(entry.pid)}:${padNumber(entry.tid)} ${letterOf(entry.priority)}/${entry.tag.padEnd(8)} ]`;
    return `${heading}\n${lines.join('\n')}\n\n`;
  }
  return lines.map((line) => `${FORMATS[name](entry, time, line)}\n`).join('');
}

function formatTime(entry: LogEntry, modifiers: ReadonlySet<string>): string {
  const fraction = modifiers.has('usec') ? micros(entry) : micros(entry).slice(0, 3);
  if (modifiers.has('epoch')) {
    return `${padNumber(entry.seconds, 19)}.${fraction}`;
  }
  const local = new Date(entry.seconds * 1000);
  const shown = modifiers.has('UTC') ? new Date(local.getTime() + local.getTimezoneOffset() * 60_000) : local;
  return `${formatDate(shown, modifiers.has('year') ? '%Y-%m-%d %T' : '%m-%d %T')}.${fraction}`;
}

function padNumber(value: number, width = 5): string {
  return String(value).padStart(width);
}

function micros(entry: LogEntry): string {
  return String(Math.floor(entry.nanos / 1000)).padStart(6, '0');
}
