import type { Check, Expectation, Fault, Level } from './check.ts';
import { evaluate } from './judge-expectation.ts';
import { judgeTiming } from './judge-timing.ts';
import type { Observations } from './observations.ts';
import type { Finding, Judgement, Verdict } from './verdict.ts';

const HEADLINE = 66;

/** Check and observations to verdict. Pure: the same evidence gives the same verdict, with or without a device. */
export function judge(check: Check, seen: Observations): Judgement {
  const broken = seen.canaries.find((canary) => !canary.holds);
  if (broken !== undefined) {
    const headline = `the world is not as arranged: expected ${broken.expected}, met ${broken.observed}. Check the test bench.`;
    return { verdict: 'env-error', headline, findings: [] };
  }
  const silent = faultsOf(check).find((fault) => neverFired(fault, seen));
  if (silent !== undefined) {
    const headline = `the fault ${silent.effect.kind} on ${silent.operation} never fired although the request came. Check the test bench.`;
    return { verdict: 'env-error', headline, findings: [] };
  }
  const [first, ...rest] = check.expect.map((expectation) => judged(expectation, seen));
  const findings = [...crashed(seen), ...(first === undefined ? [] : [first]), ...timed(check, seen), ...rest];
  const all = findings.some((finding) => finding.status === 'wrong') ? findings : [...findings, ...stopped(seen)];
  return { verdict: verdictOf(all, check.level), headline: headlineOf(all), findings: all };
}

/** An INFO clause of a row that is no INFO row: seen and told, whatever it is. */
function judged(expectation: Expectation, seen: Observations): Finding {
  const finding = evaluate(expectation, seen);
  return expectation.level === 'INFO' && finding.status !== 'ok' ? { ...finding, status: 'told' } : finding;
}

function faultsOf(check: Check): readonly Fault[] {
  const early = check.arrange.fault === undefined ? [] : [check.arrange.fault];
  return [...early, ...check.act.flatMap((step) => (step.do === 'fault' ? [step.fault] : []))];
}

/** The gateway's own proof: a request that met the fault says so in the journal. */
function neverFired({ operation, effect }: Fault, seen: Observations): boolean {
  const requests = seen.requests.filter((request) => request.operation === operation);
  return requests.length > 0 && !requests.some((request) => request.fault === effect.kind);
}

function timed(check: Check, seen: Observations): readonly Finding[] {
  return check.timing === undefined ? [] : [judgeTiming(check.timing, seen)];
}

function crashed(seen: Observations): readonly Finding[] {
  if (seen.crash === null) {
    return [];
  }
  return [
    {
      name: 'crash',
      status: 'wrong',
      expected: 'the app lives on',
      observed: seen.crash,
      meaning: 'the app that holds the SDK ended while the SDK was at work',
    },
  ];
}

/** A step that could not be done must never end as a pass. */
function stopped(seen: Observations): readonly Finding[] {
  if (seen.stopped === null) {
    return [];
  }
  return [
    {
      name: 'act',
      status: 'wrong',
      expected: 'every step can be done',
      observed: seen.stopped.reason,
      meaning: 'the subject did not come to the point where it could be judged further',
    },
  ];
}

function verdictOf(findings: readonly Finding[], level: Level): Verdict {
  if (findings.some((finding) => finding.status === 'wrong')) {
    return WRONG[level];
  }
  if (findings.some((finding) => finding.status === 'unsure')) {
    return 'inconclusive';
  }
  return findings.some((finding) => finding.status === 'warn') ? 'warn' : 'pass';
}

/** An INFO clause records a reading; it cannot fail. */
const WRONG: Readonly<Record<Level, Verdict>> = { MUST: 'fail', SHOULD: 'warn', INFO: 'pass' };

function headlineOf(findings: readonly Finding[]): string {
  const wrong = findings.find(({ status }) => status !== 'ok' && status !== 'told');
  if (wrong !== undefined) {
    return wrong.observed;
  }
  let line = '';
  for (const finding of findings) {
    const longer = line === '' ? seenIn(finding) : `${line}, ${seenIn(finding)}`;
    if (longer.length > HEADLINE && line !== '') {
      break;
    }
    line = longer;
  }
  return line;
}

function seenIn({ status, expected, observed }: Finding): string {
  return status === 'told' ? `${observed} (told, not judged: the guide knows ${expected})` : observed;
}
