import type { LookupRecord } from '../device.ts';

/** Older records are dropped, so that long runs do not fill the memory. */
const MAX_RECORDS = 10_000;

/** Records of all names that apps have looked up. */
export class LookupLog {
  readonly #now: () => bigint;
  readonly #records: LookupRecord[] = [];
  #lastSeq = 0;

  /** `now` returns elapsedRealtimeNanos. */
  constructor(now: () => bigint) {
    this.#now = now;
  }

  add(lookup: Omit<LookupRecord, 'seq' | 'atNanos'>): void {
    this.#lastSeq += 1;
    this.#records.push({ seq: this.#lastSeq, ...lookup, atNanos: String(this.#now()) });
    if (this.#records.length > MAX_RECORDS) {
      this.#records.shift();
    }
  }

  after(seq: number): readonly LookupRecord[] {
    return this.#records.filter((record) => record.seq > seq);
  }
}
