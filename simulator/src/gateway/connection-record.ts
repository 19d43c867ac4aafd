import { systemClock } from '../clock.ts';
import { firedFaults, type Hits } from '../model/fault-stages.ts';
import type { JournalEntry, SentAnswer, TraceStep } from '../model/journal.ts';
import type { Plane } from '../model/operations.ts';
import { maskNumber } from '../protocol/numbers.ts';
import type { JournalRecord } from '../scope/journal.ts';
import type { ResolvedScope } from '../scope/scope-resolver.ts';
import type { Connection } from '../transport/connection.ts';
import type { SendingAnswer } from '../transport/sent-answer.ts';

export interface RecordedConnection {
  /** Virtual time. */
  readonly at: number;
  readonly connection: Connection;
  readonly plane: Plane;
  readonly resolved: ResolvedScope;
  /** The number of the connection's session. */
  readonly msisdn: string | null;
  readonly step: TraceStep;
  readonly hits: Hits;
  /** The number of the request on the connection; 0: the connection brought none. */
  readonly request: number;
  readonly sending: SendingAnswer;
}

const RECORD_BYTES = 500;

/** The journal record of a connection that brought no request, was shown a wrong certificate, or brought a request that HTTP cannot frame. */
export class ConnectionRecord implements JournalRecord {
  readonly plane: Plane;
  readonly operation = null;
  readonly appid = null;
  readonly msgid = null;
  readonly bytes = RECORD_BYTES;
  readonly links: JournalRecord['links'];
  readonly resultCode = null;
  readonly token = { spent: null, refused: null };
  readonly #entry: Omit<JournalEntry, 'id' | 'answer' | 'sent'>;
  readonly #sending: SendingAnswer;

  constructor({ at, connection, plane, resolved, msisdn, step, hits, request, sending }: RecordedConnection) {
    const { id, remote, address } = connection;
    const faults = firedFaults(hits);
    this.plane = plane;
    this.links = { connection: id, address, msisdn, presented: null, issued: null };
    this.#entry = {
      at,
      realAt: systemClock.now(),
      monotonicNanos: String(systemClock.monotonicNanos()),
      scope: { id: resolved.scope.id, by: resolved.by },
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
    };
    this.#sending = sending;
  }

  get isPending(): boolean {
    return this.#sending.isPending;
  }

  describeSent(): SentAnswer {
    return this.#sending.describe();
  }

  describeAppid(): null {
    return null;
  }

  describe(id: number): JournalEntry {
    const { answer } = this.#sending;
    return {
      id,
      ...this.#entry,
      answer: answer === null ? null : { ...answer, name: null },
      sent: this.#sending.describe(),
    };
  }
}
