import type { JournalEntry, JournalQuery, Operation, Plane } from '../api.ts';
import { systemClock } from '../clock.ts';
import { Problem } from './problem.ts';

/** What a request leaves behind: what it is asked by, and how to tell it. Telling is put off until somebody asks. */
export interface JournalRecord {
  readonly plane: Plane;
  readonly operation: Operation | null;
  readonly appid: string | null;
  /** As it may be shown: a client may send its key as its appid. */
  readonly tellAppid: () => string | null;
  readonly msgid: string | null;
  readonly resultCode: string | null;
  /** What joins requests to a login: credentials are compared here, and never told. */
  readonly links: {
    readonly connection: number;
    readonly msisdn: string | null;
    readonly presented: string | null;
    readonly issued: string | null;
  };
  /** Rough size in memory. */
  readonly bytes: number;
  readonly tell: (id: number) => JournalEntry;
}

export interface JournalBounds {
  readonly maxEntries: number;
  readonly maxBytes: number;
}

const DEFAULT_JOURNAL_BOUNDS: JournalBounds = { maxEntries: 10_000, maxBytes: 32 * 1024 * 1024 };

/** A scope's requests in order, bounded: the oldest are dropped, and a question about them fails. */
export class Journal {
  readonly #bounds: JournalBounds;
  /** A ring: the record of an id stands at id modulo its length. */
  readonly #ring: (JournalRecord | undefined)[];
  readonly #listeners = new Set<(id: number, record: JournalRecord) => void>();
  #firstId = 1;
  #lastId = 0;
  #droppedUpTo = 0;
  #clearedUpTo = 0;
  #bytes = 0;

  constructor(bounds: JournalBounds = DEFAULT_JOURNAL_BOUNDS) {
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

  append(record: JournalRecord): number {
    const { maxEntries, maxBytes } = this.#bounds;
    while (this.size >= maxEntries || (this.#bytes + record.bytes > maxBytes && this.size > 0)) {
      this.#dropOldest();
    }
    this.#lastId += 1;
    this.#ring[this.#lastId % maxEntries] = record;
    this.#bytes += record.bytes;
    for (const listener of this.#listeners) {
      listener(this.#lastId, record);
    }
    return this.#lastId;
  }

  query(query: JournalQuery = {}): readonly JournalEntry[] {
    return [...this.#matches(query)].map(([id, record]) => record.tell(id));
  }

  /** Those that match, untold: telling costs more than finding. */
  *#matches(query: JournalQuery): Generator<readonly [number, JournalRecord]> {
    if (query.after !== undefined) {
      this.needWhole(query.after);
    }
    for (let id = Math.max(this.#firstId, (query.after ?? 0) + 1); id <= this.#lastId; id++) {
      const record = this.#ring[id % this.#bounds.maxEntries];
      if (record !== undefined && isMatch(id, record, query)) {
        yield [id, record];
      }
    }
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
    const from = Math.max(after, this.#clearedUpTo);
    if (from < this.#droppedUpTo) {
      throw new Problem(
        'dropped',
        `entries ${from + 1} to ${this.#droppedUpTo} were dropped: the journal keeps ${this.#bounds.maxEntries} entries and ${this.#bounds.maxBytes} bytes; ask after ${this.#droppedUpTo}`,
      );
    }
  }

  /** Every record still kept, oldest first. */
  *records(): Generator<readonly [number, JournalRecord]> {
    for (let id = this.#firstId; id <= this.#lastId; id++) {
      const record = this.#ring[id % this.#bounds.maxEntries];
      if (record !== undefined) {
        yield [id, record];
      }
    }
  }

  /** Calls for each entry to come; the result ends that. */
  listen(listener: (id: number, record: JournalRecord) => void): { end(): void } {
    this.#listeners.add(listener);
    return { end: () => void this.#listeners.delete(listener) };
  }

  /** The first entry that matches, already there or still to come. */
  waitFor(query: JournalQuery, timeoutMs: number): Promise<JournalEntry> {
    const [there] = this.#matches(query);
    if (there !== undefined) {
      const [id, record] = there;
      return Promise.resolve(record.tell(id));
    }
    return new Promise((resolve, reject) => {
      const listener = (id: number, record: JournalRecord): void => {
        if (isMatch(id, record, query)) {
          timer.cancel();
          this.#listeners.delete(listener);
          resolve(record.tell(id));
        }
      };
      this.#listeners.add(listener);
      const timer = systemClock.after(timeoutMs, () => {
        this.#listeners.delete(listener);
        reject(
          new Problem('timed-out', `no request matched ${JSON.stringify(query)} within ${timeoutMs} ms; ${this.#tellNearest()}`),
        );
      });
    });
  }

  /** Numbers go on: an entry from before is never taken for one from after. */
  clear(): void {
    this.#ring.length = 0;
    this.#clearedUpTo = this.#lastId;
    this.#firstId = this.#lastId + 1;
    this.#bytes = 0;
  }

  #tellNearest(): string {
    const last = [...this.records()].slice(-3);
    if (last.length === 0) {
      return 'the journal is empty';
    }
    const told = last
      .map(([id, record]) => record.tell(id))
      .map(
        (entry) =>
          `#${entry.id} ${entry.operation ?? entry.plane} app ${entry.appid ?? '-'} ${entry.answer?.resultCode ?? 'no answer'}`,
      );
    return `the last of ${this.size} were ${told.join(', ')}`;
  }

  #dropOldest(): void {
    const place = this.#firstId % this.#bounds.maxEntries;
    this.#bytes -= this.#ring[place]?.bytes ?? 0;
    this.#ring[place] = undefined;
    this.#droppedUpTo = this.#firstId;
    this.#firstId += 1;
  }
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
