import type { FiredFault } from './faults.ts';
import type { Operation, Plane } from './operations.ts';

/** What the journal says of each request, and how it is asked. */

export const STEP_OUTCOMES = ['passed', 'failed', 'not-reached'] as const;

/** What a request's scope was chosen by, in the order in which it is tried. */
export const SCOPE_CHOICES = ['appid', 'session', 'listener', 'default'] as const;

export type ScopeChoice = (typeof SCOPE_CHOICES)[number];

/** One rule of an operation, in order, as the journal shows it. */
export interface TraceStep {
  readonly step: number;
  readonly name: string;
  readonly outcome: (typeof STEP_OUTCOMES)[number];
  /** What the check asks for, of a signature the exact string that is signed: of every step that was reached. Never a secret. */
  readonly expected?: string;
  /** What the request brought, of every step that was reached. Never a secret. */
  readonly got?: string;
  /** Of a failed step, why it refuses and the likely cause; of a passed body, keys that stand twice. Never a secret. */
  readonly detail?: string;
}

/**
 * A request; or, with `operation` null and one step `connection` or `tls` in its trace, what became of a connection before any: a fault, the bearer's
 * state, a wrong PROXY header, a handshake that came to nothing. A step `http` is of a request that HTTP cannot frame, that comes too late or is too large.
 */
export interface JournalEntry {
  readonly id: number;
  /** Virtual time of inbound, epoch milliseconds. */
  readonly at: number;
  /** Real time of inbound, epoch milliseconds. */
  readonly realAt: number;
  /** CLOCK_MONOTONIC of this machine in nanoseconds, as text: joins the journal with a handset's own times. */
  readonly monotonicNanos: string;
  readonly scope: { readonly id: string; readonly by: ScopeChoice };
  readonly plane: Plane;
  readonly operation: Operation | null;
  readonly connection: {
    readonly id: number;
    /** The nth request on this connection, from 1; 0 is the connection itself, before any. */
    readonly request: number;
    readonly remote: string;
    /** The bearer's address: of the PROXY header, else of the socket. */
    readonly session: string;
  };
  /** The nth request with its msgid, of its app and operation, from 1, over all connections: a client's hidden repeats show. Of those still kept. */
  readonly msgidOccurrence: number;
  readonly appid: string | null;
  /** 154****0001, or null where no session was found. */
  readonly subscriber: string | null;
  /** Fields as parsed, secrets and middle digits redacted. */
  readonly fields: Readonly<Record<string, string>>;
  /** Fields that the operation does not know: ignored, and told. */
  readonly unreadFields: readonly string[];
  readonly trace: readonly TraceStep[];
  /** The first of `faults`. */
  readonly fault: FiredFault | null;
  readonly faults: readonly FiredFault[];
  /** null where the socket was closed, reset or held instead. */
  readonly answer: { readonly status: number; readonly resultCode: string | null; readonly name: string | null } | null;
}

/** Whichever is reached first; the oldest entries are dropped then, and a question about them is refused. */
export interface JournalBounds {
  readonly maxEntries: number;
  readonly maxBytes: number;
}

/** Header of an answer with events: the entry that the first event comes after, to go on from where a connection is lost before it. */
export const LAST_ENTRY_HEADER = 'Quhao-Last-Entry';

export interface EventsQuery {
  /** Entries with a greater id only, those already there first; without it, what comes from the first `next()` on. */
  readonly after?: number;
  /** Ends the iteration, without an error. */
  readonly signal?: AbortSignal;
}

export interface JournalQuery {
  readonly plane?: Plane;
  readonly operation?: Operation;
  readonly appid?: string;
  readonly msgid?: string;
  readonly resultCode?: string;
  /** Entries with a greater id only. */
  readonly after?: number;
}

/** One login attempt: its requests joined across connections by msgid, scrip and token. */
export interface LoginFlow {
  /** The journal entry that it began with. */
  readonly id: number;
  readonly appid: string | null;
  /** 154****0001 */
  readonly subscriber: string | null;
  /** In order; a client's hidden repeats show as a second entry with the same operation. */
  readonly requests: readonly FlowRequest[];
  /** Of the last request; null where its answer was not sent whole. */
  readonly resultCode: string | null;
}

export interface FlowRequest {
  readonly entry: number;
  readonly operation: Operation;
  readonly connection: number;
  readonly resultCode: string | null;
}

export interface FlowQuery {
  readonly appid?: string;
  /** As the journal shows it: 154****0001. */
  readonly subscriber?: string;
  /** Of the last request. */
  readonly resultCode?: string;
  /** All of its operations, in order. */
  readonly operations?: readonly Operation[];
  /** Flows that began after this journal entry only. */
  readonly after?: number;
}
