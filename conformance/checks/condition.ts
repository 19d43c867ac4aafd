import type { Arrange, Fault, RadioSetting } from '../src/arrange.ts';
import type { Canary, Capability } from '../src/check.ts';
import { GATEWAY_ANSWERS } from './defaults.ts';
import { numberRequestFault, numberRequestMeets, tokenRequestFault } from './steps.ts';

/**
 * Everything that can make a call fail, once: the arrangement, and the codes that the clauses accept for it. failures.ts makes a
 * row of each condition and each call that can meet it.
 */
export interface Condition {
  /** The middle of the rows' ids: `mapping-NAME-CALL`. */
  readonly name: string;
  /** Where a call meets it: before anything is sent, at the number request, or at the token request. */
  readonly at: 'device' | 'number-request' | 'token-request';
  readonly clause: readonly [string, ...string[]];
  readonly level: 'MUST' | 'SHOULD';
  readonly accept: readonly string[];
  readonly warn?: readonly string[];
  readonly meaning: string;
  readonly arrange: Arrange;
  readonly canary: readonly Canary[];
  readonly needs?: readonly Capability[];
  /** A time limit that the row sets, where the condition is one of time. */
  readonly limitMs?: number;
  /** App id or key that the call is made with, where they are not the ready app's. */
  readonly given?: { readonly appId?: string | null; readonly appKey?: string | null };
  /** A row of its own in another file judges getPhoneInfo. */
  readonly hasOwnRow?: true;
  /** mobileAuth serves China Mobile alone, and ends otherwise (CHK-04). */
  readonly isOfOtherOperator?: true;
  /** Ends of the ids of the only calls that make a row of it; absent: all that meet it. */
  readonly calls?: readonly string[];
  /** A state of the device in which no request reaches the gateway. */
  readonly asksNobody?: true;
}

export const NETWORK_ERROR = ['200028', '102102'] as const;
/** What is said of a gateway that cannot be reached; the guide gives 200027 another sense. */
export const UNREACHABLE = { accept: [...NETWORK_ERROR, '200025'], warn: ['200027'] } as const;
export const UNPARSABLE = ['200021', '102223'] as const;

export type Effect = Fault['effect'];

/** The right answer with one field more, beyond a buffer of 4 KiB. */
export const LONG_FIELD: Effect = { kind: 'field', field: 'notice', change: 'set', value: 'n'.repeat(6_000) };

/** Answers of success that differ in what no client may depend on (docs/wire.md §0). */
export const HARMLESS_FIELDS = [
  {
    name: 'answer-without-description-succeeds',
    effect: { kind: 'field', field: 'desc', change: 'missing' },
    meaning: 'the words of an answer are for people: without them it is the same answer',
  },
  {
    name: 'answer-with-an-unknown-number-succeeds',
    effect: { kind: 'field', field: 'notice', change: 'number' },
    meaning: 'a field that the SDK does not know does no harm, whatever it holds',
  },
] as const satisfies readonly { readonly effect: Effect; readonly name: string; readonly meaning: string }[];

export function deviceState(radio: RadioSetting, canary: readonly Canary[]): Pick<Condition, 'at' | 'arrange' | 'canary'> {
  return {
    at: 'device',
    arrange: { radio },
    canary,
  };
}

export function onNumberRequest(effect: Effect, canary: Canary): Pick<Condition, 'at' | 'arrange' | 'canary'> {
  return {
    at: 'number-request',
    arrange: { fault: numberRequestFault(effect) },
    canary: [canary],
  };
}

/** The probe's raw request trusts no test root: here the journal is the proof that the fault fired (judge.ts). */
export function onTokenRequest(effect: Effect): Pick<Condition, 'at' | 'arrange' | 'canary'> {
  return {
    at: 'token-request',
    arrange: { fault: tokenRequestFault(effect) },
    canary: [GATEWAY_ANSWERS],
  };
}

export function onHandshake(
  fault: Extract<Effect, { readonly kind: 'tls' }>['fault'],
): Pick<Condition, 'at' | 'arrange' | 'canary'> {
  return {
    at: 'token-request',
    arrange: { fault: { plane: 'token', effect: { kind: 'tls', fault } } },
    canary: [GATEWAY_ANSWERS],
  };
}

/** The hosts of a plane are names or addresses at which nobody is. */
export function deadHosts(
  plane: 'bearer' | 'token',
  are: 'nowhere' | 'null-address',
): Pick<Condition, 'at' | 'arrange' | 'canary'> {
  return {
    at: plane === 'token' ? 'token-request' : 'number-request',
    arrange: { deadHosts: { plane, are } },
    canary: [GATEWAY_ANSWERS, { canary: 'raw', bearer: plane === 'token' ? 'default' : 'cellular', target: are, meets: 'error' }],
  };
}

/** A subscriber of another operator than the host that is asked first: the gateway redirects (docs/wire.md §2). */
export function redirected(fault: Fault | null): Pick<Condition, 'at' | 'arrange' | 'canary' | 'isOfOtherOperator'> {
  return {
    at: 'number-request',
    arrange: { subscriber: { operator: 'unicom' }, ...(fault === null ? {} : { fault }) },
    canary: [GATEWAY_ANSWERS],
    isOfOtherOperator: true,
  };
}

/** The second number request of a row is the one at the redirect's target. */
export function atTarget(effect: Effect): Fault {
  return { ...numberRequestFault(effect), when: { nth: 2 } };
}

/**
 * A code of the order of checks (docs/wire.md §6) that no arrangement of a row provokes: the gateway says it by a fault. Such rows stand for
 * one call each.
 */
export function saidByFault(code: string, at: 'number-request' | 'token-request'): Condition {
  const isNumber = at === 'number-request';
  const effect = { kind: 'code', code } as const;
  return {
    name: `${isNumber ? '' : 'token-'}gateway-says-${code}`,
    at,
    clause: ['API-09'],
    ...gatewaySays(code, { fault: isNumber ? numberRequestFault(effect) : tokenRequestFault(effect) }),
    ...(isNumber ? { canary: [numberRequestMeets('answer', { status: 200, says: code })] } : {}),
    calls: [isNumber ? '' : '-mobile-auth'],
  };
}

export function gatewaySays(
  code: string,
  arrange: Arrange,
): Pick<Condition, 'accept' | 'arrange' | 'canary' | 'level' | 'meaning'> {
  return {
    accept: [code],
    level: 'MUST',
    arrange,
    canary: [GATEWAY_ANSWERS],
    meaning: "the gateway's own code must reach the app unchanged",
  };
}
