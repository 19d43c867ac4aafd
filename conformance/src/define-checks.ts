import { afterAll, beforeAll, describe, test } from 'vitest';
import { CHECKS } from './catalogue.ts';
import type { Check } from './check.ts';
import { CheckSession } from './check-session.ts';
import type { CheckSessionOptions } from './check-session-options.ts';
import { HAND_MS } from './device/hand.ts';
import { lawsOf } from './law-book.ts';
import { type MutantRun, mutantRunsOf, namedMutants } from './mutants.ts';
import { type Selection, selectChecks, timeLimitMs } from './plan.ts';

export interface SuiteOptions extends CheckSessionOptions {
  readonly selection: Selection;
  /** Runs controls of rows too, which other rows kill as well. */
  readonly matrix: boolean;
  /** Laws to judge; null: all. */
  readonly laws: readonly string[] | null;
}

/** The quiet time after the last row is waited for once. */
const LAW_MS = 60_000;
const OPEN_MS = 300_000;
const CLOSE_MS = 30_000;
/** Some changes of one row, each as long as somebody is waited for. */
const BY_HAND_MS = 6 * HAND_MS;

/**
 * Defines one vitest test per check, then one per mutant and check that must kill it. The tables are known beforehand; what device and
 * probe do not offer is known when the testbed is up, and such tests are skipped then.
 */
export function defineChecks(options: SuiteOptions): CheckSession {
  const checks = selectChecks(CHECKS, options.selection);
  // Somebody who does things by hand takes his time, before the row begins.
  const handMs = options.isByHand === true ? BY_HAND_MS : 0;
  const longestMs = Math.max(0, ...checks.map(timeLimitMs)) + handMs;
  const session = new CheckSession(options);
  const isConcurrent = options.handsets > 1;
  describe('conformance', { shuffle: false, retry: 0 }, () => {
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads which fixtures a hook needs out of this pattern
    beforeAll(({}, suite) => session.open(suite), OPEN_MS);
    afterAll(() => session.close(), longestMs + CLOSE_MS);
    for (const [index, check] of checks.entries()) {
      // The first row shows whether the subject speaks to the gateway at all: the others wait for it.
      const row = { timeout: timeLimitMs(check) + handMs, concurrent: isConcurrent && index > 0 };
      test(check.id, row, (context) => session.runCheck(check, context));
    }
    for (const law of lawsOf(options.laws)) {
      test(law.id, { timeout: LAW_MS }, (context) => session.runLaw(law, context));
    }
    for (const run of plannedMutantRuns(checks, options)) {
      const title = `${run.mutant} is killed by ${run.check.id}`;
      test(title, { timeout: timeLimitMs(run.check) + handMs, concurrent: isConcurrent }, (context) =>
        session.runMutant(run, context),
      );
    }
  });
  return session;
}

/** Checks that need another APK come first: after the last checks it is on the device. */
function plannedMutantRuns(checks: readonly Check[], { mutants, matrix }: SuiteOptions): readonly MutantRun[] {
  const selected = namedMutants(checks).filter((id) => mutants === 'all' || mutants.includes(id));
  return mutantRunsOf(checks, selected, { whole: matrix }).toSorted((a, b) => apkRank(a) - apkRank(b));
}

function apkRank({ check }: MutantRun): number {
  return check.arrange.phoneState === undefined ? 1 : 0;
}
