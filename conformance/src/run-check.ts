import { describeBench, isLoaded } from './bench-load.ts';
import type { Check } from './check.ts';
import { crashBehind } from './crash.ts';
import { BenchError } from './errors.ts';
import type { Evidence } from './evidence.ts';
import { ProbeError } from './probe/probe-error.ts';
import { type Try, type TryOptions, tryCheck } from './run.ts';
import type { RunHistory } from './run-history.ts';
import type { Alone } from './station-pool.ts';
import type { Testbed } from './testbed.ts';
import type { Outcome } from './verdict.ts';

export interface RunOptions extends TryOptions {
  readonly evidence: Evidence;
  /** What the rows before have left; absent where the row stands for itself. */
  readonly history?: RunHistory;
  /** Where it has aborted no row is run once more. */
  readonly signal?: AbortSignal;
  /** Runs a second try while no other row runs; absent: none ever does. */
  readonly alone?: Alone;
}

/**
 * Runs a check and writes its evidence. A row that the bench has spoilt is run once more: in a new process where the old one was killed or
 * stood still, alone where it shared the process with a row before, and marked as the second try.
 */
export async function runCheck(check: Check, testbed: Testbed, options: RunOptions): Promise<Outcome> {
  const { history, evidence } = options;
  await history?.checkProcess(testbed).catch(ignoreBench);
  const before = history?.rowInProcess(testbed) ?? null;
  const first = await tryCheck(check, testbed, options);
  const again = await reasonToRepeat(first, testbed, options);
  if (again === null) {
    return finish(first, testbed, options);
  }
  const shared = history?.rowInProcess(testbed) ?? null;
  const crash = first.observations?.crash ?? (await crashInArrangement(first, testbed));
  await evidence.write(first, testbed.redactor, FIRST_TRY);
  const { alone = (part) => part() } = options;
  const second = await alone(() => tryCheck(check, testbed, options));
  if (crash !== null && before !== null && shared === before && second.observations?.crash === null) {
    history?.blame(before, `${crash} (while ${check.id} ran, which does not end the app when it runs alone)`);
  }
  const retried = isSame(first.outcome, second.outcome) ? `the same as the first; ${again}` : again;
  const headline = `${second.outcome.headline} (2nd try: ${retried})`;
  return finish({ ...second, outcome: { ...second.outcome, headline, retried } }, testbed, options);
}

type Found = Pick<Outcome, 'verdict' | 'findings'>;

/** Both tries have found the same: the bench was not what the row suffers from. */
function isSame(first: Found, second: Found): boolean {
  const found = ({ verdict, findings }: Found): string =>
    JSON.stringify([verdict, findings.map(({ name, status }) => [name, status])]);
  return found(first) === found(second);
}

/** Folder of the evidence of a first try. */
const FIRST_TRY = '1st-try';

async function finish({ outcome, ...rest }: Try, testbed: Testbed, { evidence, history }: RunOptions): Promise<Outcome> {
  const { check, observations } = rest;
  history?.add(check.id, testbed);
  const isSettled = history !== undefined && observations !== null;
  const settled = isSettled ? history.causes.settle(outcome, check, observations) : outcome;
  return evidence.write({ ...rest, outcome: settled }, testbed.redactor);
}

/** Why the row shall be run once more; null where its outcome stands. */
async function reasonToRepeat(
  { outcome, observations, error }: Try,
  testbed: Testbed,
  { mutant, history, signal }: RunOptions,
): Promise<string | null> {
  if (signal?.aborted) {
    return null;
  }
  if (error instanceof ProbeError && error.message.includes(TOO_MANY_REQUESTS)) {
    const row = history?.rowInProcess(testbed) ?? null;
    testbed.discardProcess();
    if (row !== null) {
      history?.blame(row, `the app has no network request left (${TOO_MANY_REQUESTS}), and the probe holds none`);
    }
    return 'the SDK had used up the network requests that Android gives an app';
  }
  if (error !== null) {
    const isOfProcess = error instanceof ProbeError && OF_PROCESS.includes(error.code);
    return isOfProcess && !(await testbed.isLost()) ? error.message : null;
  }
  if (observations?.crash && history !== undefined && history.rowInProcess(testbed) !== null) {
    return 'the app ended, and an earlier row had run in the same process';
  }
  const isInDoubt = outcome.verdict === 'inconclusive' || (mutant === null && ['fail', 'warn'].includes(outcome.verdict));
  const bench = observations?.bench ?? null;
  return isInDoubt && bench !== null && isLoaded(bench) ? `the test bench was busy, ${describeBench(bench)}` : null;
}

/** Android refuses an app more than 100 network requests and callbacks at a time: what calls leave behind adds up to that. */
const TOO_MANY_REQUESTS = 'TooManyRequestsException';

/** The probe conversation ended with its process, or beside it. */
const OF_PROCESS: readonly ProbeError['code'][] = ['GONE', 'HANGS', 'KILLED', 'NOT_STARTED'];

/** How the subject ended the process before the row had called it; null where it did not. */
async function crashInArrangement({ error }: Try, testbed: Testbed): Promise<string | null> {
  if (!(error instanceof ProbeError)) {
    return null;
  }
  return crashBehind(error, testbed, false).catch((other: unknown) => {
    ignoreBench(other);
    return null;
  });
}

/** The next row meets the same fault, and reports it. */
function ignoreBench(error: unknown): void {
  if (!(error instanceof BenchError)) {
    throw error;
  }
}
