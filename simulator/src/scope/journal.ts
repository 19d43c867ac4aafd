import { z } from 'zod';
import { systemClock } from '../clock.ts';
import type { JournalBounds, JournalEntry, JournalQuery, RawRequest, SentAnswer } from '../model/journal.ts';
import type { Operation, Plane } from '../model/operations.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { read } from './documents.ts';

/** What the journal holds of a request: the values that it is queried by. Its entry is described only when somebody reads it. */
export interface JournalRecord {
  readonly plane: Plane;
  readonly operation: Operation | null;
  readonly appid: string | null;
  /** The appid, redacted: a client may send its key as its appid. */
  readonly describeAppid: () => string | null;
  readonly msgid: string | null;
  /** Of the answer that left whole; null while it has not, and for good if it never does. */
  readonly resultCode: string | null;
  /** Whether the answer may still leave. */
  readonly isPending: boolean;
  /** What joins requests to a login flow. Credentials are compared here and never shown. */
  readonly links: {
    readonly connection: number;
    /** The address that the request came from. */
    readonly address: string | null;
    readonly msisdn: string | null;
    readonly presented: string | null;
    readonly issued: string | null;
  };
  /** The approximate size in memory. */
  readonly bytes: number;
  /** The signature as it came; null for none. */
  readonly sign?: string | null;
  /** The presented token if the request has used it up, the refused token if it was given before. */
  readonly token: { readonly spent: string | null; readonly refused: string | null };
  readonly describeSent: () => SentAnswer;
  readonly describe: (id: number, seen: SeenBefore) => JournalEntry;
  /** Whether `describe` has much to find out, so that `prepare` goes first. */
  readonly needsExplaining?: boolean;
  /** The entry without what there is to find out. */
  readonly describeBriefly?: (id: number) => JournalEntry;
  /** Does with pauses what `describe` would do at once where it has much to find out. */
  readonly prepare?: () => Generator<void, void>;
}

/** What the entries before a record say of it. */
export interface SeenBefore {
  readonly msgidOccurrence: number;
  /** The entry that has used up the token which the request was refused for. */
  readonly spentBy: { readonly id: number; readonly sent: SentAnswer } | null;
  /** The first entry that came with the same signature and was answered something else. */
  readonly signedBy: number | null;
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

/** A request that can be sent again: its body as text where that is UTF-8, which the record has too, else as bytes. */
export type KeptRequest = Omit<RawRequest, 'entry' | 'body'> & { readonly body: string | Buffer };

/** Requests are kept whole, up to 16 KiB each. */
const KEPT_REQUESTS = 1000;

type Listener = (id: number, record: JournalRecord) => void;

/** A scope's requests in order, bounded: the oldest are dropped, and a question about them fails. */
export class Journal {
  readonly #bounds: JournalBounds;
  /** A ring: the record of an id stands at id modulo its length. */
  readonly #ring: (JournalRecord | undefined)[];
  /** A ring of the last ones, as that of the records: at the entry's id modulo KEPT_REQUESTS. */
  readonly #requests: (KeptRequest | null)[] = [];
  /** The listeners, each with what is called when the journal ends. */
  readonly #listeners = new Map<Listener, () => void>();
  /** Called when somebody begins to listen: entries of other instances are read then. */
  onListen: (() => void) | null = null;
  /** How long listeners are not called for an answer that may just be leaving; null: until the next turn of the event loop. */
  pendingMs: number | null = null;
  #firstId = 1;
  #lastId = 0;
  #announcedId = 0;
  #isAnnouncing = false;
  #droppedUpTo = 0;
  #clearedUpTo = 0;
  #bytes = 0;

  constructor(bounds: JournalBounds = readJournalBounds()) {
    this.#bounds = bounds;
    this.#ring = [];
  }

  get maxEntries(): number {
    return this.#bounds.maxEntries;
  }

  get hasListeners(): boolean {
    return this.#listeners.size > 0;
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

  /** The last entry that listeners were called for: whether the answer of a later one leaves at once is still open. */
  get announcedId(): number {
    return this.#announcedId;
  }

  /** Appends an entry, with the request itself where there is one. Listeners hear of one whose answer is pending when it has left, or with the next turn of the event loop. */
  append(record: JournalRecord, raw: KeptRequest | null = null): number {
    const { maxEntries, maxBytes } = this.#bounds;
    while (this.size >= maxEntries || (this.#bytes + record.bytes > maxBytes && this.size > 0)) {
      this.#dropOldest();
    }
    this.#lastId += 1;
    this.#ring[this.#lastId % maxEntries] = record;
    this.#bytes += record.bytes;
    this.#requests[this.#lastId % KEPT_REQUESTS] = raw;
    // Where nobody listens, nobody can be told too early.
    if (record.isPending && this.#listeners.size > 0) {
      this.#announceSoon();
    } else {
      this.announce(this.#lastId);
    }
    return this.#lastId;
  }

  /** Appends an entry that another instance has numbered. Those between it and the last one here were dropped. */
  place(id: number, record: JournalRecord, raw: KeptRequest | null): void {
    if (id !== this.#lastId + 1) {
      this.#skipTo(id);
      this.#droppedUpTo = id - 1;
    }
    this.append(record, raw);
  }

  /** Forgets all entries up to this one, which is the last. */
  clearUpTo(id: number): void {
    if (id > this.#lastId) {
      this.#skipTo(id + 1);
    }
    this.clear();
  }

  #skipTo(id: number): void {
    this.clear();
    this.#firstId = id;
    this.#lastId = id - 1;
    this.#announcedId = id - 1;
  }

  /** Calls the listeners for an entry that is new or whose answer has left or was lost. */
  announce(id: number): void {
    this.#announcedId = Math.max(this.#announcedId, id);
    if (this.#listeners.size === 0) {
      return;
    }
    const record = this.#recordOf(id);
    if (record !== undefined) {
      for (const listener of this.#listeners.keys()) {
        listener(id, record);
      }
    }
  }

  /** The request of an entry as it came. Refuses where it is not kept. */
  rawRequest(id: number): RawRequest {
    const raw = id > this.#lastId - KEPT_REQUESTS ? this.#requests[id % KEPT_REQUESTS] : null;
    if (raw === undefined || raw === null || !this.has(id)) {
      throw new ProblemError(
        'unknown',
        `entry ${id} has no request that could be sent again: it is about a connection, or none of the last ${KEPT_REQUESTS} entries`,
      );
    }
    return { entry: id, ...raw, body: Buffer.from(raw.body).toString('base64') };
  }

  /** Whether the entry was appended, and neither dropped nor cleared since. */
  has(id: number): boolean {
    return this.#recordOf(id) !== undefined;
  }

  #recordOf(id: number): JournalRecord | undefined {
    return id < this.#firstId || id > this.#lastId ? undefined : this.#ring[id % this.#bounds.maxEntries];
  }

  #announceSoon(): void {
    if (!this.#isAnnouncing) {
      this.#isAnnouncing = true;
      const announce = (): void => {
        this.#isAnnouncing = false;
        if (this.#announcedId < this.#lastId) {
          this.announce(this.#lastId);
        }
      };
      if (this.pendingMs === null) {
        systemClock.afterTurn(announce);
      } else {
        systemClock.after(this.pendingMs, announce);
      }
    }
  }

  /**
   * The entries that match, of those the journal holds. Refuses where dropped entries would falsify the answer: where some after `after` were dropped, and
   * where nothing matches, since a dropped entry may have matched.
   */
  query(query: JournalQuery = {}): readonly JournalEntry[] {
    if (query.after !== undefined) {
      this.needWhole(query.after);
    }
    const matching: JournalEntry[] = [];
    const seen = new SeenRecords();
    for (const [id, record] of this.records()) {
      const before = seen.take(id, record);
      if (isMatch(id, record, query)) {
        matching.push(record.describe(id, before));
      }
    }
    if (matching.length === 0) {
      this.needWhole(query.after ?? 0);
    }
    return matching;
  }

  /** The first entry after this number that matches, of those that listeners were called for. */
  first(query: JournalQuery, after: number): JournalEntry | undefined {
    for (const [id, record] of this.records(after)) {
      if (id <= this.#announcedId && isMatch(id, record, query)) {
        return record.describe(id, this.#seenBefore(id, record));
      }
    }
    return undefined;
  }

  /** The first entry after this number whose answer may still leave; undefined for none. */
  firstPending(after: number): number | undefined {
    for (const [id, record] of this.records(after)) {
      if (record.isPending) {
        return id;
      }
    }
    return undefined;
  }

  /** The entries up to this number whose answers may still leave. */
  pendingUpTo(last: number): readonly number[] {
    return [...this.records()].filter(([id, record]) => id <= last && record.isPending).map(([id]) => id);
  }

  /** The entry of this number once its answer is settled; undefined where the journal no longer has it. */
  settledEntry(id: number): JournalEntry | 'pending' | undefined {
    const record = this.#recordOf(id);
    return record?.isPending === true ? 'pending' : record?.describe(id, this.#seenBefore(id, record));
  }

  /** How many entries match. Refuses where some were dropped: they may have matched. */
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

  /** The records after this id that the journal still holds, oldest first. */
  *records(after = 0): Generator<readonly [number, JournalRecord]> {
    for (let id = Math.max(this.#firstId, after + 1); id <= this.#lastId; id++) {
      const record = this.#ring[id % this.#bounds.maxEntries];
      if (record !== undefined) {
        yield [id, record];
      }
    }
  }

  /** Calls `listener` for each new entry and `onEnd` when the journal ends, until `end` of the result is called. */
  listen(listener: Listener, onEnd: () => void): { end(): void } {
    this.#listeners.set(listener, onEnd);
    this.onListen?.();
    return { end: () => void this.#listeners.delete(listener) };
  }

  /** Ends the journal: no entry will follow, and every listener's `onEnd` is called. */
  end(): void {
    const waiting = [...this.#listeners.values()];
    this.#listeners.clear();
    for (const onEnd of waiting) {
      onEnd();
    }
  }

  /** Forgets all entries. Numbering continues, so that no number is ever given twice. */
  clear(): void {
    this.#ring.length = 0;
    this.#requests.length = 0;
    this.#clearedUpTo = this.#lastId;
    this.#firstId = this.#lastId + 1;
    this.#announcedId = this.#lastId;
    this.#bytes = 0;
  }

  /** The last entries in words, for a wait that timed out. */
  describeNearest(): string {
    const last = [...this.records(this.#lastId - 3)];
    if (last.length === 0) {
      return 'the journal is empty';
    }
    const shown = last
      .map(([id, record]) => record.describe(id, this.#seenBefore(id, record)))
      .map(
        (entry) =>
          `#${entry.id} ${entry.operation ?? entry.plane} app ${entry.appid ?? '-'} ${entry.answer?.resultCode ?? 'no answer'}`,
      );
    return `the last of ${this.size} were ${shown.join(', ')}`;
  }

  #seenBefore(id: number, record: JournalRecord): SeenBefore {
    let msgidOccurrence = record.msgid === null ? 1 : 0;
    let spentBy: SeenBefore['spentBy'] = null;
    let signedBy: SeenBefore['signedBy'] = null;
    for (const [other, earlier] of this.records()) {
      if (other > id) {
        break;
      }
      msgidOccurrence += isSameMsgid(earlier, record) ? 1 : 0;
      if (record.token.refused !== null && earlier.token.spent === record.token.refused) {
        spentBy = { id: other, sent: earlier.describeSent() };
      }
      signedBy ??= isSignedAlike(earlier, record) ? other : null;
    }
    return { msgidOccurrence, spentBy, signedBy };
  }

  #dropOldest(): void {
    const place = this.#firstId % this.#bounds.maxEntries;
    this.#bytes -= this.#ring[place]?.bytes ?? 0;
    this.#ring[place] = undefined;
    this.#droppedUpTo = this.#firstId;
    this.#firstId += 1;
  }
}

/** Whether both requests have one msgid, of one app and operation. */
function isSameMsgid(one: JournalRecord, { msgid, operation, appid }: JournalRecord): boolean {
  return msgid !== null && msgid === one.msgid && operation === one.operation && appid === one.appid;
}

/** Whether both came with one signature, and only one of them was refused for it. */
function isSignedAlike(one: JournalRecord, other: JournalRecord): boolean {
  return one.resultCode !== other.resultCode && other.sign != null && other.sign === one.sign;
}

/** What was seen of records that are taken in their order. */
export class SeenRecords {
  readonly #occurrences = new Map<string, number>();
  readonly #spent = new Map<string, readonly [number, JournalRecord]>();
  /** By signature: the first entry that came with it. */
  readonly #signed = new Map<string, readonly [number, JournalRecord]>();

  take(id: number, record: JournalRecord): SeenBefore {
    const { token } = record;
    const spender = token.refused === null ? undefined : this.#spent.get(token.refused);
    if (token.spent !== null) {
      this.#spent.set(token.spent, [id, record]);
    }
    const spentBy = spender === undefined ? null : { id: spender[0], sent: spender[1].describeSent() };
    return { msgidOccurrence: this.#countOccurrence(record), spentBy, signedBy: this.#findSigned(id, record) };
  }

  #findSigned(id: number, record: JournalRecord): number | null {
    const { sign = null } = record;
    if (sign === null) {
      return null;
    }
    const [first, earlier] = this.#signed.get(sign) ?? [];
    if (first === undefined || earlier === undefined) {
      this.#signed.set(sign, [id, record]);
      return null;
    }
    return isSignedAlike(earlier, record) ? first : null;
  }

  /** Counts the record's msgid, of its app and operation; returns the count. */
  #countOccurrence({ msgid, operation, appid }: JournalRecord): number {
    if (msgid === null) {
      return 1;
    }
    const key = JSON.stringify([operation, appid, msgid]);
    const occurrence = (this.#occurrences.get(key) ?? 0) + 1;
    this.#occurrences.set(key, occurrence);
    return occurrence;
  }
}

export function isMatch(id: number, record: JournalRecord, query: JournalQuery): boolean {
  return (
    (query.after === undefined || id > query.after) &&
    (query.plane === undefined || query.plane === record.plane) &&
    (query.operation === undefined || query.operation === record.operation) &&
    (query.appid === undefined || query.appid === record.appid) &&
    (query.msgid === undefined || query.msgid === record.msgid) &&
    (query.resultCode === undefined || query.resultCode === record.resultCode)
  );
}
