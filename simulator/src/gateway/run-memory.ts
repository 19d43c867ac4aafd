import type { Operation, TraceStep } from '../api.ts';
import type { RawBody } from '../dialects/flat-body.ts';
import { type Attempt, type Check, type Ended, type Flow, type Kept, type Recalled, strictnessOf } from '../operations/operation.ts';
import type { Reading } from '../operations/requests.ts';
import { duplicateKeys } from '../protocol/json.ts';
import { redactStart } from '../protocol/redaction.ts';
import { Refusal } from '../model/refusal.ts';

/** What a run leaves behind: enough, with the text of its body, to tell its trace. */
export interface RunMemory {
  tellTrace(text: string): readonly TraceStep[];
}

/** What is the same for every run of an operation. */
export interface RunPlan<A extends Attempt, K extends Kept<A['request']>, P> {
  readonly flow: Flow<A, K, P>;
  readonly read: (raw: RawBody) => Reading;
  /** Of what a reading kept of the body; absent: `read` does. */
  readonly readAgain?: ((text: string) => Reading) | undefined;
}

interface Finished<A, P> {
  readonly attempt: A;
  readonly target: string;
  readonly outcome: Ended<P>;
}

export class FlowMemory<A extends Attempt, K extends Kept<A['request']>, P> implements RunMemory {
  readonly #plan: RunPlan<A, K, P>;
  readonly #kept = {} as K;
  #target = '';
  #refused: (Ended<P> & { readonly kind: 'refused' }) | null = null;

  private constructor(plan: RunPlan<A, K, P>) {
    this.#plan = plan;
  }

  /** In the place of a memory that nobody needs any more, where that was one of the same operation. */
  static of<A extends Attempt, K extends Kept<A['request']>, P>(
    plan: RunPlan<A, K, P>,
    { attempt, target, outcome }: Finished<A, P>,
    old: RunMemory | null = null,
  ): RunMemory {
    const memory = old instanceof FlowMemory && old.#plan === plan ? old : new FlowMemory(plan);
    plan.flow.keep(attempt, memory.#kept);
    memory.#target = target;
    memory.#refused = outcome.kind === 'refused' ? outcome : null;
    return memory;
  }

  tellTrace(text: string): readonly TraceStep[] {
    const { flow, read, readAgain } = this.#plan;
    const reading = readAgain?.(text) ?? read({ contentType: undefined, body: Buffer.from(text) });
    const recalled = { ...this.#kept, reading, request: requestOf(this.#kept, reading) };
    const steps = flow.checks.map((check, index) => this.#tellStep(check, index, recalled));
    return [tellRoute(flow.operation, this.#target), ...steps];
  }

  #tellStep(
    check: Check<A, K & Recalled<A['request']>>,
    index: number,
    recalled: K & Omit<Recalled<A['request']>, 'refusal'>,
  ): TraceStep {
    const { step, name } = check;
    const refused = this.#refused;
    if (refused === null || index < refused.at) {
      const duplicates = name === 'body' ? tellDuplicates(recalled.reading.text) : null;
      const told = check.tells({ ...recalled, refusal: null });
      return { step, name, outcome: 'passed', ...told, ...(duplicates === null ? {} : { detail: duplicates }) };
    }
    if (index > refused.at) {
      return { step, name, outcome: 'not-reached' };
    }
    const { refusal, isLate } = refused;
    const why = refusal.explain();
    const { expected, got } = check.tells({ ...recalled, refusal });
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

function requestOf<Q>(kept: Kept<Q>, reading: Reading): Q | undefined {
  try {
    return kept.reader.read(reading, strictnessOf(kept));
  } catch (error) {
    if (error instanceof Refusal) {
      return undefined;
    }
    throw error;
  }
}

function tellRoute(operation: Operation, target: string): TraceStep {
  return {
    step: 1,
    name: 'route',
    outcome: 'passed',
    expected: 'POST and the path of an operation',
    got: `POST ${target}, ${operation}`,
  };
}

function tellDuplicates(text: string): string | null {
  const duplicates = duplicateKeys(text);
  return duplicates.length === 0 ? null : `of keys that stand twice the last counts: ${redactStart(duplicates.join(', '), 200)}`;
}
