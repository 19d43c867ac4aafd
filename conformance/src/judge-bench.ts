import { describeBench, isLoaded } from './bench-load.ts';
import type { Check } from './check.ts';
import { isExplainedByStop } from './judge-stop.ts';
import { type BenchReport, type Observations, resultJson, resultsOf } from './observations.ts';
import type { Finding, LawBreach } from './verdict.ts';

/** The bench stood still for so long that also the timers of an SDK's own may be late. */
const STOOD_STILL_MS = 1_000;

/** Codes of a time limit: on a busy machine a limit is reached without the SDK's doing. */
const TIMED_OUT: readonly unknown[] = ['200023', '102507'];

/** Laws about times, and those that give the device a time to get something done. */
const OF_TIME: readonly string[] = [
  'law-time-call-ends-within-limit',
  'law-page-gone-after-quit',
  'law-network-request-released',
  'law-network-connection-closed',
];

const ONCE = 'law-callback-exactly-once';

/** Findings of what did not come in time become unsure where the bench was too busy to tell. Nothing becomes right by that. */
export function excuseFindings(check: Check, findings: readonly Finding[], seen: Observations): readonly Finding[] {
  const { bench } = seen;
  if (bench === undefined || bench === null || !isLoaded(bench)) {
    return findings;
  }
  if (isStopExcused(check, seen, bench) && isExplainedByStop(check, findings, seen)) {
    return findings.map((finding) => (isWrong(finding) ? unsure(finding, bench) : finding));
  }
  return findings.map((finding) => (isWrong(finding) && hasTimedOut(check, finding, seen) ? unsure(finding, bench) : finding));
}

/** The same for laws. */
export function excuseBreaches(check: Check, breaches: readonly LawBreach[], seen: Observations): readonly LawBreach[] {
  const { bench } = seen;
  if (bench === undefined || bench === null || !isLoaded(bench)) {
    return breaches;
  }
  const isSilent = seen.stopped !== null && isStopExcused(check, seen, bench);
  return breaches.map((breach) =>
    OF_TIME.includes(breach.law) || (isSilent && breach.law === ONCE && breach.observed.startsWith('no callback'))
      ? { ...breach, status: 'unsure' }
      : breach,
  );
}

/** A page that has not come, with no result in its place; a view or a request that has not come. A callback is due even on a busy machine, unless that stood still. */
function isStopExcused({ act }: Check, { stopped, events }: Observations, { longestStillMs }: BenchReport): boolean {
  switch (stopped === null ? undefined : act[stopped.step - 1]?.do) {
    case 'await-page':
      return !events.some(({ type }) => type === 'result');
    case 'consent':
    case 'press':
    case 'close':
    case 'open-terms':
    case 'leave-terms':
    case 'answer-dialog':
    case 'await-request':
      return true;
    case 'await':
      return longestStillMs >= STOOD_STILL_MS;
    default:
      return false;
  }
}

/** The call has used up its limit: one that gave up before was not held up by the bench. */
function hasTimedOut({ expect }: Check, { name }: Finding, seen: Observations): boolean {
  const expectation = expect.find((one) => one.name === name);
  if (expectation?.expect !== 'result') {
    return false;
  }
  const call = seen.calls[expectation.call];
  const [event] = resultsOf(expectation.call, seen);
  if (call === undefined || event === undefined || !TIMED_OUT.includes(resultJson(event)['resultCode'])) {
    return false;
  }
  const tookMs = Number(BigInt(event.atNanos) - BigInt(call.startedNanos)) / 1e6;
  return tookMs >= call.limitMs;
}

function isWrong({ status }: Finding): boolean {
  return status === 'wrong' || status === 'warn';
}

function unsure(finding: Finding, bench: BenchReport): Finding {
  return { ...finding, status: 'unsure', meaning: `the test bench was too busy to judge this: ${describeBench(bench)}` };
}
