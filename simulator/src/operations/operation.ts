import type { App, Settings, Strictness } from '../model/documents.ts';
import type { Explanation } from '../model/explanation.ts';
import type { Operation, Plane } from '../model/operations.ts';
import { Refusal, type RefusalName } from '../model/refusal.ts';
import type { Scope } from '../scope/scope.ts';
import type { Answer } from '../store/answer.ts';
import type { MsgidClaim } from './msgid-claim.ts';
import type { Reading, RequestReader } from './requests.ts';

/** One check of an operation: it refuses by throwing, and the first refusal answers (wire.md §6). */
export interface Rule<A, R> {
  readonly step: number;
  readonly name: string;
  readonly refuses: readonly RefusalName[];
  readonly run: (context: A) => void | Promise<void>;
  /** What it asked for and what it met, passed or refused: told when somebody reads the journal. */
  readonly explain: (readAgain_: R) => Explanation;
}

/** The whole protocol of an operation: its rules in order, and what happens when none of them refuses. */
export interface OperationDefinition<A extends OperationContext, K extends Retained<A['request']>, Payload> {
  readonly operation: Operation;
  readonly rules: readonly Rule<A, K & ReadAgain<A['request']>>[];
  readonly effect: (context: A) => Answer<Payload>;
  /**
   * Writes over what was retained of an earlier context, which is empty for the first ones. Not made anew: V8 sees the first ten thousand live long, and then
   * has such objects take their place among the old ones at birth, where only a whole garbage collection clears them.
   */
  readonly retain: (context: A, retained: Mutable<K>) => void;
}

export type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/**
 * What an context leaves behind to tell its rules by: documents and records, which are replaced and never changed, and a number or two. Ten thousand
 * live at a time: no socket, no body, nothing that opens or signs.
 */
export interface Retained<Q> {
  readonly now: number;
  readonly settings: Settings;
  readonly app: App | undefined;
  readonly reader: RequestReader<Q>;
  readonly wrongType: Reading['wrongType'];
}

/** What every flow keeps, but for its own kind of reader. */
export function retainCommon(
  { now, settings, app, reading }: OperationContext,
  retained: Mutable<Omit<Retained<never>, 'reader'>>,
): void {
  retained.now = now;
  retained.settings = settings;
  retained.app = app;
  retained.wrongType = reading.wrongType;
}

/** What is made again of the body for the telling. */
export interface ReadAgain<Q> {
  readonly reading: Reading;
  /** Undefined where the fields were refused. */
  readonly request: Q | undefined;
  /** Of the check that is told, if it refused. */
  readonly refusal: Refusal | null;
}

type Outcome<Payload> =
  | { readonly kind: 'done'; readonly payload: Payload }
  /** `at` is the index of the check that refused; `isLate`: it had let the request pass, and the effect refused in its name. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly at: number; readonly isLate: boolean };

/** What every operation's context has; each flow adds what its rules find out. */
export interface OperationContext<Q = unknown> {
  readonly scope: Scope;
  /** As they stood when the request was read: they hold for all of its rules. */
  readonly settings: Settings;
  readonly plane: Plane;
  /** The plane's time when the request was read. */
  readonly now: number;
  readonly reading: Reading;
  readonly app: App | undefined;
  readonly reader: RequestReader<Q>;
  request: Q | undefined;
  /** Whose number the request turned out to be about. */
  msisdn: string | undefined;
  /** The scrip or token that the request presented, and the one that it was given. */
  presented: string | undefined;
  issued: string | undefined;
  /** There where the scope refuses replays. */
  claim?: MsgidClaim;
}

/** The app's own, else its scope's. */
export function strictnessOf({ app, settings }: Pick<OperationContext, 'app' | 'settings'>): Strictness {
  return app?.strictness ?? settings.strictness;
}

/** `rules-only`: nothing is changed, for a code that is forced. */
export type RunMode = 'whole' | 'rules-only';

/** A forced code ends after the rules: they ran for the trace. */
export type Ended<Payload> = Outcome<Payload> | { readonly kind: 'checked' };

interface Runnable<A, P> {
  readonly rules: readonly Pick<Rule<A, never>, 'name' | 'run' | 'refuses'>[];
  readonly effect: (context: A) => Answer<P>;
}

/** One function and not two: each await costs, and this is run for every request. */
export async function runOperation<A extends OperationContext, P>(
  { rules, effect }: Runnable<A, P>,
  context: A,
  mode: RunMode,
): Promise<Ended<P>> {
  let at = 0;
  // A refusal is thrown, and a throw costs by the depth of the stack below it: from here on that is this function alone.
  await null;
  try {
    for (; at < rules.length; at++) {
      const pending = rules[at]?.run(context);
      if (pending !== undefined) {
        await pending;
      }
    }
    if (mode === 'rules-only') {
      return { kind: 'checked' };
    }
    const { claim } = context;
    const payload = claim === undefined ? effect(context) : claim.during(() => effect(context));
    return { kind: 'done', payload: payload instanceof Promise ? await payload : payload };
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    const { claim } = context;
    const refusal = claim === undefined || mode === 'rules-only' ? error : await claim.settle(error);
    if (refusal === claim?.refusal) {
      return { kind: 'refused', refusal, at: rules.findIndex(({ name }) => name === REPLAY_CHECK), isLate: false };
    }
    // Where the effect refuses, another request was faster between a check and it: the refusal counts as that check's.
    const isLate = at === rules.length;
    const refusedAt = isLate ? rules.findLastIndex((rule) => rule.refuses.includes(error.name)) : at;
    return { kind: 'refused', refusal, at: refusedAt, isLate };
  }
}

/** A replay counts as this check's, whenever it came to light. */
const REPLAY_CHECK = 'time and replay';

/** What an earlier check found. Its absence is a mistake in the order of rules, never the caller's. */
export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new Error(`a check needs the ${what} that an earlier one should have found`);
  }
  return value;
}
