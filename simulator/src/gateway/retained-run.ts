import type { RawBody } from '../dialects/flat-body.ts';
import type { NamedMistake } from '../model/diagnosis.ts';
import type { TraceStep } from '../model/journal.ts';
import type { Operation } from '../model/operations.ts';
import { finish, Refusal } from '../model/refusal.ts';
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
import { DialectError } from './guard-dialect.ts';
import { findLaterFaults, type LaterFault } from './later-faults.ts';
import type { RetainedRun } from './operation-run.ts';

/** What the traces of an operation are described with: the same for all of its runs. */
export interface OperationTrace<A extends OperationContext, K extends Retained<A['request']>, P> {
  readonly definition: OperationDefinition<A, K, P>;
  readonly read: (raw: RawBody) => Reading;
  /** Reads the text that a reading retained of the body; absent: `read` does. */
  readonly readAgain?: ((text: string) => Reading) | undefined;
}

interface EndedRun<A, P> {
  readonly context: A;
  readonly target: string;
  readonly outcome: Ended<P>;
}

/** What rules are described with, but for the refusal. */
type Described<A extends OperationContext, K> = K & Omit<ReadAgain<A['request']>, 'refusal'>;

export class RetainedOperationRun<A extends OperationContext, K extends Retained<A['request']>, P> implements RetainedRun {
  readonly #trace: OperationTrace<A, K, P>;
  readonly #retained: K;
  readonly #target: string;
  readonly #refused: (Ended<P> & { readonly kind: 'refused' }) | null;
  /** null: not looked for yet. */
  #laterFaults: readonly LaterFault[] | null = null;

  constructor(trace: OperationTrace<A, K, P>, { context, target, outcome }: EndedRun<A, P>) {
    this.#trace = trace;
    this.#retained = trace.definition.retain(context);
    this.#target = target;
    this.#refused = outcome.kind === 'refused' ? outcome : null;
  }

  get isSearched(): boolean {
    return this.#refused !== null || this.#retained.doubt !== undefined;
  }

  *prepare(text: string): Generator<void, void> {
    try {
      yield* this.#prepare(text);
    } catch (error) {
      // The trace says so: a dialect that fails must not keep others from reading the journal.
      needDialectError(error);
    }
  }

  *#prepare(text: string): Generator<void, void> {
    if (this.#refused !== null) {
      yield* this.#refused.refusal.prepare();
      this.#laterFaults ??= yield* this.#findLaterFaults(this.#inputOf(text), this.#refused);
    }
    if (this.#retained.doubt !== undefined) {
      yield* this.#retained.doubt.prepare();
    }
  }

  describeTrace(text: string): readonly TraceStep[] {
    try {
      return this.#describeTrace(text);
    } catch (error) {
      const route = describeRoute(this.#trace.definition.operation, this.#target);
      return [route, describeUnexplained(needDialectError(error))];
    }
  }

  #describeTrace(text: string): readonly TraceStep[] {
    const { definition } = this.#trace;
    const input = this.#inputOf(text);
    if (this.#refused !== null) {
      this.#laterFaults ??= finish(this.#findLaterFaults(input, this.#refused));
    }
    const steps = definition.rules.map((rule, index) => this.#describeStep(rule, index, input));
    return [describeRoute(definition.operation, this.#target), ...steps];
  }

  #inputOf(text: string): Described<A, K> {
    const { read, readAgain } = this.#trace;
    const reading = readAgain?.(text) ?? read({ contentType: undefined, body: Buffer.from(text) });
    return { ...this.#retained, reading, request: requestOf(this.#retained, reading) };
  }

  #findLaterFaults(input: Described<A, K>, { at }: { readonly at: number }): Generator<void, readonly LaterFault[]> {
    const { rules } = this.#trace.definition;
    return findLaterFaults({
      retained: this.#retained,
      input: { ...input, refusal: null },
      later: rules.slice(at + 1),
      refusedBy: rules[at]?.name ?? '',
    });
  }

  #describeStep(rule: Rule<A, K & ReadAgain<A['request']>>, index: number, input: Described<A, K>): TraceStep {
    const { step, name } = rule;
    const refused = this.#refused;
    if (refused === null || index < refused.at) {
      const duplicates = name === 'body' ? describeDuplicates(input.reading.text) : null;
      const explanation = rule.explain({ ...input, refusal: null });
      return { step, name, outcome: 'passed', ...explanation, ...(duplicates === null ? {} : { detail: duplicates }) };
    }
    if (index > refused.at) {
      return { step, name, outcome: 'not-reached' };
    }
    const { refusal, isLate } = refused;
    const why = refusal.explain();
    const { expected, got, mistakes: explained = [] } = rule.explain({ ...input, refusal });
    const later = this.#laterFaults ?? [];
    const mistakes = distinct([...refusal.mistakes, ...explained, ...later.flatMap((fault) => fault.refusal.mistakes)]);
    return {
      step,
      name,
      outcome: 'failed',
      expected,
      got: isLate ? `${got}; then ${why}` : got,
      detail: `${refusal.code} ${refusal.name}: ${why}${describeLater(later)}`,
      ...(mistakes.length === 0 ? {} : { mistakes }),
    };
  }
}

/** Only a dialect throws a Refusal while a request is explained: there is nothing to refuse any more. */
function needDialectError(error: unknown): DialectError {
  if (error instanceof Refusal) {
    return new DialectError(`the dialect refused a request, ${error.code} ${error.name}, while it explained it`);
  }
  if (error instanceof DialectError) {
    return error;
  }
  throw error;
}

function describeUnexplained({ message }: DialectError): TraceStep {
  const expected = 'a dialect that explains its requests';
  return {
    step: 0,
    name: 'dialect',
    outcome: 'failed',
    expected,
    got: redactStart(message, 300),
    detail: redactStart(message, 300),
  };
}

function describeLater(faults: readonly LaterFault[]): string {
  return faults.map(({ place, refusal }) => `; also wrong: ${refusal.explain()} (${place})`).join('');
}

function distinct(mistakes: readonly NamedMistake[]): readonly NamedMistake[] {
  return mistakes.filter(({ en }, at) => mistakes.findIndex((other) => other.en === en) === at);
}

/** The request as the operation read it; undefined where its fields were refused. */
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
  return duplicates.length === 0 ? null : `duplicate keys; the last value is used: ${redactStart(duplicates.join(', '), 200)}`;
}
