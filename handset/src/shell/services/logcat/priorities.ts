import type { LogEntry } from '../../../device.ts';

/** liblog's letters. 8 is silent: a filter only, no entry has it. */
export type Priority = LogEntry['priority'] | 8;

const letters = { V: 2, D: 3, I: 4, W: 5, E: 6, F: 7, S: 8, '*': 2 } as const satisfies Record<string, Priority>;

export function priorityOf(letter: string): Priority | null {
  const upper = letter.toUpperCase();
  return Object.hasOwn(letters, upper) ? letters[upper as keyof typeof letters] : null;
}

export function letterOf(priority: LogEntry['priority']): string {
  return Object.entries(letters).find(([, value]) => value === priority)?.[0] ?? '?';
}
