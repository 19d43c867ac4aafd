import type { RawBody } from '../dialects/flat-body.ts';
import type { TraceStep } from '../model/journal.ts';
import type { Operation } from '../model/operations.ts';
import { Refusal } from '../model/refusal.ts';
import {
  type Ended,
  type OperationContext,
  type OperationDefinition,
  type ReadAgain,
  type Retained,
  type Rule,
  strictnessOf,
} from '../operations/operation.ts';
import type { Reading } from '../operations/requests.ts';
import { duplicateKeys } from '../protocol/json.ts';
import { redactStart } from '../protocol/redaction.ts';

/** What a run leaves behind: enough, with the text of its body, to tell its trace. */
export interface RunMemory {
  describeTrace(text: string): readonly TraceStep[];
}

/** What is the same for every run of an operation. */
export interface RunPlan<A extends OperationContext, K extends Retained<A['request']>, P> {
  readonly flow: OperationDefinition<A, K, P>;
  readonly read: (raw: RawBody) => Reading;
  /** Of what a reading retained of the body; absent: `read` does. */
  readonly readAgain?: ((text: string) => Reading) | undefined;
}

interface Finished<A, P> {
  readonly context: A;
  readonly target: string;
  readonly outcome: Ended<P>;
}

export class FlowMemory<A extends OperationContext, K extends Retained<A['request']>, P> implements RunMemory {
  readonly #plan: RunPlan<A, K, P>;
  readonly #retained = {} as K;
  #target = '';
  #refused: (Ended<P> & { readonly kind: 'refused' }) | null = null;

  private constructor(plan: RunPlan<A, K, P>) {
    this.#plan = plan;
  }

  /** In the place of a memory that nobody needs any more, where that was one of the same operation. */
  static of<A extends OperationContext, K extends Retained<A['request']>, P>(
    plan: RunPlan<A, K, P>,
    { context, target, outcome }: Finished<A, P>,
    old: RunMemory | null = null,
  ): RunMemory {
    const memory = old instanceof FlowMemory && old.#plan === plan ? old : new FlowMemory(plan);
    plan.flow.retain(context, memory.#retained);
    memory.#target = target;
    memory.#refused = outcome.kind === 'refused' ? outcome : null;
    return memory;
  }

  describeTrace(text: string): readonly TraceStep[] {
    const { flow, read, readAgain } = this.#plan;
    const reading = readAgain?.(text) ?? read({ contentType: undefined, body: Buffer.from(text) });
    const reread = { ...this.#retained, reading, request: requestOf(this.#retained, reading) };
    const steps = flow.rules.map((rule, index) => this.#describeStep(rule, index, reread));
    return [describeRoute(flow.operation, this.#target), ...steps];
  }

  #describeStep(
    rule: Rule<A, K & ReadAgain<A['request']>>,
    index: number,
    reread: K & Omit<ReadAgain<A['request']>, 'refusal'>,
  ): TraceStep {
    const { step, name } = rule;
    const refused = this.#refused;
    if (refused === null || index < refused.at) {
      const duplicates = name === 'body' ? describeDuplicates(reread.reading.text) : null;
      const told = rule.explain({ ...reread, refusal: null });
      return { step, name, outcome: 'passed', ...told, ...(duplicates === null ? {} : { detail: duplicates }) };
    }
    if (index > refused.at) {
      return { step, name, outcome: 'not-reached' };
    }
    const { refusal, isLate } = refused;
    const why = refusal.explain();
    const { expected, got } = rule.explain({ ...reread, refusal });
    return {
      step,
      name,
      outcome: 'failed',
      expected,
      got: isLate ? `${got}; then ${why}` : got,
      detail: `${refusal.code} ${refusal.name}: ${why}`,
    };
  }
}

function requestOf<Q>(retained: Retained<Q>, reading: Reading): Q | undefined {
  try {
    return retained.reader.read(reading, strictnessOf(retained));
  } catch (error) {
    if (error instanceof Refusal) {
      return undefined;
    }
    throw error;
  }
}

function describeRoute(operation: Operation, target: string): TraceStep {
  return {
    step: 1,
    name: 'route',
    outcome: 'passed',
    expected: 'POST and the path of an operation',
    got: `POST ${target}, ${operation}`,
  };
}

function describeDuplicates(text: string): string | null {
  const duplicates = duplicateKeys(text);
  return duplicates.length === 0 ? null : `of keys that stand twice the last counts: ${redactStart(duplicates.join(', '), 200)}`;
}
