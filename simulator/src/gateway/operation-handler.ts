import type { RawBody } from '../dialects/flat-body.ts';
import { type Ended, type OperationContext, type Retained, type RunMode, runOperation } from '../operations/operation.ts';
import type { Reading } from '../operations/requests.ts';
import type { OperationRun, OperationStart, Rendered, RetainedRun } from './operation-run.ts';
import { type OperationTrace, RetainedOperationRun } from './retained-run.ts';

/** Joins HTTP and an operation. */
export interface OperationHandler {
  readonly read: (raw: RawBody) => Reading;
  readonly start: (start: OperationStart) => OperationRun;
}

export interface OperationHandlerParts<A extends OperationContext, K extends Retained<A['request']>, P>
  extends OperationTrace<A, K, P> {
  readonly makeContext: (start: OperationStart) => A;
  readonly render: (context: A, outcome: Ended<P>, forced: string | null) => Rendered;
}

export function operationHandler<A extends OperationContext, K extends Retained<A['request']>, P>(
  parts: OperationHandlerParts<A, K, P>,
): OperationHandler {
  return { read: parts.read, start: (start) => new HandlerRun(parts, start) };
}

class HandlerRun<A extends OperationContext, K extends Retained<A['request']>, P> implements OperationRun {
  readonly #parts: OperationHandlerParts<A, K, P>;
  readonly #target: string;
  readonly context: A;
  #outcome: Ended<P> = { kind: 'checked' };

  constructor(parts: OperationHandlerParts<A, K, P>, start: OperationStart) {
    this.#parts = parts;
    this.#target = start.route.target;
    this.context = parts.makeContext(start);
  }

  async run(mode: RunMode): Promise<void> {
    this.#outcome = await runOperation(this.#parts.definition, this.context, mode);
  }

  passedStep(): number {
    const { rules } = this.#parts.definition;
    const passed = this.#outcome.kind === 'refused' ? rules.slice(0, this.#outcome.at) : rules;
    return passed.at(-1)?.step ?? 1;
  }

  render(forced: string | null): Rendered {
    return this.#parts.render(this.context, this.#outcome, forced);
  }

  retain(): RetainedRun {
    return new RetainedOperationRun(this.#parts, { context: this.context, target: this.#target, outcome: this.#outcome });
  }
}
