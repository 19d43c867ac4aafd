import type { Check } from '../check.ts';
import type { LateCallback } from '../late-callbacks.ts';
import { LAWS } from '../law-table.ts';
import { timeLimitMs } from '../plan.ts';
import { ProbeError } from '../probe/probe-error.ts';
import { tryCheck } from '../run.ts';
import type { Testbed } from '../testbed.ts';
import type { LawBreach, Outcome, Verdict } from '../verdict.ts';
import { within } from '../wait.ts';
import type { MutatedSubject } from './mutated-subject.ts';
import { MutationError } from './mutation-error.ts';
import type { RowVerdict } from './mutation-journal.ts';

export interface RowRunner {
  readonly testbed: Testbed;
  readonly subject: MutatedSubject;
}

/** Runs a row on whatever mutations are at work. A process that does not let the row end is stopped. */
export async function runRow(check: Check, { testbed, subject }: RowRunner): Promise<RowVerdict> {
  if (check.arrange.process === 'fresh') {
    await forgetScrips(testbed);
  }
  const running = tryCheck(check, testbed, { mutant: null, lateCallbacks: subject.lateCallbacks });
  const limitMs = timeLimitMs(check);
  const late = (): Error => new MutationError('PLAIN_RUN', `${check.id} did not end within ${limitMs} ms`);
  const { outcome } = await within(running, limitMs, late).catch(async () => {
    await testbed.device.run(`am force-stop ${testbed.app.packageName}`);
    return running;
  });
  const verdict = rowVerdict(outcome, subject);
  if (verdict.verdict !== 'pass') {
    subject.spoil();
  } else if (check.arrange.process === 'fresh' || check.arrange.phoneState !== undefined) {
    subject.soil();
  }
  return verdict;
}

/** Rows that ask for a new process are not reset: in a run they come before those that leave a scrip on the device. */
async function forgetScrips(testbed: Testbed): Promise<void> {
  try {
    await testbed.probe.reset();
  } catch (error) {
    // A process that is gone is replaced by the row.
    if (!(error instanceof ProbeError)) {
      throw error;
    }
  }
}

const ONCE = 'law-callback-exactly-once';

/** A callback that came when its row was over. */
export function lateVerdict({ row, call, code }: LateCallback): RowVerdict {
  return { row, verdict: 'fail', headline: `another callback of ${call} after the row: ${code}`, wrong: [ONCE], durationMs: 0 };
}

/** The row's own findings, or else the laws that were broken while it ran. */
function rowVerdict(
  { id, verdict, headline, durationMs, findings, breaches }: RowOutcome,
  { lateCallbacks }: MutatedSubject,
): RowVerdict {
  const base = { row: id, durationMs };
  const wrong = findings.filter(({ status }) => status === 'wrong').map(({ name }) => name);
  if (verdict === 'fail') {
    return { ...base, verdict, headline, wrong: [...wrong, ...lawsOf(breaches, 'MUST')] };
  }
  const broken = lawsOf(breaches, 'MUST');
  if (broken.length > 0) {
    const observed = breaches.find(({ law }) => law === broken[0])?.observed ?? headline;
    return { ...base, verdict: 'fail', headline: observed, wrong: [...broken] };
  }
  const [late] = lateCallbacks.list;
  if (late !== undefined) {
    return { ...lateVerdict(late), durationMs };
  }
  if (verdict === 'pass') {
    return {
      ...base,
      verdict: lawVerdict(breaches),
      headline: breaches[0]?.observed ?? headline,
      wrong: breaches.map(({ law }) => law),
    };
  }
  return { ...base, verdict, headline, wrong };
}

type RowOutcome = Pick<Outcome, 'id' | 'verdict' | 'headline' | 'durationMs' | 'findings' | 'breaches'>;

/** Of a row that passes and broke no law that is a MUST. */
function lawVerdict(breaches: readonly LawBreach[]): Verdict {
  if (lawsOf(breaches, 'SHOULD').length > 0) {
    return 'warn';
  }
  return breaches.some(({ status }) => status === 'unsure') ? 'inconclusive' : 'pass';
}

function lawsOf(breaches: readonly LawBreach[], level: 'MUST' | 'SHOULD'): readonly string[] {
  const wrong = breaches.filter(({ status }) => status === 'wrong').map(({ law }) => law);
  return LAWS.filter((law) => law.level === level && wrong.includes(law.id)).map(({ id }) => id);
}
