import type { App, Operation } from '../api.ts';
import type { RawBody } from '../dialects/flat-body.ts';
import { type Attempt, type Check, type Ended, type Kept, type RunMode, runFlow } from '../operations/operation.ts';
import type { Reading } from '../operations/requests.ts';
import type { World } from '../scope/scope.ts';
import type { Arrival } from './inbound-request.ts';
import type { Route } from './routes.ts';
import { FlowMemory, type RunMemory, type RunPlan } from './run-memory.ts';

/** How HTTP and a flow meet, for one operation. */

export interface BeginParts {
  readonly arrival: Arrival;
  readonly route: Route;
  readonly world: World;
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
  readonly attempt: Attempt;
  readonly checks: readonly Pick<Check<never, never>, 'step' | 'name'>[];
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

export interface OperationParts<A extends Attempt, K extends Kept<A['request']>, P> extends RunPlan<A, K, P> {
  readonly begin: (parts: BeginParts) => A;
  readonly render: (attempt: A, outcome: Ended<P>, forced: string | null) => Rendered;
}

export function operationHandler<A extends Attempt, K extends Kept<A['request']>, P>(
  parts: OperationParts<A, K, P>,
): OperationHandler {
  return { operation: parts.flow.operation, read: parts.read, begin: (beginning) => new FlowRun(parts, beginning) };
}

class FlowRun<A extends Attempt, K extends Kept<A['request']>, P> implements Ran {
  readonly #parts: OperationParts<A, K, P>;
  readonly #target: string;
  readonly attempt: A;
  outcome: Ended<P> = { kind: 'checked' };

  constructor(parts: OperationParts<A, K, P>, beginning: BeginParts) {
    this.#parts = parts;
    this.#target = beginning.route.target;
    this.attempt = parts.begin(beginning);
  }

  get checks(): Ran['checks'] {
    return this.#parts.flow.checks;
  }

  async run(mode: RunMode): Promise<void> {
    this.outcome = await runFlow(this.#parts.flow, this.attempt, mode);
  }

  render(forced: string | null): Rendered {
    return this.#parts.render(this.attempt, this.outcome, forced);
  }

  remember(old: RunMemory | null): RunMemory {
    return FlowMemory.of(this.#parts, { attempt: this.attempt, target: this.#target, outcome: this.outcome }, old);
  }
}

/** The last step that a request passed. */
export function passedStep({ checks, outcome }: Ran): number {
  const passed = outcome.kind === 'refused' ? checks.slice(0, outcome.at) : checks;
  return passed.at(-1)?.step ?? 1;
}
