import type { JournalEntry, JournalQuery } from '../model/journal.ts';
import { isMatch, type Journal, type JournalRecord, SeenRecords } from './journal.ts';

/** Reads a journal with pauses: a full one takes a second to describe, and a signature's mistakes take a part of one. */

/** The entries that match, of those that the journal holds when the work begins. See Journal.query for what is refused. */
export function* describeMatching(journal: Journal, query: JournalQuery): Generator<void, readonly JournalEntry[]> {
  if (query.after !== undefined) {
    journal.needWhole(query.after);
  }
  const matching: JournalEntry[] = [];
  const seen = new SeenRecords();
  // The list is made at once: while the work pauses, new entries may push the oldest out.
  for (const [id, record] of [...journal.records()]) {
    const before = seen.take(id, record);
    if (isMatch(id, record, query)) {
      yield* prepare(record);
      matching.push(record.describe(id, before));
    }
    yield;
  }
  if (matching.length === 0) {
    journal.needWhole(query.after ?? 0);
  }
  return matching;
}

/** Prepares the first entry after this number to be described. */
export function* prepareFirst(journal: Journal, after: number): Generator<void, void> {
  const [next] = journal.records(after);
  if (next !== undefined) {
    yield* prepare(next[1]);
  }
}

function* prepare(record: JournalRecord): Generator<void, void> {
  if (record.prepare !== undefined) {
    yield* record.prepare();
  }
}
