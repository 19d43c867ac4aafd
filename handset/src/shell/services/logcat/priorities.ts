import type { LogEntry } from '../../../device.ts';

/** The priority of an entry, or SILENT. */
export type Priority = LogEntry['priority'] | typeof SILENT;

/** A filter with this priority accepts no entry. No entry has it. */
export const SILENT = 8;

/** Letters of liblog. */
const LETTERS = { V: 2, D: 3, I: 4, W: 5, E: 6, F: 7, S: 8, '*': 2 } as const satisfies Record<string, Priority>;

export function priorityOf(letter: string): Priority | null {
  const upper = letter.toUpperCase();
  return Object.hasOwn(LETTERS, upper) ? LETTERS[upper as keyof typeof LETTERS] : null;
}

export function letterOf(priority: LogEntry['priority']): string {
  return Object.entries(LETTERS).find(([, value]) => value === priority)?.[0] ?? '?';
}
