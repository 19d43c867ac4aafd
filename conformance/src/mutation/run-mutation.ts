import type { Check } from '../check.ts';
import type { RowVerdict } from './mutation-journal.ts';
import { type RowRunner, runRow } from './run-row.ts';

export interface MutationRun {
  readonly rows: readonly RowVerdict[];
  readonly isKilled: boolean;
}

export interface MutationTarget {
  readonly number: number;
  readonly needsFreshProcess: boolean;
  /** Rows that execute it, the most promising first. */
  readonly rows: readonly Check[];
}

/**
 * Runs rows on one mutation until one fails. A failure counts only where the same row passes right afterwards on the SDK as it is, so that
 * neither a loaded machine nor what an earlier mutation left behind is taken for a kill.
 */
export async function runMutation({ number, needsFreshProcess, rows }: MutationTarget, runner: RowRunner): Promise<MutationRun> {
  const { testbed } = runner;
  const verdicts: RowVerdict[] = [];
  await testbed.chooseMutation(number, needsFreshProcess ? 'fresh' : 'running');
  for (const check of rows) {
    const verdict = await judgeRow(check, number, runner);
    verdicts.push(verdict);
    if (verdict.verdict === 'fail') {
      break;
    }
  }
  const last = verdicts.at(-1);
  const isClean = verdicts.every(({ verdict }) => verdict === 'pass');
  await testbed.chooseMutation(0, needsFreshProcess || !(isClean || last?.verdict === 'fail') ? 'fresh' : 'running');
  return { rows: verdicts, isKilled: last?.verdict === 'fail' };
}

/** Anything but a pass is looked at twice: on the SDK as it is, and where that does not pass either, again in new processes. */
async function judgeRow(check: Check, number: number, runner: RowRunner): Promise<RowVerdict> {
  const { testbed } = runner;
  const first = await runRow(check, runner);
  if (first.verdict === 'pass') {
    return first;
  }
  if (first.verdict === 'fail') {
    await testbed.chooseMutation(0, 'running');
    const plain = await runRow(check, runner);
    if (plain.verdict === 'pass') {
      return first;
    }
  }
  await testbed.chooseMutation(number, 'fresh');
  const second = await runRow(check, runner);
  await testbed.chooseMutation(0, 'fresh');
  const plain = await runRow(check, runner);
  await testbed.chooseMutation(number, 'fresh');
  if (plain.verdict !== 'pass') {
    return { ...second, verdict: 'env-error', headline: `the row does not pass on the SDK as it is: ${plain.headline}` };
  }
  return second;
}
