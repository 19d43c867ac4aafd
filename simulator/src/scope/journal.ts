import { z } from 'zod';
import type { JournalBounds, JournalEntry, JournalQuery } from '../model/journal.ts';
import type { Operation, Plane } from '../model/operations.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { read } from './documents.ts';

/** What a request leaves behind: what it is asked by, and how to tell it. Telling is put off until somebody asks. */
export interface JournalRecord {
  readonly plane: Plane;
  readonly operation: Operation | null;
  readonly appid: string | null;
  /** As it may be shown: a client may send its key as its appid. */
  readonly describeAppid: () => string | null;
  readonly msgid: string | null;
  readonly resultCode: string | null;
  /** What joins requests to a login: credentials are compared here, and never told. */
  readonly links: {
    readonly connection: number;
    /** Address that the request came from. */
    readonly address: string | null;
    readonly msisdn: string | null;
    readonly presented: string | null;
    readonly issued: string | null;
  };
  /** Rough size in memory. */
  readonly bytes: number;
  readonly tell: (id: number, attempt: number) => JournalEntry;
}

export const journalBoundsSchema = z.strictObject({
  maxEntries: z.int().min(1).max(10_000_000).default(10_000),
  maxBytes: z
    .int()
    .min(1)
    .default(32 * 1024 * 1024),
});

export function readJournalBounds(given: Partial<JournalBounds> = {}): JournalBounds {
  return read(journalBoundsSchema, 'journal', given);
}

type Listener = (id: number, record: JournalRecord) => void;

/** A scope's requests in order, bounded: the oldest are dropped, and a question about them fails. */
export class Journal {
  readonly #bounds: JournalBounds;
  /** A ring: the record of an id stands at id modulo its length. */
  readonly #ring: (JournalRecord | undefined)[];
  /** Each with what it is told when the journal ends. */
  readonly #listeners = new Map<Listener, () => void>();
  #firstId = 1;
  #lastId = 0;
  #droppedUpTo = 0;
  #clearedUpTo = 0;
  #bytes = 0;

  constructor(bounds: JournalBounds = readJournalBounds()) {
    this.#bounds = bounds;
    this.#ring = [];
  }

  /** The last entry that the bounds pushed out, 0 for none. */
  get droppedUpTo(): number {
    return this.#droppedUpTo;
  }

  get lastId(): number {
    return this.#lastId;
  }

  get size(): number {
    return this.#lastId - this.#firstId + 1;
  }

  /** Of a full journal, the record that the next one pushes out: dropped already, and to be made over. Nobody else may hold on to one. */
  makeRoom(): JournalRecord | undefined {
    return this.size >= this.#bounds.maxEntries ? this.#dropOldest() : undefined;
  }

  append(record: JournalRecord): number {
    const { maxEntries, maxBytes } = this.#bounds;
    while (this.size >= maxEntries || (this.#bytes + record.bytes > maxBytes && this.size > 0)) {
      this.#dropOldest();
    }
    this.#lastId += 1;
    this.#ring[this.#lastId % maxEntries] = record;
    this.#bytes += record.bytes;
    for (const listener of this.#listeners.keys()) {
      listener(this.#lastId, record);
    }
    return this.#lastId;
  }

  /**
   * The kept entries that match. Refused where the answer would hide what was dropped: an `after` that reaches into it, and no match at all, since the one
   * asked for may have been among the dropped.
   */
  query(query: JournalQuery = {}): readonly JournalEntry[] {
    if (query.after !== undefined) {
      this.needWhole(query.after);
    }
    const found: JournalEntry[] = [];
    const attempts = new Map<string, number>();
    for (const [id, record] of this.records()) {
      const attempt = countUp(attempts, record);
      if (isMatch(id, record, query)) {
        found.push(record.tell(id, attempt));
      }
    }
    if (found.length === 0) {
      this.needWhole(query.after ?? 0);
    }
    return found;
  }

  /** The first kept entry after this number that matches. */
  first(query: JournalQuery, after: number): JournalEntry | undefined {
    for (const [id, record] of this.records(after)) {
      if (isMatch(id, record, query)) {
        return record.tell(id, this.#attemptOf(id, record));
      }
    }
    return undefined;
  }

  /** How many match of all that there were, and never of a part of them. */
  count(query: JournalQuery = {}): number {
    this.needWhole(query.after ?? 0);
    let count = 0;
    for (const [id, record] of this.records()) {
      count += isMatch(id, record, query) ? 1 : 0;
    }
    return count;
  }

  /** Refuses a question about all entries after this one where some of them were dropped. */
  needWhole(after: number): void {
    const dropped = this.describeDropped(after);
    if (dropped !== null) {
      const { maxEntries, maxBytes } = this.#bounds;
      throw new ProblemError(
        'dropped',
        `${dropped}: the journal keeps ${maxEntries} entries and ${maxBytes} bytes; ask after ${this.#droppedUpTo}, or have it keep more (journal.maxEntries, journal.maxBytes of the scope)`,
      );
    }
  }

  /** Which of the entries after this one were dropped, in words; null for none. */
  describeDropped(after: number): string | null {
    const from = Math.max(after, this.#clearedUpTo);
    return from < this.#droppedUpTo ? `entries ${from + 1} to ${this.#droppedUpTo} were dropped` : null;
  }

  /** Every record still kept of those after this one, oldest first. */
  *records(after = 0): Generator<readonly [number, JournalRecord]> {
    for (let id = Math.max(this.#firstId, after + 1); id <= this.#lastId; id++) {
      const record = this.#ring[id % this.#bounds.maxEntries];
      if (record !== undefined) {
        yield [id, record];
      }
    }
  }

  /** Calls for each entry to come, and once where none will come any more; the result ends that. */
  listen(listener: Listener, onEnd: () => void): { end(): void } {
    this.#listeners.set(listener, onEnd);
    return { end: () => void this.#listeners.delete(listener) };
  }

  /** Nothing will come any more: who listens is told. */
  end(): void {
    const waiting = [...this.#listeners.values()];
    this.#listeners.clear();
    for (const onEnd of waiting) {
      onEnd();
    }
  }

  /** Numbers go on: an entry from before is never taken for one from after. */
  clear(): void {
    this.#ring.length = 0;
    this.#clearedUpTo = this.#lastId;
    this.#firstId = this.#lastId + 1;
    this.#bytes = 0;
  }

  /** What was seen instead of what was waited for. */
  describeNearest(): string {
    const last = [...this.records(this.#lastId - 3)];
    if (last.length === 0) {
      return 'the journal is empty';
    }
    const told = last
      .map(([id, record]) => record.tell(id, this.#attemptOf(id, record)))
      .map(
        (entry) =>
          `#${entry.id} ${entry.operation ?? entry.plane} app ${entry.appid ?? '-'} ${entry.answer?.resultCode ?? 'no answer'}`,
      );
    return `the last of ${this.size} were ${told.join(', ')}`;
  }

  #attemptOf(id: number, record: JournalRecord): number {
    if (record.msgid === null) {
      return 1;
    }
    let attempt = 0;
    for (const [other, { msgid, operation, appid }] of this.records()) {
      attempt += other <= id && msgid === record.msgid && operation === record.operation && appid === record.appid ? 1 : 0;
    }
    return attempt;
  }

  #dropOldest(): JournalRecord | undefined {
    const place = this.#firstId % this.#bounds.maxEntries;
    const dropped = this.#ring[place];
    this.#bytes -= dropped?.bytes ?? 0;
    this.#ring[place] = undefined;
    this.#droppedUpTo = this.#firstId;
    this.#firstId += 1;
    return dropped;
  }
}

/** How often the record's msgid came by now, of its app and operation. */
function countUp(attempts: Map<string, number>, { msgid, operation, appid }: JournalRecord): number {
  if (msgid === null) {
    return 1;
  }
  const key = JSON.stringify([operation, appid, msgid]);
  const attempt = (attempts.get(key) ?? 0) + 1;
  attempts.set(key, attempt);
  return attempt;
}

function isMatch(id: number, record: JournalRecord, query: JournalQuery): boolean {
  return (
    (query.after === undefined || id > query.after) &&
    (query.plane === undefined || query.plane === record.plane) &&
    (query.operation === undefined || query.operation === record.operation) &&
    (query.appid === undefined || query.appid === record.appid) &&
    (query.msgid === undefined || query.msgid === record.msgid) &&
    (query.resultCode === undefined || query.resultCode === record.resultCode)
  );
}
