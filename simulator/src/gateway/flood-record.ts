import { systemClock } from '../clock.ts';
import type { JournalEntry, TraceStep } from '../model/journal.ts';
import { appendEntry } from '../scope/append-entry.ts';
import type { Scope } from '../scope/scope.ts';
import { type Answer, withAnswer } from '../store/answer.ts';
import { ConnectionRecord, type RecordedConnection } from './connection-record.ts';

/** As many alike are entered one by one; a scanner or a broken client makes thousands. */
const LIMIT = 100;
/** After as long a pause the next is entered again. */
const PAUSE_MS = 10_000;
const COUNT_MS = 500;

type FloodedScope = Pick<Scope, 'journal' | 'share'>;

/** One entry for all further connections that end in the same way. */
class FloodRecord extends ConnectionRecord {
  #count = 1;

  /** The count stands in the trace. */
  readonly needsExplaining = true;

  add(): void {
    this.#count += 1;
  }

  override describe(id: number): JournalEntry {
    const entry = super.describe(id);
    const trace = entry.trace.map((step) => ({
      ...step,
      detail: `${step.detail ?? ''}; ${this.#count} of them since, counted here and not entered one by one`,
    }));
    return { ...entry, trace };
  }
}

interface Alike {
  seen: number;
  lastAt: number;
  /** The id of the last entry. */
  lastId: number;
  flood: FloodRecord | null;
  isCounting: boolean;
}

/** Counts the events of connections that are alike, for one journal. */
export class Floods {
  readonly #scope: FloodedScope;
  readonly #alike = new Map<string, Alike>();

  constructor(scope: FloodedScope) {
    this.#scope = scope;
  }

  /** Appends an entry of its own, or the first of a flood; or counts the event only. */
  append(recorded: RecordedConnection): Answer<unknown> {
    const now = systemClock.now();
    const key = keyOf(recorded.plane, recorded.step);
    this.#forget(now);
    const alike = this.#alike.get(key) ?? { seen: 0, lastAt: now, lastId: 0, flood: null, isCounting: false };
    this.#alike.set(key, alike);
    alike.seen += 1;
    alike.lastAt = now;
    if (alike.flood !== null) {
      alike.flood.add();
      this.#countLater(alike, alike.flood);
      return null;
    }
    alike.flood = alike.seen > LIMIT ? new FloodRecord(recorded) : null;
    const record = alike.flood ?? new ConnectionRecord(recorded);
    return withAnswer(appendEntry(this.#scope, record, { raw: null, isQuick: true, sending: recorded.sending }), (id) => {
      alike.lastId = id;
    });
  }

  /** Where the journal is shared, its entry gets the count now and then. */
  #countLater(alike: Alike, flood: FloodRecord): void {
    const { share } = this.#scope;
    if (share === null || alike.isCounting) {
      return;
    }
    alike.isCounting = true;
    systemClock.after(COUNT_MS, () => {
      alike.isCounting = false;
      void share.journal.complete(alike.lastId, flood);
    });
  }

  /** What the journal no longer holds, after a reset for instance, counts nothing. */
  #forget(now: number): void {
    for (const [key, { lastAt, lastId }] of this.#alike) {
      if (now - lastAt > PAUSE_MS || (this.#scope.share === null && !this.#scope.journal.has(lastId))) {
        this.#alike.delete(key);
      }
    }
  }
}

/** Without what differs from one to the next of a flood: what was got may be random. */
function keyOf(plane: string, { name, expected }: TraceStep): string {
  return `${plane} ${name} ${expected ?? ''}`;
}
