import type { NamedMistake } from './diagnosis.ts';
import type { FiredFault } from './faults.ts';
import type { Operation, Plane } from './operations.ts';

/** The entries of the journal, the flows that they form, and the queries. */

export const STEP_OUTCOMES = ['passed', 'failed', 'not-reached'] as const;

/** How the scope of a request was determined, in the order of precedence. */
export const SCOPE_CHOICES = ['appid', 'session', 'listener', 'default'] as const;

export type ScopeChoice = (typeof SCOPE_CHOICES)[number];

/** How much of an answer left: `other` are bytes of a fault rule in the answer's place. */
export const SENT_EXTENTS = ['pending', 'whole', 'part', 'other', 'nothing'] as const;

export type SentExtent = (typeof SENT_EXTENTS)[number];

/** `gone`: the client had closed before the answer had left. `reset`: it reset the connection before it had read the answer to its end. */
export const SENT_CLIENTS = ['connected', 'gone', 'reset'] as const;

/** What of an answer really left. An entry is appended while it is `pending`, and completed. */
export interface SentAnswer {
  readonly extent: SentExtent;
  /** Bytes of HTTP, head included; none for a client that had gone before them. */
  readonly bytes: number;
  /** When the last of them left, on the scope's clock, in epoch milliseconds; null: none left. */
  readonly at: number | null;
  /** The same in real time. */
  readonly realAt: number | null;
  readonly client: (typeof SENT_CLIENTS)[number];
  /** The same in words, with the cause. */
  readonly detail: string;
}

/** One rule of an operation, in order, as the journal shows it. */
export interface TraceStep {
  readonly step: number;
  readonly name: string;
  readonly outcome: (typeof STEP_OUTCOMES)[number];
  /** What the rule expects; of a signature, the exact string to sign. Every step has it that was judged. Never a secret. */
  readonly expected?: string;
  /** What the request has. Every step has it that was judged. Never a secret. */
  readonly got?: string;
  /** Of a failed step, why it refuses and the likely cause; of a body that passed, keys that occur twice. Never a secret. */
  readonly detail?: string;
  /** The mistakes that `detail` names, in English and Chinese; absent where it names none. */
  readonly mistakes?: readonly NamedMistake[];
}

/**
 * A request. An entry with `operation` null and one step `connection` or `tls` in its trace is about a connection before its first request: a fault, the
 * bearer's state, a wrong PROXY header, a failed handshake. One with a step `http` is about a request that is malformed, late or too large.
 */
export interface JournalEntry {
  readonly id: number;
  /** When the request came, on the scope's clock, in epoch milliseconds. */
  readonly at: number;
  /** When the request came, in real time, in epoch milliseconds. */
  readonly realAt: number;
  /** CLOCK_MONOTONIC of this machine in nanoseconds, as text; it relates the journal to the times of a handset. */
  readonly monotonicNanos: string;
  readonly scope: { readonly id: string; readonly by: ScopeChoice };
  readonly plane: Plane;
  readonly operation: Operation | null;
  readonly connection: {
    readonly id: number;
    /** The number of the request on this connection, from 1; 0 is the connection before its first request. */
    readonly request: number;
    readonly remote: string;
    /** The bearer's address: from the PROXY header, otherwise from the socket. */
    readonly session: string;
  };
  /** Counts, from 1, the requests with this msgid, of this app and operation, over all connections that the journal still has: it shows a client's hidden repeats. */
  readonly msgidOccurrence: number;
  readonly appid: string | null;
  /** 154****0001; null if there is no session. */
  readonly subscriber: string | null;
  /** Fields as parsed, secrets and middle digits redacted. */
  readonly fields: Readonly<Record<string, string>>;
  /** The fields that the operation does not know and ignores. */
  readonly unreadFields: readonly string[];
  readonly trace: readonly TraceStep[];
  /** The first of `faults`. */
  readonly fault: FiredFault | null;
  readonly faults: readonly FiredFault[];
  /** null while not all of it has left, and for good if a part, other bytes or nothing left; `sent` says which. */
  readonly answer: { readonly status: number; readonly resultCode: string | null; readonly name: string | null } | null;
  readonly sent: SentAnswer;
}

/**
 * A request as it came, secrets included, to be sent again. The journal keeps those of the last 1,000 entries in memory and never writes them. Only the
 * control API gives them, to whoever may have the apps' keys too.
 */
export interface RawRequest {
  /** The number of its journal entry. */
  readonly entry: number;
  readonly plane: Plane;
  readonly operation: Operation | null;
  readonly method: string;
  readonly target: string;
  /** Read on the bearer plane only. */
  readonly host: string | null;
  readonly contentType: string | null;
  /** base64; empty where it was too large. */
  readonly body: string;
  /** The address that stood for the bearer. */
  readonly session: string;
}

/** The bounds of a journal. At the first that is exceeded the oldest entries are dropped, and a query about them is refused. */
export interface JournalBounds {
  readonly maxEntries: number;
  readonly maxBytes: number;
}

/** The header of an answer with events: the entry that the first event comes after. A client continues there if it loses the connection before the first event. */
export const LAST_ENTRY_HEADER = 'Quhao-Last-Entry';

export interface EventsQuery {
  /** Only entries with a greater id, existing ones first; absent: those that are appended after the first `next()`. */
  readonly after?: number;
  /** Ends the iteration without an error. */
  readonly signal?: AbortSignal;
}

export interface JournalQuery {
  readonly plane?: Plane;
  readonly operation?: Operation;
  readonly appid?: string;
  readonly msgid?: string;
  readonly resultCode?: string;
  /** Only entries with a greater id. */
  readonly after?: number;
}

/** One login: its requests, joined over connections by msgid, scrip and token. */
export interface LoginFlow {
  /** The number of its first journal entry. */
  readonly id: number;
  readonly appid: string | null;
  /** 154****0001 */
  readonly subscriber: string | null;
  /** In order; a hidden repeat of a client is a second request with the same operation. */
  readonly requests: readonly FlowRequest[];
  /** The last request's result code; null if its answer was not sent whole. */
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
  /** The last request's result code. */
  readonly resultCode?: string;
  /** All operations of the flow, in order. */
  readonly operations?: readonly Operation[];
  /** Only flows that began after this journal entry. */
  readonly after?: number;
}
