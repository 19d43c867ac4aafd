import type { App, Operation } from '../api.ts';
import { type Attempt, type Check, type Ended, type Flow, type RunMode, runFlow } from '../flows/flow.ts';
import type { Reading } from '../flows/requests.ts';
import type { World } from '../state/world.ts';
import type { Arrival } from './arrival.ts';
import type { Route } from './operations.ts';

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
  readonly checks: readonly Pick<Check<never>, 'step' | 'name'>[];
  readonly outcome: Ended<unknown>;
  /** Runs the flow; everything else here is asked for afterwards. */
  run(mode: RunMode): Promise<void>;
  /** The answer's body, with the code that the flow came to or the one that was forced. */
  render(forced: string | null): Rendered;
}

export interface OperationHandler {
  readonly operation: Operation;
  readonly read: (arrival: Arrival) => Reading;
  readonly begin: (parts: BeginParts) => Ran;
}

export interface OperationParts<A extends Attempt, P> {
  readonly flow: Flow<A, P>;
  readonly read: (arrival: Arrival) => Reading;
  readonly begin: (parts: BeginParts) => A;
  readonly render: (attempt: A, outcome: Ended<P>, forced: string | null) => Rendered;
}

export function operationHandler<A extends Attempt, P>(parts: OperationParts<A, P>): OperationHandler {
  return { operation: parts.flow.operation, read: parts.read, begin: (beginning) => new FlowRun(parts, parts.begin(beginning)) };
}

class FlowRun<A extends Attempt, P> implements Ran {
  readonly #parts: OperationParts<A, P>;
  readonly attempt: A;
  outcome: Ended<P> = { kind: 'checked' };

  constructor(parts: OperationParts<A, P>, attempt: A) {
    this.#parts = parts;
    this.attempt = attempt;
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
}

/** The last step that a request passed. */
export function passedStep({ checks, outcome }: Ran): number {
  const passed = outcome.kind === 'refused' ? checks.slice(0, outcome.at) : checks;
  return passed.at(-1)?.step ?? 1;
}
