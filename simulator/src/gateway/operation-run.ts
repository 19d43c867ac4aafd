import type { App } from '../model/documents.ts';
import type { TraceStep } from '../model/journal.ts';
import type { OperationContext, RunMode } from '../operations/operation.ts';
import type { Reading } from '../operations/requests.ts';
import type { Scope } from '../scope/scope.ts';
import type { Epoch } from '../store/store.ts';
import type { InboundRequest } from './inbound-request.ts';
import type { Route } from './route.ts';

/** What an operation's context is made from. */
export interface OperationStart {
  readonly inbound: InboundRequest;
  readonly route: Route;
  readonly scope: Scope;
  /** The scope's epoch when the request was resolved. */
  readonly epoch: Epoch;
  readonly reading: Reading;
  readonly app: App | undefined;
}

/** The body of an operation's answer. */
export interface Rendered {
  readonly code: string;
  readonly body: string;
  /** Absent for JSON of our own form. */
  readonly contentType?: string;
}

/** One request's way through its operation. `run` comes first, everything else after it. */
export interface OperationRun {
  readonly context: OperationContext;
  run(mode: RunMode): Promise<void>;
  /** The number of the last step that the request passed. */
  passedStep(): number;
  /** The answer with the run's own code, or with a forced one. */
  render(forced: string | null): Rendered;
  /** What the journal retains of the run. */
  retain(): RetainedRun;
}

/** Enough of a run to describe its trace, together with the text of the request's body. */
export interface RetainedRun {
  /** Whether the trace says what takes a search to find out. */
  readonly isSearched: boolean;
  describeTrace(text: string): readonly TraceStep[];
  /** Finds out with pauses what the trace says of a refusal. */
  prepare(text: string): Generator<void, void>;
}
