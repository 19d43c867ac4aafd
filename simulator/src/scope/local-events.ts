import type { EventsQuery, JournalEntry } from '../model/journal.ts';
import { journalEvents, needFollowable } from './journal-events.ts';
import type { Scope } from './scope.ts';
import { needAlive } from './waiting.ts';

/** A scope's entries as callers iterate over them. */
export class LocalEvents implements AsyncIterable<JournalEntry> {
  readonly #scope: Scope;
  readonly #query: EventsQuery;

  constructor(scope: Scope, query: EventsQuery) {
    this.#scope = scope;
    this.#query = query;
  }

  /** The entry that the first event comes after. Refuses at once what the iteration refuses when it begins. */
  start(): number {
    const { journal } = needAlive(this.#scope);
    const after = this.#query.after ?? journal.lastId;
    needFollowable(journal, after);
    return after;
  }

  [Symbol.asyncIterator](): AsyncGenerator<JournalEntry, void> {
    return journalEvents(this.#scope, this.#query);
  }
}
