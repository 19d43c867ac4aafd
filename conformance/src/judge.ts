import type { Fault } from './arrange.ts';
import type { Check, Expectation, Level } from './check.ts';
import { excuseFindings } from './judge-bench.ts';
import { judgeExpectation } from './judge-expectation.ts';
import { judgeTiming } from './judge-timing.ts';
import type { Observations } from './observations.ts';
import { type Finding, type Judgement, type Verdict, WRONG_VERDICT } from './verdict.ts';

const HEADLINE = 66;

/** Makes the verdict from check and observations. Pure: the same evidence gives the same verdict, with or without a device. */
export function judge(check: Check, observations: Observations): Judgement {
  const broken = observations.canaries.find((canary) => !canary.holds);
  if (broken !== undefined) {
    return benchFault(`the testbed is not as arranged: expected ${broken.expected}, got ${broken.observed}.`);
  }
  if (observations.stopped?.isOptional === true && observations.crash === null) {
    return { verdict: 'skipped', headline: observations.stopped.reason, findings: [] };
  }
  if (observations.stopped?.isUnclear === true) {
    const findings = [...crashFinding(observations), ...stopFinding(observations)];
    return { verdict: verdictOf(findings, check.level), headline: headlineOf(findings), findings };
  }
  const missed = faultsOf(check).find((fault) => !hasFired(fault, observations));
  if (missed !== undefined && wasMet(missed, observations)) {
    return benchFault(`the fault ${nameOf(missed)} never fired although the request came.`);
  }
  const [first, ...rest] = check.expect.map((expectation) => findingOf(expectation, observations));
  const findings = [
    ...crashFinding(observations),
    ...(first === undefined ? [] : [first]),
    ...(check.timing === undefined ? [] : [judgeTiming(check.timing, observations)]),
    ...rest,
  ];
  const found = findings.some((finding) => finding.status === 'wrong') ? findings : [...findings, ...stopFinding(observations)];
  const all = excuseFindings(check, found, observations);
  if (missed !== undefined && !all.some((finding) => finding.status === 'wrong')) {
    return { verdict: 'not-reached', headline: `no request came to meet the fault ${nameOf(missed)}`, findings: all };
  }
  return { verdict: verdictOf(all, check.level), headline: headlineOf(all), findings: all };
}

function benchFault(what: string): Judgement {
  return { verdict: 'env-error', headline: `${what} Check the test bench.`, findings: [] };
}

/** An expectation about an INFO clause is reported and never judged, whatever was observed. */
function findingOf(expectation: Expectation, observations: Observations): Finding {
  const finding = judgeExpectation(expectation, observations);
  return expectation.level === 'INFO' && finding.status !== 'ok' ? { ...finding, status: 'info' } : finding;
}

function faultsOf(check: Check): readonly Fault[] {
  const arranged = check.arrange.fault === undefined ? [] : [check.arrange.fault];
  return [...arranged, ...check.act.flatMap((step) => (step.do === 'fault' ? [step.fault] : []))];
}

/** The journal is the proof: a request or a handshake that met the fault carries its kind. A refused connection leaves no entry: there the canary is the proof. */
function hasFired({ effect }: Fault, { requests }: Observations): boolean {
  return effect.kind === 'connection' || requests.some((request) => request.fault === effect.kind);
}

/** The subject sent what the fault waits for, and the fault did not fire all the same. */
function wasMet({ operation, when }: Fault, { requests }: Observations): boolean {
  return operation !== undefined && requests.filter((request) => request.operation === operation).length >= (when?.nth ?? 1);
}

function nameOf({ plane, operation, effect }: Fault): string {
  return `${effect.kind} on ${operation ?? `the ${plane} plane`}`;
}

function crashFinding({ crash }: Observations): readonly Finding[] {
  if (crash === null) {
    return [];
  }
  const meaning = 'the app that holds the SDK ended, or its main thread hung, while the SDK was at work';
  return [{ name: 'crash', status: 'wrong', expected: 'the app keeps running', observed: crash, meaning }];
}

/** A step that could not be performed must never end as a pass. */
function stopFinding({ stopped }: Observations): readonly Finding[] {
  if (stopped === null) {
    return [];
  }
  const { reason, isUnclear } = stopped;
  const meaning = isUnclear
    ? 'the suite could not read the page, which says nothing of the subject'
    : 'the subject did not come to the point where it could be judged further';
  return [
    { name: 'act', status: isUnclear ? 'unsure' : 'wrong', expected: 'every step can be performed', observed: reason, meaning },
  ];
}

function verdictOf(findings: readonly Finding[], level: Level): Verdict {
  if (findings.some((finding) => finding.status === 'wrong')) {
    return WRONG_VERDICT[level];
  }
  if (findings.some((finding) => finding.status === 'unsure')) {
    return 'inconclusive';
  }
  return findings.some((finding) => finding.status === 'warn') ? 'warn' : 'pass';
}

function headlineOf(findings: readonly Finding[]): string {
  const decisive = findings.find(({ status }) => status !== 'ok' && status !== 'info');
  if (decisive !== undefined) {
    return decisive.observed;
  }
  let line = '';
  for (const finding of findings) {
    const longer = line === '' ? headlinePart(finding) : `${line}, ${headlinePart(finding)}`;
    if (longer.length > HEADLINE && line !== '') {
      break;
    }
    line = longer;
  }
  return line;
}

function headlinePart({ status, expected, observed }: Finding): string {
  return status === 'info' ? `${observed} (not judged: the guide knows ${expected})` : observed;
}
