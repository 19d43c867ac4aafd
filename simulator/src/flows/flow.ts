import type { App, Operation, Plane } from '../api.ts';
import { Refusal, type RefusalName } from '../protocol/refusal.ts';
import type { World } from '../state/world.ts';
import type { MsgidClaim } from './msgid-claim.ts';
import type { Reading } from './requests.ts';

/** One check of an operation: it refuses by throwing, and the first refusal answers (wire.md §6). */
export interface Check<A> {
  readonly step: number;
  readonly name: string;
  readonly refuses: readonly RefusalName[];
  readonly run: (attempt: A) => void | Promise<void>;
}

/** The whole protocol of an operation: its checks in order, and what happens when none of them refuses. */
export interface Flow<A, Payload> {
  readonly operation: Operation;
  readonly checks: readonly Check<A>[];
  readonly effect: (attempt: A) => Promise<Payload>;
}

type Outcome<Payload> =
  | { readonly kind: 'done'; readonly payload: Payload }
  /** `at` is the index of the check that refused. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly at: number };

/** What every operation's attempt has; each flow adds what its checks find out. */
export interface Attempt {
  readonly world: World;
  readonly plane: Plane;
  /** The plane's time when the request was read. */
  readonly now: number;
  readonly reading: Reading;
  app: App | undefined;
  /** Whose number the request turned out to be about. */
  msisdn: string | undefined;
  /** The scrip or token that the request presented, and the one that it was given. */
  presented: string | undefined;
  issued: string | undefined;
  /** There where the scope refuses replays. */
  claim?: MsgidClaim;
}

/** `checks-only`: nothing is changed, for a code that is forced. */
export type RunMode = 'whole' | 'checks-only';

/** A forced code ends after the checks: they ran for the trace. */
export type Ended<Payload> = Outcome<Payload> | { readonly kind: 'checked' };

/** One function and not two: each await costs, and this is run for every request. */
export async function runFlow<A extends Attempt, P>(
  { checks, effect }: Flow<A, P>,
  attempt: A,
  mode: RunMode,
): Promise<Ended<P>> {
  let at = 0;
  try {
    for (; at < checks.length; at++) {
      const pending = checks[at]?.run(attempt);
      if (pending !== undefined) {
        await pending;
      }
    }
    if (mode === 'checks-only') {
      return { kind: 'checked' };
    }
    const { claim } = attempt;
    return { kind: 'done', payload: await (claim === undefined ? effect(attempt) : claim.during(() => effect(attempt))) };
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    const { claim } = attempt;
    const refusal = claim === undefined || mode === 'checks-only' ? error : await claim.settle(error);
    if (refusal === claim?.refusal) {
      return { kind: 'refused', refusal, at: checks.findIndex(({ name }) => name === REPLAY_CHECK) };
    }
    // Where the effect refuses, another request was faster between a check and it: the refusal counts as that check's.
    const lateAt = (): number => checks.findLastIndex((check) => check.refuses.includes(error.name));
    return { kind: 'refused', refusal, at: at < checks.length ? at : lateAt() };
  }
}

/** A replay counts as this check's, whenever it came to light. */
const REPLAY_CHECK = 'time and replay';

/** What an earlier check found. Its absence is a mistake in the order of checks, never the caller's. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new Error(`a check needs the ${what} that an earlier one should have found`);
  }
  return value;
}
