import type { App, Operation, Plane } from '../api.ts';
import { Refusal, type RefusalName } from '../protocol/refusal.ts';
import type { World } from '../state/world.ts';
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

export type Outcome<Payload> =
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
}

export async function runChecks<A>(checks: readonly Check<A>[], attempt: A): Promise<{ refusal: Refusal; at: number } | null> {
  for (let at = 0; at < checks.length; at++) {
    try {
      const pending = checks[at]?.run(attempt);
      if (pending !== undefined) {
        await pending;
      }
    } catch (error) {
      if (error instanceof Refusal) {
        return { refusal: error, at };
      }
      throw error;
    }
  }
  return null;
}

export async function runFlow<A, P>(flow: Flow<A, P>, attempt: A): Promise<Outcome<P>> {
  const refused = await runChecks(flow.checks, attempt);
  if (refused !== null) {
    return { kind: 'refused', ...refused };
  }
  try {
    return { kind: 'done', payload: await flow.effect(attempt) };
  } catch (error) {
    // Another request was faster between a check and the effect: the refusal counts as that check's.
    if (error instanceof Refusal) {
      return { kind: 'refused', refusal: error, at: flow.checks.findLastIndex((check) => check.refuses.includes(error.name)) };
    }
    throw error;
  }
}

/** What an earlier check found. Its absence is a mistake in the order of checks, never the caller's. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new Error(`a check needs the ${what} that an earlier one should have found`);
  }
  return value;
}
