import type { Answer } from '../store/answer.ts';
import type { JournalRecord } from './journal.ts';
import type { Scope } from './scope.ts';
import type { EntryFacts } from './shared-journal.ts';

/** Appends an entry to the scope's journal, wherever that is, before its answer leaves. Returns its id. */
export function appendEntry(
  { journal, share }: Pick<Scope, 'journal' | 'share'>,
  record: JournalRecord,
  facts: EntryFacts,
): Answer<number> {
  if (share !== null) {
    return share.journal.append(record, facts);
  }
  const id = journal.append(record, facts.raw);
  facts.sending?.announceTo(journal, id);
  return id;
}
