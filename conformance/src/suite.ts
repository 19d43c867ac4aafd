import { BroadcastChannel } from 'node:worker_threads';
import { afterAll, inject, test } from 'vitest';
import { CHECKS } from './catalogue.ts';
import type { Check } from './check.ts';
import { Evidence } from './evidence.ts';
import { type MutantRun, mutantRunsOf } from './mutants.ts';
import { obstacle, patienceMs, select } from './plan.ts';
import { runCheck } from './run.ts';
import { type BenchMessage, STOP, type TestWord } from './suite-channel.ts';
import { openTestbed, type Testbed } from './testbed.ts';
import type { Outcome } from './verdict.ts';

/**
 * The file that vitest runs: one test a check, with its own time. Verdicts are ours and travel in the test's meta; a test is red in
 * vitest only where the suite itself broke. The bench comes up before the tests are known, because the probe says what it offers.
 */

const options = inject('quhao');
const channel = new BroadcastChannel(options.channel);
const tell = (message: BenchMessage): void => channel.postMessage(message);

let isStopping = false;
channel.onmessage = (event) => {
  isStopping ||= (event as { readonly data: unknown }).data === STOP;
};

const CLOSE_MS = 30_000;

const testbed = await openTestbed({
  serial: options.serial,
  probeApk: options.probeApk,
  cacheDir: options.cacheDir,
  tell: (line) => tell({ kind: 'line', line }),
}).catch((cause: unknown) => {
  tell({ kind: 'no-bench', reason: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause) });
  return null;
});

if (testbed === null) {
  test('the bench comes up', () => undefined);
} else {
  define(testbed);
}

afterAll(async () => {
  try {
    await testbed?.[Symbol.asyncDispose]();
  } finally {
    channel.close();
  }
}, CLOSE_MS);

function define(testbed: Testbed): void {
  const { name, version, adapter, methods, mutants } = testbed.subject;
  const evidence = new Evidence(options.runDir);
  const selected = select(CHECKS, options.selection);
  const hunted = mutants.filter(({ id }) => options.mutants === 'all' || options.mutants.includes(id));
  // The APK that the last checks needed is on the device then.
  const mutantRuns = mutantRunsOf(selected, hunted).toSorted((a, b) => ownApk(b) - ownApk(a));
  tell({ kind: 'subject', subject: { name, version, adapter }, mutants: hunted });
  for (const check of selected) {
    const reason = obstacle(check, { capabilities: testbed.capabilities, methods });
    test(check.id, { timeout: patienceMs(check) }, async ({ task }) => {
      task.meta.quhao = await unlessStopped(async () => ({
        outcome: reason === null ? await runCheck(check, testbed, evidence, null) : notRun(check, reason),
      }));
    });
  }
  for (const mutantRun of mutantRuns) {
    if (obstacle(mutantRun.check, { capabilities: testbed.capabilities, methods }) !== null) {
      continue;
    }
    test(titleOf(mutantRun), { timeout: patienceMs(mutantRun.check) }, async ({ task }) => {
      task.meta.quhao = await unlessStopped(async () => ({
        outcome: await runCheck(mutantRun.check, testbed, evidence, mutantRun.mutant),
        mutantRun,
      }));
    });
  }
}

function ownApk({ check }: MutantRun): number {
  return check.arrange.phoneState === undefined ? 0 : 1;
}

async function unlessStopped(work: () => Promise<TestWord>): Promise<TestWord> {
  return isStopping ? STOP : work();
}

function titleOf({ mutant, check }: MutantRun): string {
  return `${mutant} is killed by ${check.id}`;
}

function notRun(check: Check, { verdict, reason }: NonNullable<ReturnType<typeof obstacle>>): Outcome {
  const { id, clause, level, subject } = check;
  return {
    id,
    clause,
    level,
    subject,
    verdict,
    headline: reason,
    findings: [],
    durationMs: 0,
    evidence: null,
    screenshots: [],
    mutant: null,
  };
}
