import { systemClock } from '../clock.ts';
import type { JournalEntry, TraceStep } from '../model/journal.ts';
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
  flood: FloodRecord | null;
}

/** Counts the events of connections that are alike, scope by scope. */
export class Floods {
  readonly #alike = new Map<string, Alike>();

  /** The record to append: one of its own, the first of a flood, or none where it was counted. */
  take(scope: string, recorded: RecordedConnection): ConnectionRecord | null {
    const now = systemClock.now();
    const key = keyOf(scope, recorded.plane, recorded.step);
    this.#forget(now);
    const alike = this.#alike.get(key) ?? { seen: 0, lastAt: now, flood: null };
    this.#alike.set(key, alike);
    alike.seen += 1;
    alike.lastAt = now;
    if (alike.seen <= LIMIT) {
      return new ConnectionRecord(recorded);
    }
    if (alike.flood !== null) {
      alike.flood.add();
      return null;
    }
    alike.flood = new FloodRecord(recorded);
    return alike.flood;
  }

  #forget(now: number): void {
    for (const [key, { lastAt }] of this.#alike) {
      if (now - lastAt > PAUSE_MS) {
        this.#alike.delete(key);
      }
    }
  }
}

/** Without what differs from one to the next of a flood: what was got may be random. */
function keyOf(scope: string, plane: string, { name, expected }: TraceStep): string {
  return `${scope} ${plane} ${name} ${expected ?? ''}`;
}
