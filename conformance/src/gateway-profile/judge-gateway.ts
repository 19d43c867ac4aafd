import { type Finding, type Judgement, type Verdict, WRONG_VERDICT } from '../verdict.ts';
import type { GatewayCheck, GatewayExpectation } from './gateway-check.ts';
import { type Answered, answerJson, codeOf, fieldOf, type GatewayObservations } from './gateway-observations.ts';

/** Judges one row over what it saw. Pure: the same observations give the same verdict. */
export function judgeGateway(check: GatewayCheck, seen: GatewayObservations): Judgement {
  const findings = check.expect.flatMap((expectation) => findingOf(expectation, seen));
  const wrong = findings.filter(({ status }) => status === 'wrong');
  const unsure = findings.filter(({ status }) => status === 'unsure');
  const shown = wrong.length > 0 ? wrong : findings;
  const observed = [...new Set(shown.map((finding) => finding.observed))].join(', ');
  if (wrong.length > 0) {
    return { verdict: WRONG_VERDICT[check.level], headline: observed, findings };
  }
  if (seen.stopped !== null) {
    // Nothing that was seen is wrong, and what the row is about was not seen.
    return { verdict: 'inconclusive', headline: `step ${seen.stopped.step}: ${seen.stopped.reason}`, findings };
  }
  const verdict: Verdict = unsure.length > 0 ? 'inconclusive' : 'pass';
  return { verdict, headline: observed, findings };
}

/** None where the step that it is about was not performed. */
function findingOf(expectation: GatewayExpectation, seen: GatewayObservations): readonly Finding[] {
  const answers = seen.answers[expectation.of];
  if (answers === undefined || answers.length === 0) {
    return [];
  }
  const { name, meaning, clause } = expectation;
  const isLate = answers.some(({ failure }) => failure === 'TIMEOUT');
  const { expected, observed, holds } = COMPARISONS[expectation.expect](expectation as never, answers, seen);
  const bad = isLate ? 'unsure' : 'wrong';
  return [{ name, meaning, clause, expected, observed, status: holds ? 'ok' : bad }];
}

interface Comparison {
  readonly expected: string;
  readonly observed: string;
  readonly holds: boolean;
}

type KindOf<K extends GatewayExpectation['expect']> = Extract<GatewayExpectation, { readonly expect: K }>;

/** One row per kind of expectation. */
const COMPARISONS: {
  readonly [K in GatewayExpectation['expect']]: (
    expectation: KindOf<K>,
    answers: readonly Answered[],
    seen: GatewayObservations,
  ) => Comparison;
} = {
  code: ({ is }, answers) => {
    const observed = answers.map(codeOf).join(', ');
    return { expected: is, observed, holds: observed === is };
  },
  codes: ({ are }, answers) => {
    const expected = countText(are);
    const observed = countText(countBy(answers.map(codeOf)));
    return { expected, observed, holds: observed === expected };
  },
  echo: (_, answers) => {
    const holds = answers.every((answered) => echoOf(answered) === answered.msgid);
    const observed = holds ? 'the message id of the request' : `message id ${answers.map(echoOf).map(shown).join(', ')}`;
    return { expected: 'the message id of the request', observed, holds };
  },
  field: ({ field, matches }, answers) => {
    const values = answers.map((answered) => fieldOf(answered, field));
    const pattern = new RegExp(`^(?:${matches})$`, 'u');
    const holds = values.every((value) => typeof value === 'string' && pattern.test(value));
    return { expected: `${field} like ${matches}`, observed: `${field} ${values.map(shown).join(', ')}`, holds };
  },
  number: ({ is }, answers, { number }) => {
    const whole = answers.map(({ answer, opened }) => `${answer?.body ?? ''}${JSON.stringify(opened)}`);
    const has = number !== null && whole.every((text) => text.includes(number));
    const hasNone = number === null || whole.every((text) => !text.includes(number));
    const isSubscribers = number !== null && answers.every((answered) => answerJson(answered)['msisdn'] === number);
    return is === 'subscriber'
      ? {
          expected: "the subscriber's number",
          observed: isSubscribers ? "the subscriber's number" : otherNumber(has),
          holds: isSubscribers,
        }
      : { expected: 'no number', observed: hasNone ? 'no number' : 'the number', holds: hasNone };
  },
};

function otherNumber(isElsewhere: boolean): string {
  return isElsewhere ? 'the number in another field' : 'not this number';
}

function echoOf(answered: Answered): unknown {
  return fieldOf(answered, 'inresponseto') ?? fieldOf(answered, 'msgId');
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

function countBy(codes: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const code of codes) {
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

function countText(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([code, count]) => `${count} × ${code}`)
    .join(', ');
}
