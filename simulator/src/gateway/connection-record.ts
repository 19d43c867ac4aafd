import { systemClock } from '../clock.ts';
import type { Hits } from '../model/fault-stages.ts';
import type { JournalEntry, TraceStep } from '../model/journal.ts';
import type { Plane } from '../model/operations.ts';
import { maskNumber } from '../protocol/numbers.ts';
import type { JournalRecord } from '../scope/journal.ts';
import type { ResolvedScope } from '../scope/scope-registry.ts';
import type { Connection } from '../transport/connection.ts';
import { firedFaults } from './request-record.ts';

export interface ConnectionHappened {
  /** Virtual. */
  readonly at: number;
  readonly connection: Connection;
  readonly plane: Plane;
  readonly chosen: ResolvedScope;
  /** Whose session the connection has. */
  readonly msisdn: string | null;
  readonly step: TraceStep;
  readonly hits: Hits;
  /** The nth on the connection; 0: it came to no request. */
  readonly request: number;
  /** Of what was answered; null: nothing was. */
  readonly status: number | null;
}

const RECORD_BYTES = 500;

/** What a connection leaves behind that came to no request, was shown something wrong before its first, or brought one that HTTP cannot frame. */
export class ConnectionRecord implements JournalRecord {
  readonly plane: Plane;
  readonly operation = null;
  readonly appid = null;
  readonly msgid = null;
  readonly resultCode = null;
  readonly bytes = RECORD_BYTES;
  readonly links: JournalRecord['links'];
  readonly #told: Omit<JournalEntry, 'id'>;

  constructor({ at, connection, plane, chosen, msisdn, step, hits, request, status }: ConnectionHappened) {
    const { id, remote, address } = connection;
    const faults = firedFaults(hits);
    this.plane = plane;
    this.links = { connection: id, address, msisdn, presented: null, issued: null };
    this.#told = {
      at,
      realAt: systemClock.now(),
      monotonicNanos: String(systemClock.monotonicNanos()),
      scope: { id: chosen.scope.id, by: chosen.by },
      plane,
      operation: null,
      connection: { id, request, remote, session: address ?? '' },
      msgidOccurrence: 1,
      appid: null,
      subscriber: msisdn === null ? null : maskNumber(msisdn),
      fields: {},
      unreadFields: [],
      trace: [step],
      fault: faults[0] ?? null,
      faults,
      answer: status === null ? null : { status, resultCode: null, name: null },
    };
  }

  describeAppid(): null {
    return null;
  }

  tell(id: number): JournalEntry {
    return { id, ...this.#told };
  }
}
