import { memoryPart, processFacts, usedTime } from '../../files/process-facts.ts';
import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { listProcesses, type ProcessRow } from './process-table.ts';
import { toyboxOptions } from './toybox-options.ts';

interface Column {
  readonly width: number;
  readonly value: (row: ProcessRow) => string;
}

/** Columns for which the handset has no data print 0. */
const COLUMNS: Readonly<Record<string, Column>> = {
  USER: { width: -14, value: (row) => row.user },
  UID: { width: 6, value: (row) => String(row.uid) },
  PID: { width: 6, value: (row) => String(row.pid) },
  PPID: { width: 6, value: () => '1' },
  VSZ: { width: 8, value: (row) => String(processFacts(row.pid).virtualKib) },
  RSS: { width: 7, value: (row) => String(processFacts(row.pid).residentKib) },
  WCHAN: { width: -16, value: () => '0' },
  ADDR: { width: 9, value: () => '0' },
  S: { width: 1, value: () => 'S' },
  C: { width: 1, value: () => '0' },
  NI: { width: 3, value: () => '0' },
  PRI: { width: 3, value: () => '19' },
  STIME: { width: 5, value: () => '00:00' },
  TIME: { width: 8, value: (row) => usedTime(processFacts(row.pid)) },
  TTY: { width: -8, value: () => '?' },
  TID: { width: 6, value: (row) => String(row.pid) },
  STAT: { width: -4, value: () => 'S' },
  COMM: { width: -15, value: (row) => row.name.slice(0, 15) },
  LABEL: { width: -30, value: () => 'u:r:untrusted_app:s0' },
  '%CPU': { width: 4, value: () => '0.0' },
  '%MEM': { width: 4, value: (row) => memoryPart(processFacts(row.pid)) },
  GROUP: { width: -12, value: (row) => row.user },
  NAME: { width: 0, value: (row) => row.name },
  CMD: { width: 0, value: (row) => row.name },
  ARGS: { width: 0, value: (row) => row.name },
  CMDLINE: { width: 0, value: (row) => row.name },
};

const FULL_COLUMNS = ['USER', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'];
const DEFAULT_COLUMNS = ['USER', 'PID', 'PPID', 'VSZ', 'RSS', 'WCHAN', 'ADDR', 'S', 'NAME'];

/** `ps [-AadefFlLnTw] [-o COLUMNS] [-p PIDS] [-P PARENTS] [-u USERS]`. All processes are shown, because the shell's own have no rows. */
export const ps: CommandRow = {
  name: 'ps',
  async run({ args, print, system }) {
    const options = toyboxOptions(
      { name: 'ps', args },
      { flags: 'AadefFlLnTwZMt', values: 'okOpPuUgGs', long: { pid: 'p', ppid: 'P' } },
    );
    const asked = [...options.all('o'), ...options.all('O').map((text) => `pid,${text},s,tty,time,name`)].join(',');
    const usual = options.has('f') ? FULL_COLUMNS : DEFAULT_COLUMNS;
    const specs = asked === '' ? usual : asked.split(',');
    const names = specs.map((spec) =>
      spec
        .replace(/[=:].*$/s, '')
        .trim()
        .toUpperCase(),
    );
    const chosen = names.map((name) => requireColumn(name));
    const list = (letter: string) => options.all(letter).flatMap((text) => text.split(/[ ,]/));
    const users = [...list('u'), ...list('U')];
    const rows = listProcesses(system.device).filter(
      (row) =>
        (!options.has('p') || list('p').includes(String(row.pid))) &&
        (!options.has('P') || list('P').includes('1')) &&
        (users.length === 0 || users.includes(row.user) || users.includes(String(row.uid))),
    );
    // A name after `=` is the heading; without any heading the line is left out.
    const headings = specs.map((spec, place) => (spec.includes('=') ? spec.replace(/^[^=]*=/, '') : (names[place] ?? '')));
    const heads = headings.every((heading) => heading === '') ? [] : [headings];
    const lines = [...heads, ...rows.map((row) => chosen.map((column) => column.value(row)))];
    await print(lines.map((line) => `${line.map((cell, place) => pad(cell, chosen[place]?.width ?? 0)).join(' ')}\n`).join(''));
    return EXIT_CODES.ok;
  },
};

function requireColumn(name: string): Column {
  const column = Object.hasOwn(COLUMNS, name) ? COLUMNS[name] : undefined;
  if (column === undefined) {
    throw new UsageError(`bad -o ${name}`);
  }
  return column;
}

function pad(cell: string, width: number): string {
  return width < 0 ? cell.padEnd(-width) : cell.padStart(width);
}
