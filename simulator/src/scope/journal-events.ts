import type { EventsQuery, JournalEntry } from '../model/journal.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import type { Journal } from './journal.ts';
import { prepareFirst } from './read-journal.ts';
import type { Scope } from './scope.ts';
import { inSlices, Slice } from './slices.ts';
import { hasEnded, needAlive } from './waiting.ts';

/**
 * A scope's entries as they are appended. One that is appended before its answer has left comes again, with the same number, once that is settled. Nothing
 * is queued for a slow reader, which continues in the journal: where entries were dropped that it had not read yet, the iteration fails with a ProblemError
 * that says so.
 */
export async function* journalEvents(scope: Scope, { after, signal }: EventsQuery): AsyncGenerator<JournalEntry, void> {
  const { id, journal } = needAlive(scope);
  if (scope.share !== null) {
    await scope.caughtUp();
  }
  let last = after ?? journal.lastId;
  needFollowable(journal, last);
  const pending = new Set(journal.pendingUpTo(last));
  // A reader that is as fast as the journal waits for nothing: ten thousand entries would come in one turn.
  const slice = new Slice();
  while (!isAborted(signal)) {
    await slice.pause();
    await inSlices(prepareFirst(journal, last));
    if (isAborted(signal)) {
      return;
    }
    // Nothing is awaited from here to the wait for a change: what came in between would be missed.
    journal.needWhole(last);
    const next = settledOf(pending, journal) ?? journal.first({}, last);
    if (next !== undefined) {
      last = Math.max(last, next.id);
      if (next.sent.extent === 'pending') {
        pending.add(next.id);
      }
      yield next;
    } else if (scope.isEnded || (await nextChange(journal, signal)) === 'ended') {
      throw hasEnded(id);
    }
  }
}

/** An entry of those that were pending whose answer is settled; it is taken out of the set. */
function settledOf(pending: Set<number>, journal: Journal): JournalEntry | undefined {
  for (const id of pending) {
    const entry = journal.settledEntry(id);
    if (entry !== 'pending') {
      pending.delete(id);
      if (entry !== undefined) {
        return entry;
      }
    }
  }
  return undefined;
}

/** A call, since the compiler takes a property that was read for one that stays. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** Refuses to continue after an entry that never existed, or where entries after it were dropped. */
export function needFollowable(journal: Journal, after: number): void {
  if (after > journal.lastId) {
    throw new ProblemError(
      'invalid',
      `there is no entry ${after} to go on after, the last is ${journal.lastId}: the number is of another run or scope`,
    );
  }
  journal.needWhole(after);
}

function nextChange(journal: Journal, signal: AbortSignal | undefined): Promise<'ended' | 'grown' | 'aborted'> {
  return new Promise((resolve) => {
    const settle = (how: 'ended' | 'grown' | 'aborted'): void => {
      listening.end();
      signal?.removeEventListener('abort', abort);
      resolve(how);
    };
    const abort = (): void => settle('aborted');
    const listening = journal.listen(
      () => settle('grown'),
      () => settle('ended'),
    );
    signal?.addEventListener('abort', abort);
  });
}
