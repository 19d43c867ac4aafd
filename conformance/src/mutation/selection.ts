import { MutationError } from './mutation-error.ts';
import { type Mutation, shortName } from './mutation-table.ts';

export interface MutationSelection {
  /** The beginning of a class's path below com/cmic/gen/sdk, such as `flow/` or `flow/Call`. */
  readonly only?: string;
  /** So many of them, spread over all by the seed. */
  readonly sample?: number;
  readonly seed: number;
}

/** Throws where nothing is selected: an empty run must not look like a good one. */
export function selectMutations(mutations: readonly Mutation[], { only, sample, seed }: MutationSelection): readonly Mutation[] {
  const wanted = mutations.filter(
    ({ class: name }) => only === undefined || shortName(name).replaceAll('.', '/').startsWith(only),
  );
  if (wanted.length === 0) {
    throw new MutationError('SELECTION', `no mutation lies in ${only ?? 'the table'}; --list shows where they lie`);
  }
  if (sample === undefined || sample >= wanted.length) {
    return wanted;
  }
  const drawn = new Set(shuffled(wanted, seed).slice(0, sample));
  return wanted.filter((mutation) => drawn.has(mutation));
}

/** Fisher and Yates, by a generator that is the same everywhere. */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const next = xorshift(seed);
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = next() % (last + 1);
    const item = copy[last] as T;
    copy[last] = copy[other] as T;
    copy[other] = item;
  }
  return copy;
}

/** Marsaglia's 32-bit generator; 0 is the one state that it never leaves. */
function xorshift(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
