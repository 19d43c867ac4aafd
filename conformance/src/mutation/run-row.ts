import type { Check } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { timeLimitMs } from '../plan.ts';
import { runCheck } from '../run.ts';
import type { Testbed } from '../testbed.ts';
import { within } from '../wait.ts';
import type { MutatedSubject } from './mutated-subject.ts';
import { MutationError } from './mutation-error.ts';
import type { RowVerdict } from './mutation-journal.ts';

export interface RowRunner {
  readonly testbed: Testbed;
  readonly subject: MutatedSubject;
  readonly evidence: Evidence;
}

/** Runs a row on whatever mutation is chosen. A process that does not let the row end is stopped. */
export async function runRow(check: Check, { testbed, subject, evidence }: RowRunner): Promise<RowVerdict> {
  const running = runCheck(check, testbed, { evidence, mutant: null });
  const limitMs = timeLimitMs(check);
  const late = (): Error => new MutationError('PLAIN_RUN', `${check.id} did not end within ${limitMs} ms`);
  const outcome = await within(running, limitMs, late).catch(async () => {
    await testbed.device.run(`am force-stop ${testbed.app.packageName}`);
    return running;
  });
  if (outcome.verdict !== 'pass' || check.arrange.process === 'fresh' || check.arrange.phoneState !== undefined) {
    subject.soil();
  }
  const { id, verdict, headline, durationMs, findings } = outcome;
  const wrong = findings.filter(({ status }) => status === 'wrong').map(({ name }) => name);
  return { row: id, verdict, headline, wrong, durationMs };
}
