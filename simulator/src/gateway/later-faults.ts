import { Refusal } from '../model/refusal.ts';
import { type ReadAgain, type Retained, type Rule, strictnessOf } from '../operations/operation.ts';

/** What else is wrong with a request that was refused: the faults that its client would meet next. */

export interface LaterFault {
  /** Where it would have been refused: `step 6, signature`. */
  readonly place: string;
  readonly refusal: Refusal;
}

export interface RefusedRequest<K, E> {
  readonly retained: K;
  readonly input: E;
  /** The rules behind the one that refused. */
  readonly later: readonly Pick<Rule<never, E>, 'step' | 'name' | 'judgeLater'>[];
  /** The rule that refused. */
  readonly refusedBy: string;
}

export function* findLaterFaults<Q, K extends Retained<Q>, E extends ReadAgain<Q>>({
  retained,
  input,
  later,
  refusedBy,
}: RefusedRequest<K, E>): Generator<void, readonly LaterFault[]> {
  const { app, reader } = retained;
  const lenient = input.reading.refusal === null ? reader.readLeniently?.(input.reading, strictnessOf(retained)) : undefined;
  if (lenient === undefined) {
    return [];
  }
  const faults: LaterFault[] = (refusedBy === 'fields' ? lenient.further : []).map((text) => ({
    place: 'step 3, fields',
    refusal: new Refusal('BAD_PARAMETER', text),
  }));
  for (const { step, name, judgeLater } of app === undefined ? [] : later) {
    const refusal = refusalOf(() => judgeLater?.({ ...input, request: lenient.request }));
    if (refusal !== null) {
      yield* refusal.prepare();
      // Where a field is missing, it is not known which string the client signed.
      if (name !== 'signature' || lenient.isWhole || refusal.mistakes.length > 0) {
        faults.push({ place: `step ${step}, ${name}`, refusal });
      }
    }
  }
  return faults;
}

function refusalOf(judge: () => void): Refusal | null {
  try {
    judge();
    return null;
  } catch (error) {
    if (error instanceof Refusal) {
      return error;
    }
    throw error;
  }
}
