import type { EventsQuery, JournalEntry } from '../model/journal.ts';
import { journalEvents, needFollowable } from './journal-events.ts';
import type { Scope } from './scope.ts';
import { needAlive } from './waiting.ts';

/** The entries of a scope's journal in this process, to iterate over. */
export class LocalEvents implements AsyncIterable<JournalEntry> {
  readonly #scope: Scope;
  readonly #query: EventsQuery;

  constructor(scope: Scope, query: EventsQuery) {
    this.#scope = scope;
    this.#query = query;
  }

  /** The number of the entry that the first event comes after. Refuses now what the iteration would refuse at its start. */
  async start(): Promise<number> {
    const { journal } = needAlive(this.#scope);
    await this.#scope.caughtUp();
    const after = this.#query.after ?? journal.lastId;
    needFollowable(journal, after);
    return after;
  }

  [Symbol.asyncIterator](): AsyncGenerator<JournalEntry, void> {
    return journalEvents(this.#scope, this.#query);
  }
}
