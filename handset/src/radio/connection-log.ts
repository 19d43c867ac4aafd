import type { Bearer, ConnectionRecord } from '../device.ts';

export type ConnectionEnd = Exclude<ConnectionRecord['end'], 'open'>;

export interface BearerCounters {
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly connections: number;
}

/** The log record of an open connection, for the relay to update. */
export interface ConnectionEntry {
  /** The connection has been made. */
  joined(localPort: number): void;
  sent(bytes: Buffer): void;
  received(bytes: number): void;
  /** Sets the end of the connection. Later calls have no effect. */
  close(end: ConnectionEnd, closedFirst?: 'app' | 'peer'): void;
}

interface NewConnection {
  readonly bearer: Bearer;
  readonly over?: 'wifi' | 'cellular';
  readonly host: string;
  readonly port: number;
  readonly package: string;
  readonly transport?: 'udp';
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Older records are dropped, so that long runs do not fill the memory. */
const MAX_RECORDS = 10_000;

/** The log has the first bytes of so many of the latest connections, and so many bytes of each. */
const CAPTURES = 500;
const CAPTURED_BYTES = 8 * 1024;

/** The first bytes that an app sends on a connection: what a bench searches for secrets in clear text. */
class Capture {
  readonly #chunks: Buffer[] = [];
  #left = CAPTURED_BYTES;

  add(chunk: Buffer): void {
    if (this.#left > 0) {
      // A copy: the frame's buffer is a part of a larger one.
      this.#chunks.push(Buffer.from(chunk.subarray(0, this.#left)));
      this.#left -= chunk.length;
    }
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

/** Records of all connections of apps, and byte counters by bearer. */
export class ConnectionLog {
  readonly #now: () => bigint;
  readonly #records: Mutable<ConnectionRecord>[] = [];
  readonly #counters = zeroOfAll();
  readonly #byPackage = new Map<string, Record<Bearer, Mutable<BearerCounters>>>();
  readonly #captures = new Map<number, Capture>();
  #lastSeq = 0;

  /** `now` returns elapsedRealtimeNanos. */
  constructor(now: () => bigint) {
    this.#now = now;
  }

  open(connection: NewConnection): ConnectionEntry {
    this.#lastSeq += 1;
    const record: Mutable<ConnectionRecord> = {
      seq: this.#lastSeq,
      ...connection,
      openedNanos: String(this.#now()),
      closedNanos: null,
      bytesOut: 0,
      bytesIn: 0,
      end: 'open',
    };
    this.#records.push(record);
    if (this.#records.length > MAX_RECORDS) {
      this.#records.shift();
    }
    const capture = new Capture();
    this.#captures.set(record.seq, capture);
    this.#captures.delete(record.seq - CAPTURES);
    const own = this.#byPackage.get(connection.package) ?? zeroOfAll();
    this.#byPackage.set(connection.package, own);
    // What a VPN carries passes the interface below it too.
    const passed = connection.over === undefined ? [connection.bearer] : [connection.bearer, connection.over];
    const counters = passed.flatMap((bearer) => [this.#counters[bearer], own[bearer]]);
    for (const each of counters) {
      each.connections += 1;
    }
    return {
      joined: (localPort) => {
        record.localPort = localPort;
      },
      sent: (bytes) => {
        capture.add(bytes);
        record.bytesOut += bytes.length;
        for (const each of counters) {
          each.bytesOut += bytes.length;
        }
      },
      received: (bytes) => {
        record.bytesIn += bytes;
        for (const each of counters) {
          each.bytesIn += bytes;
        }
      },
      close: (end, closedFirst) => {
        if (record.closedNanos !== null) {
          return;
        }
        record.closedNanos = String(this.#now());
        record.end = end;
        if (closedFirst !== undefined) {
          record.closedFirst = closedFirst;
        }
      },
    };
  }

  after(seq: number): readonly ConnectionRecord[] {
    return this.#records.filter((record) => record.seq > seq).map((record) => ({ ...record }));
  }

  /** The first bytes that the app sent on a connection; empty for one that is long over. */
  sentBytes(seq: number): Buffer {
    return this.#captures.get(seq)?.bytes() ?? Buffer.alloc(0);
  }

  counters(): Readonly<Record<Bearer, BearerCounters>> {
    return structuredClone(this.#counters);
  }

  /** What one app has sent and received. */
  countersOf(packageName: string): Readonly<Record<Bearer, BearerCounters>> {
    return structuredClone(this.#byPackage.get(packageName) ?? zeroOfAll());
  }
}

function zeroOfAll(): Record<Bearer, Mutable<BearerCounters>> {
  return { wifi: zeroCounters(), cellular: zeroCounters(), vpn: zeroCounters(), loopback: zeroCounters() };
}

function zeroCounters(): Mutable<BearerCounters> {
  return { bytesOut: 0, bytesIn: 0, connections: 0 };
}
