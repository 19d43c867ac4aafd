import type { Check } from '../check.ts';
import { ProbeError } from '../probe/probe-error.ts';
import { elapsedMs, hostNanos } from '../wait.ts';
import type { RowVerdict } from './mutation-journal.ts';
import { lateVerdict, type RowRunner, runRow } from './run-row.ts';

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

/** Runs rows on one mutation until one fails or the time is over; the first row runs in any case. */
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
    runner.subject.soil();
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
  const from = hostNanos();
  await runner.subject.use([target.number], target);
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
  const left = rows.slice(verdicts.length).map(({ id }) => id);
  const late = left.length === 0 ? await runner.subject.awaitLateCallback() : null;
  if (late !== null) {
    verdicts.push(lateVerdict(late));
    runner.subject.soil();
  }
  return { rows: verdicts, left, isKilled: late !== null };
}

/** Findings that a loaded machine can bring about as well. */
const DOUBTFUL = ['timing', 'act', 'crash'];

/**
 * Runs one row on the mutation that is at work. A failure counts only where the same row passes right afterwards on the SDK as it is, so that
 * neither a loaded machine nor what an earlier mutation left behind is taken for a kill; in a new process nothing is left, and what cannot come
 * from the load needs no proof. What is neither pass nor such a failure is looked at again in new processes.
 */
async function judgeRow(check: Check, target: MutationTarget, runner: RowRunner): Promise<RowVerdict> {
  const { number, needsFreshProcess } = target;
  const { subject } = runner;
  const first = await runRow(check, runner);
  // A warning is no kill in any case.
  if (first.verdict === 'pass' || first.verdict === 'warn') {
    return first;
  }
  if (first.verdict === 'fail') {
    if (needsFreshProcess && !first.wrong.some((name) => DOUBTFUL.includes(name))) {
      return first;
    }
    if (await passesPlain(check, target, runner)) {
      return first;
    }
  }
  await subject.renew([number]);
  const second = await runRow(check, runner);
  await subject.renew([]);
  const plain = await runRow(check, runner);
  if (second.verdict === 'fail' && plain.verdict === 'pass') {
    return second;
  }
  await subject.renew([number]);
  if (plain.verdict === 'pass') {
    return second;
  }
  return { ...second, verdict: 'env-error', headline: `the row does not pass on the SDK as it is: ${plain.headline}` };
}

/** In the same process where the mutation can be taken out of it, because what an earlier one left behind would show there too. */
async function passesPlain(check: Check, { needsFreshProcess }: MutationTarget, runner: RowRunner): Promise<boolean> {
  await (needsFreshProcess ? runner.subject.renew([]) : runner.subject.takeOut());
  const isPassed = (await runRow(check, runner)).verdict === 'pass';
  if (isPassed) {
    runner.subject.absolve();
  }
  return isPassed;
}
