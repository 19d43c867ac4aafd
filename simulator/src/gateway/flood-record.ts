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
  /** The entry that was appended last. */
  lastId: number;
  flood: FloodRecord | null;
}

/** Counts the events of connections that are alike, journal by journal: a flood ends with the entry that counts it. */
export class Floods {
  readonly #byJournal = new WeakMap<Journal, Map<string, Alike>>();

  /** Appends an entry of its own or the first of a flood, and returns its id; null where the event was counted. */
  append(journal: Journal, recorded: RecordedConnection): number | null {
    const alike = this.#alikeIn(journal, keyOf(recorded.plane, recorded.step));
    alike.seen += 1;
    if (alike.flood !== null) {
      alike.flood.add();
      return null;
    }
    if (alike.seen > LIMIT) {
      alike.flood = new FloodRecord(recorded);
    }
    alike.lastId = journal.append(alike.flood ?? new ConnectionRecord(recorded));
    return alike.lastId;
  }

  #alikeIn(journal: Journal, key: string): Alike {
    const now = systemClock.now();
    const all = this.#byJournal.get(journal) ?? new Map<string, Alike>();
    this.#byJournal.set(journal, all);
    for (const [other, { lastAt, lastId }] of all) {
      if (now - lastAt > PAUSE_MS || !journal.has(lastId)) {
        all.delete(other);
      }
    }
    const alike = all.get(key) ?? { seen: 0, lastAt: now, lastId: 0, flood: null };
    alike.lastAt = now;
    all.set(key, alike);
    return alike;
  }
}

/** Without what differs from one to the next of a flood: what was got may be random. */
function keyOf(plane: string, { name, expected }: TraceStep): string {
  return `${plane} ${name} ${expected ?? ''}`;
}
