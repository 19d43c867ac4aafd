import type { Stage } from '../model/fault-effect.ts';
import type { ArmedFault, FaultRule } from '../model/faults.ts';
import type { Operation, Plane } from '../model/operations.ts';
import { fraction, SeededRandom } from '../random.ts';
import { matchedField } from './match-keys.ts';

/** An armed rule and its counts. */
export interface Armed {
  readonly id: string;
  readonly order: number;
  readonly rule: FaultRule;
  readonly stage: Stage;
  readonly armedAt: number;
  /** Requests that matched, whether the rule fired or not, and whether it or an older rule of its stage acted. */
  seen: number;
  hits: number;
  /** Requests over connections that were there before the rule: a connection or TLS fault acts on new ones. */
  missed: number;
  /** Requests that the rule was due for and an older one of its stage acted on. */
  shadowed: number;
  /** Requests to the rule's plane that rules act on, before it was armed. */
  readonly askedBefore: number;
  /** Random numbers drawn from the rule's seed. */
  draws: number;
}

export interface FaultQuestion {
  readonly plane: Plane;
  readonly operation: Operation | null;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly now: number;
  readonly stages: readonly Stage[];
  /** The last step that the request passed; null before the rules of the operation run. */
  readonly passedStep: number | null;
}

/** Whether the rule fires for a request or connection. Counts those that match. */
export function fires(armed: Armed, question: FaultQuestion): boolean {
  const { rule, hits, armedAt } = armed;
  const { when, times, ttlMs } = rule;
  const isAfterStep = when !== undefined && 'afterStep' in when;
  const isItsMoment = isAfterStep
    ? question.passedStep !== null && question.passedStep >= when.afterStep
    : question.passedStep === null;
  if (!isItsMoment || !matches(rule, question)) {
    return false;
  }
  if ((times !== undefined && hits >= times) || (ttlMs !== undefined && question.now - armedAt >= ttlMs)) {
    return false;
  }
  armed.seen += 1;
  return isDue(armed, question.now);
}

/** From when to when a rule is due that depends on the time only. */
export function lifeOf(
  { when, ttlMs = Number.POSITIVE_INFINITY }: FaultRule,
  armedAt: number,
): { readonly from: number; readonly to: number } {
  const { fromMs, toMs } = when !== undefined && 'fromMs' in when ? when : { fromMs: 0, toMs: Number.POSITIVE_INFINITY };
  return { from: armedAt + fromMs, to: armedAt + Math.min(toMs, ttlMs) };
}

function matches({ plane, operation, match }: FaultRule, question: FaultQuestion): boolean {
  return (
    plane === question.plane &&
    (operation === undefined || operation === question.operation) &&
    Object.entries(match ?? {}).every(([name, value]) => matchedField(question.fields, name) === value)
  );
}

function isDue(armed: Armed, now: number): boolean {
  const { when } = armed.rule;
  if (when === undefined || 'afterStep' in when) {
    return true;
  }
  if ('nth' in when) {
    return armed.seen === when.nth;
  }
  if ('first' in when) {
    return armed.seen <= when.first;
  }
  if ('every' in when) {
    return armed.seen % when.every === 0;
  }
  if ('fromMs' in when) {
    return when.fromMs <= now - armed.armedAt && now - armed.armedAt < when.toMs;
  }
  armed.draws += 1;
  return fraction(new SeededRandom(when.seed, armed.draws * 16)) < when.probability;
}

interface Asked {
  /** All requests to the rule's plane that rules act on. One that an operation which is switched off answers, for instance, is none. */
  readonly asked: number;
  readonly now: number;
}

export function describeArmed(armed: Armed, { asked, now }: Asked): ArmedFault {
  const { id, rule, hits } = armed;
  return { ...rule, id, hits, whyIdle: whyIdle(armed, { asked: asked - armed.askedBefore, now }) };
}

/** Why the rule has not acted yet, in words; null where it has, and for closed ports, which nobody sees. */
function whyIdle(armed: Armed, { asked, now }: Asked): string | null {
  const { rule, stage, hits, seen, missed, shadowed } = armed;
  const { plane, when, effect } = rule;
  if (hits > 0 || stage === 'port') {
    return null;
  }
  if (shadowed > 0) {
    return `an older rule of stage ${stage} acted instead, ${times(shadowed)}`;
  }
  const { from, to } = lifeOf(rule, armed.armedAt);
  if (now >= to) {
    const time = from > armed.armedAt ? `from ${from - armed.armedAt} to ${to - armed.armedAt}` : `of ${to - armed.armedAt}`;
    const what = seen > 0 ? `: it matched ${times(seen)}, outside of it` : ' before any request came that it matches';
    return `its time ${time} ms ran out${what}`;
  }
  if (seen > 0) {
    return `it matched ${times(seen)}, and \`when\` selected none of these`;
  }
  if (missed > 0) {
    return `${missed} requests came over connections that were there before the rule: a ${effect.kind} fault acts on new connections, so close the client’s kept-alive ones first`;
  }
  if (asked === 0) {
    return `no request that rules act on has come to the ${plane} plane since`;
  }
  const step = when !== undefined && 'afterStep' in when ? `, or none passed step ${when.afterStep}` : '';
  return `of ${asked} requests to the ${plane} plane none had its operation and fields${step}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
