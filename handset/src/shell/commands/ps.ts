import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { parseOptions, UsageError } from '../options.ts';
import { listProcesses, type ProcessRow } from './process-table.ts';

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
  VSZ: { width: 8, value: () => '0' },
  RSS: { width: 7, value: () => '0' },
  WCHAN: { width: -16, value: () => '0' },
  ADDR: { width: 9, value: () => '0' },
  S: { width: 1, value: () => 'S' },
  NAME: { width: 0, value: (row) => row.name },
  CMD: { width: 0, value: (row) => row.name },
  ARGS: { width: 0, value: (row) => row.name },
  CMDLINE: { width: 0, value: (row) => row.name },
};

const DEFAULT_COLUMNS = ['USER', 'PID', 'PPID', 'VSZ', 'RSS', 'WCHAN', 'ADDR', 'S', 'NAME'];

/** `ps [-A] [-e] [-f] [-p PID] [-o COLUMNS]`. */
export const ps: CommandRow = {
  name: 'ps',
  async run({ args, print, system }) {
    const { values } = parseOptions(args, { flags: ['-A', '-e', '-f', '-l', '-w'], values: ['-o', '-p'] });
    const names = values.get('-o')?.toUpperCase().split(',') ?? DEFAULT_COLUMNS;
    const chosen = names.map((name) => requireColumn(name));
    const pid = values.get('-p');
    const rows = listProcesses(system.device).filter((row) => pid === undefined || row.pid === Number(pid));
    const lines = [names, ...rows.map((row) => chosen.map((column) => column.value(row)))];
    await print(lines.map((line) => `${line.map((cell, place) => pad(cell, chosen[place]?.width ?? 0)).join(' ')}\n`).join(''));
    return EXIT_CODES.ok;
  },
};

function requireColumn(name: string): Column {
  const column = Object.hasOwn(COLUMNS, name) ? COLUMNS[name] : undefined;
  if (column === undefined) {
    throw new UsageError(`unknown column '${name}'; known are ${Object.keys(COLUMNS).join(', ')}`);
  }
  return column;
}

function pad(cell: string, width: number): string {
  return width < 0 ? cell.padEnd(-width) : cell.padStart(width);
}
