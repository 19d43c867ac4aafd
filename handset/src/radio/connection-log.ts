import type { Bearer, ConnectionRecord } from '../device.ts';

export type ConnectionEnd = Exclude<ConnectionRecord['end'], 'open'>;

export interface BearerCounters {
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly connections: number;
}

/** One connection while it lives: the relay counts, the log keeps. */
export interface ConnectionEntry {
  sent(bytes: number): void;
  received(bytes: number): void;
  /** The first end counts; later ones are echoes of it. */
  close(end: ConnectionEnd): void;
}

interface Opened {
  readonly bearer: Bearer;
  readonly host: string;
  readonly port: number;
  readonly package: string;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Bounded: a soak run must not fill memory. */
const KEPT = 10_000;

export class ConnectionLog {
  readonly #now: () => bigint;
  readonly #records: Mutable<ConnectionRecord>[] = [];
  readonly #counters: Record<Bearer, Mutable<BearerCounters>> = { wifi: zero(), cellular: zero(), loopback: zero() };
  #lastSeq = 0;

  /** `now`: elapsedRealtimeNanos. */
  constructor(now: () => bigint) {
    this.#now = now;
  }

  open(opened: Opened): ConnectionEntry {
    this.#lastSeq += 1;
    const record: Mutable<ConnectionRecord> = {
      seq: this.#lastSeq,
      ...opened,
      openedNanos: String(this.#now()),
      closedNanos: null,
      bytesOut: 0,
      bytesIn: 0,
      end: 'open',
    };
    this.#records.push(record);
    if (this.#records.length > KEPT) {
      this.#records.shift();
    }
    const counters = this.#counters[opened.bearer];
    counters.connections += 1;
    return {
      sent: (bytes) => {
        record.bytesOut += bytes;
        counters.bytesOut += bytes;
      },
      received: (bytes) => {
        record.bytesIn += bytes;
        counters.bytesIn += bytes;
      },
      close: (end) => {
        if (record.closedNanos !== null) {
          return;
        }
        record.closedNanos = String(this.#now());
        record.end = end;
      },
    };
  }

  after(seq: number): readonly ConnectionRecord[] {
    return this.#records.filter((record) => record.seq > seq).map((record) => ({ ...record }));
  }

  counters(): Readonly<Record<Bearer, BearerCounters>> {
    return structuredClone(this.#counters);
  }
}

function zero(): Mutable<BearerCounters> {
  return { bytesOut: 0, bytesIn: 0, connections: 0 };
}
