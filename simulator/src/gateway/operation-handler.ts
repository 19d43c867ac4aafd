import type { RawBody } from '../dialects/flat-body.ts';
import type { App } from '../model/documents.ts';
import type { Operation } from '../model/operations.ts';
import {
  type Ended,
  type OperationContext,
  type Retained,
  type Rule,
  type RunMode,
  runOperation,
} from '../operations/operation.ts';
import type { Reading } from '../operations/requests.ts';
import type { Scope } from '../scope/scope.ts';
import type { InboundRequest } from './inbound-request.ts';
import type { Route } from './routes.ts';
import { FlowMemory, type RunMemory, type RunPlan } from './run-memory.ts';

/** How HTTP and a flow meet, for one operation. */

export interface BeginParts {
  readonly inbound: InboundRequest;
  readonly route: Route;
  readonly scope: Scope;
  readonly reading: Reading;
  readonly app: App | undefined;
}

export interface Rendered {
  readonly code: string;
  readonly body: string;
  /** Where it is no JSON of ours. */
  readonly contentType?: string;
}

/** One request's way through its flow. */
export interface Ran {
  readonly context: OperationContext;
  readonly rules: readonly Pick<Rule<never, never>, 'step' | 'name'>[];
  readonly outcome: Ended<unknown>;
  /** Runs the flow; everything else here is asked for afterwards. */
  run(mode: RunMode): Promise<void>;
  /** The answer's body, with the code that the flow came to or the one that was forced. */
  render(forced: string | null): Rendered;
  /** What is left to the journal, in the place of what it has let go of. */
  remember(old: RunMemory | null): RunMemory;
}

export interface OperationHandler {
  readonly operation: Operation;
  readonly read: (raw: RawBody) => Reading;
  readonly begin: (parts: BeginParts) => Ran;
}

export interface OperationParts<A extends OperationContext, K extends Retained<A['request']>, P> extends RunPlan<A, K, P> {
  readonly begin: (parts: BeginParts) => A;
  readonly render: (context: A, outcome: Ended<P>, forced: string | null) => Rendered;
}

export function operationHandler<A extends OperationContext, K extends Retained<A['request']>, P>(
  parts: OperationParts<A, K, P>,
): OperationHandler {
  return { operation: parts.flow.operation, read: parts.read, begin: (beginning) => new HandlerRun(parts, beginning) };
}

class HandlerRun<A extends OperationContext, K extends Retained<A['request']>, P> implements Ran {
  readonly #parts: OperationParts<A, K, P>;
  readonly #target: string;
  readonly context: A;
  outcome: Ended<P> = { kind: 'checked' };

  constructor(parts: OperationParts<A, K, P>, beginning: BeginParts) {
    this.#parts = parts;
    this.#target = beginning.route.target;
    this.context = parts.begin(beginning);
  }

  get rules(): Ran['rules'] {
    return this.#parts.flow.rules;
  }

  async run(mode: RunMode): Promise<void> {
    this.outcome = await runOperation(this.#parts.flow, this.context, mode);
  }

  render(forced: string | null): Rendered {
    return this.#parts.render(this.context, this.outcome, forced);
  }

  remember(old: RunMemory | null): RunMemory {
    return FlowMemory.of(this.#parts, { context: this.context, target: this.#target, outcome: this.outcome }, old);
  }
}

/** The last step that a request passed. */
export function passedStep({ rules, outcome }: Ran): number {
  const passed = outcome.kind === 'refused' ? rules.slice(0, outcome.at) : rules;
  return passed.at(-1)?.step ?? 1;
}
