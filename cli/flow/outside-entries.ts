import type { JournalEntry } from '../../simulator/src/model/journal.ts';

/** Says how many of the entries belong to no flow, and how they are shown; null where each belongs to one. */
export function outsideWords(entries: readonly JournalEntry[]): string | null {
  const [first, ...others] = entries.filter(({ operation }) => operation === null);
  if (first === undefined) {
    return null;
  }
  return others.length === 0
    ? `1 journal entry belongs to no flow: quhao journal ${first.id}`
    : `${others.length + 1} journal entries belong to no flow: quhao journal`;
}
