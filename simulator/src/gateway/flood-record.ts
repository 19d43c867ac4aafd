import { systemClock } from '../clock.ts';
import type { JournalEntry, TraceStep } from '../model/journal.ts';
import type { Journal } from '../scope/journal.ts';
import { ConnectionRecord, type RecordedConnection } from './connection-record.ts';

/** As many alike are entered one by one; a scanner or a broken client makes thousands. */
const LIMIT = 100;
/** After as long a pause the next is entered again. */
const PAUSE_MS = 10_000;

/** One entry for all further connections that end in the same way. */
class FloodRecord extends ConnectionRecord {
  #count = 1;

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
}

/** Counts the events of connections that are alike, for one journal. */
export class Floods {
  readonly #journal: Journal;
  readonly #alike = new Map<string, Alike>();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Appends an entry of its own, or the first of a flood. Returns its id; null where the event was counted only. */
  append(recorded: RecordedConnection): number | null {
    const now = systemClock.now();
    const key = keyOf(recorded.plane, recorded.step);
    this.#forget(now);
    const alike = this.#alike.get(key) ?? { seen: 0, lastAt: now, lastId: 0, flood: null };
    this.#alike.set(key, alike);
    alike.seen += 1;
    alike.lastAt = now;
    if (alike.flood !== null) {
      alike.flood.add();
      return null;
    }
    alike.flood = alike.seen > LIMIT ? new FloodRecord(recorded) : null;
    alike.lastId = this.#journal.append(alike.flood ?? new ConnectionRecord(recorded));
    return alike.lastId;
  }

  /** What the journal no longer holds, after a reset for instance, counts nothing. */
  #forget(now: number): void {
    for (const [key, { lastAt, lastId }] of this.#alike) {
      if (now - lastAt > PAUSE_MS || !this.#journal.has(lastId)) {
        this.#alike.delete(key);
      }
    }
  }
}

/** Without what differs from one to the next of a flood: what was got may be random. */
function keyOf(plane: string, { name, expected }: TraceStep): string {
  return `${plane} ${name} ${expected ?? ''}`;
}
