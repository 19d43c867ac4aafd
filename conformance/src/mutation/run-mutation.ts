import type { Check } from '../check.ts';
import { ProbeError } from '../probe/probe-error.ts';
import { elapsedMs, hostNanos } from '../wait.ts';
import type { RowVerdict } from './mutation-journal.ts';
import { type RowRunner, runRow } from './run-row.ts';

export interface MutationRun {
  readonly rows: readonly RowVerdict[];
  /** Rows that have not run, because the time was over. */
  readonly left: readonly string[];
  readonly isKilled: boolean;
}

export interface MutationTarget {
  readonly number: number;
  readonly needsFreshProcess: boolean;
}

/** Runs rows on one mutation until one fails or the time is over; the first row runs in any case. Leaves the SDK as it is. */
export async function runMutation(target: MutationTarget, plan: MutationPlan, runner: RowRunner): Promise<MutationRun> {
  const verdicts: RowVerdict[] = [];
  try {
    return await runRows(target, plan, { runner, verdicts });
  } catch (error) {
    // A process with the mutation may not come up, or not answer between two rows.
    if (!(error instanceof ProbeError)) {
      throw error;
    }
    const row = plan.rows[verdicts.length]?.id ?? '';
    verdicts.push({ row, verdict: 'env-error', headline: error.message, wrong: [], durationMs: 0 });
    await runner.testbed.chooseMutations([], 'fresh');
    return { rows: verdicts, left: [], isKilled: false };
  }
}

interface MutationPlan {
  readonly rows: readonly Check[];
  readonly budgetMs: number;
}

interface Progress {
  readonly runner: RowRunner;
  readonly verdicts: RowVerdict[];
}

async function runRows(
  target: MutationTarget,
  { rows, budgetMs }: MutationPlan,
  { runner, verdicts }: Progress,
): Promise<MutationRun> {
  const { testbed } = runner;
  const from = hostNanos();
  await testbed.chooseMutations([target.number], target.needsFreshProcess ? 'fresh' : 'running');
  for (const [index, check] of rows.entries()) {
    if (index > 0 && elapsedMs(from) > budgetMs) {
      break;
    }
    const verdict = await judgeRow(check, target, runner);
    verdicts.push(verdict);
    if (verdict.verdict === 'fail') {
      return { rows: verdicts, left: [], isKilled: true };
    }
  }
  const isClean = !target.needsFreshProcess && verdicts.every(({ verdict }) => verdict === 'pass');
  await testbed.chooseMutations([], isClean ? 'running' : 'fresh');
  return { rows: verdicts, left: rows.slice(verdicts.length).map(({ id }) => id), isKilled: false };
}

/**
 * Runs one row on the chosen mutation. A failure counts only where the same row passes right afterwards on the SDK as it is, so that neither
 * a loaded machine nor what an earlier mutation left behind is taken for a kill. What is neither pass nor such a failure is looked at again in
 * new processes. After a failure the SDK is as it is, after anything else the mutation is still chosen.
 */
async function judgeRow(check: Check, target: MutationTarget, runner: RowRunner): Promise<RowVerdict> {
  const { testbed } = runner;
  const first = await runRow(check, runner);
  if (first.verdict === 'pass') {
    return first;
  }
  if (first.verdict === 'fail') {
    await testbed.chooseMutations([], target.needsFreshProcess ? 'fresh' : 'running');
    if ((await runRow(check, runner)).verdict === 'pass') {
      return first;
    }
  }
  await testbed.chooseMutations([target.number], 'fresh');
  const second = await runRow(check, runner);
  await testbed.chooseMutations([], 'fresh');
  const plain = await runRow(check, runner);
  if (second.verdict === 'fail' && plain.verdict === 'pass') {
    return second;
  }
  await testbed.chooseMutations([target.number], 'fresh');
  if (plain.verdict === 'pass') {
    return second;
  }
  return { ...second, verdict: 'env-error', headline: `the row does not pass on the SDK as it is: ${plain.headline}` };
}
