import type { App, Settings, Strictness } from '../model/documents.ts';
import type { Explanation } from '../model/explanation.ts';
import type { Operation, Plane } from '../model/operations.ts';
import { Refusal, type RefusalName } from '../model/refusal.ts';
import type { Scope } from '../scope/scope.ts';
import type { Answer } from '../store/answer.ts';
import type { Epoch } from '../store/store.ts';
import type { MsgidClaim } from './msgid-claim.ts';
import type { OtherKeys, Reading, RequestReader } from './requests.ts';

/** One rule of an operation: it refuses by throwing, and the first refusal is the answer (wire.md §6). */
export interface Rule<A, E> {
  readonly step: number;
  readonly name: string;
  readonly refuses: readonly RefusalName[];
  readonly run: (context: A) => void | Promise<void>;
  /** Describes what the rule expected and got, passed or refused. Called when somebody reads the journal. */
  readonly explain: (input: E) => Explanation;
  /** Judges what an earlier refusal kept from being judged, and throws as `run` would. Absent where that takes more than the journal retains. */
  readonly judgeLater?: (input: E) => void;
}

/** The whole protocol of an operation: its rules in order, and the effect where none of them refuses. */
export interface OperationDefinition<A extends OperationContext, K extends Retained<A['request']>, Payload> {
  readonly operation: Operation;
  readonly rules: readonly Rule<A, K & ReadAgain<A['request']>>[];
  readonly effect: (context: A) => Answer<Payload>;
  /** What the journal retains of a context, for the rules to explain themselves from. */
  readonly retain: (context: A) => K;
}

/**
 * What every operation retains of a context: documents and records, which are replaced and never changed, and a number or two. Ten thousand live at a
 * time, so no socket, no body, and nothing that opens or signs.
 */
export interface Retained<Q> {
  readonly now: number;
  readonly settings: Settings;
  readonly app: App | undefined;
  readonly reader: RequestReader<Q>;
  readonly keys: OtherKeys;
  readonly wrongType: Reading['wrongType'];
  /** What a rule that passed found strange, as a refusal would say it. */
  readonly doubt?: Refusal | undefined;
}

/** What is read again from the body's text when a rule explains itself. */
export interface ReadAgain<Q> {
  readonly reading: Reading;
  /** Undefined where the fields were refused. */
  readonly request: Q | undefined;
  /** The refusal of the rule that explains itself; null where it passed. */
  readonly refusal: Refusal | null;
}

type Outcome<Payload> =
  | { readonly kind: 'done'; readonly payload: Payload }
  /** `at` is the index of the rule that refused; `isLate`: the rule had passed, and the effect refused in its name. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly at: number; readonly isLate: boolean };

/** What every operation's context has. Each operation adds what its rules look up. */
export interface OperationContext<Q = unknown> {
  readonly scope: Scope;
  /** The scope's epoch when the request was resolved. The effect acts in it, or not at all. */
  readonly epoch: Epoch;
  /** As they were when the request was read: they hold for all of its rules. */
  readonly settings: Settings;
  readonly plane: Plane;
  /** The plane's time when the request was read. */
  readonly now: number;
  readonly reading: Reading;
  readonly app: App | undefined;
  readonly reader: RequestReader<Q>;
  request: Q | undefined;
  /** The number that the request is about. */
  msisdn: string | undefined;
  /** How long the operator takes to answer this request. */
  latencyMs: number;
  /** The scrip or token that the request presented. */
  presented: string | undefined;
  /** The scrip or token that the request was given. */
  issued: string | undefined;
  /** The claim to the request's msgid; absent where the scope allows replays. */
  claim?: MsgidClaim;
}

/** The app's own strictness, else its scope's. */
export function strictnessOf({ app, settings }: Pick<OperationContext, 'app' | 'settings'>): Strictness {
  return app?.strictness ?? settings.strictness;
}

/** `rules-only`: the effect is left out, for a code that a fault rule forces. */
export type RunMode = 'whole' | 'rules-only';

/** `checked`: a run in mode `rules-only` whose rules all passed. */
export type Ended<Payload> = Outcome<Payload> | { readonly kind: 'checked' };

interface Runnable<A, P> {
  readonly rules: readonly Pick<Rule<A, never>, 'name' | 'run' | 'refuses'>[];
  readonly effect: (context: A) => Answer<P>;
}

/** One function instead of two: each await costs, and this runs for every request. */
export async function runOperation<A extends OperationContext, P>(
  { rules, effect }: Runnable<A, P>,
  context: A,
  mode: RunMode,
): Promise<Ended<P>> {
  let at = 0;
  // A refusal is thrown, and a throw costs by the depth of the stack: from here on the stack is this function alone.
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
    const payload = effect(context);
    return { kind: 'done', payload: payload instanceof Promise ? await payload : payload };
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    const { claim } = context;
    const refusal = claim === undefined || mode === 'rules-only' ? error : await claim.settle(error);
    if (refusal === claim?.refusal) {
      return { kind: 'refused', refusal, at: rules.findIndex(({ name }) => name === REPLAY_RULE), isLate: false };
    }
    // Where the effect refuses, another request was faster between a rule and the effect: the refusal counts as that rule's.
    const isLate = at === rules.length;
    const refusedAt = isLate ? rules.findLastIndex((rule) => rule.refuses.includes(error.name)) : at;
    return { kind: 'refused', refusal, at: refusedAt, isLate };
  }
}

/** The rule that a replay counts as refused by, whenever the replay is noticed. */
const REPLAY_RULE = 'time and replay';

/** A value that an earlier rule looked up. Its absence is a mistake in the order of rules, never the caller's. */
export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new Error(`this rule needs the ${what} of an earlier rule`);
  }
  return value;
}

/** The refusal of a request whose msgid was used up between the rules and the effect. */
export function replayed({ claim }: OperationContext): Refusal {
  return required(claim, 'claim to the msgid').refusal;
}
