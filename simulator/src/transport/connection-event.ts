import type { Hits } from '../model/fault-stages.ts';
import type { TraceStep } from '../model/journal.ts';
import type { Connection } from './connection.ts';
import type { SendingAnswer } from './sent-answer.ts';

/** The single trace step of a journal entry about a connection, and what was answered. */
export interface ConnectionEvent {
  readonly name: TraceStep['name'];
  readonly expected: string;
  readonly got: string;
  readonly detail: string;
  /** The fault rules that caused the event; absent: none did. */
  readonly hits?: Hits;
  /** The number of the request on the connection; absent: the connection brought none. */
  readonly request?: number;
  /** The HTTP status of the answer; null or absent: none was sent. */
  readonly status?: number | null;
}

/** Appends an event to the journal of the connection's scope. Whoever writes the answer completes what is returned. */
export type RecordConnection = (connection: Connection, event: ConnectionEvent) => Promise<SendingAnswer>;
