import type { RunnerTestSuite, TestContext } from 'vitest';
import type { Check } from './check.ts';
import { readClauses } from './clauses.ts';
import { readCodeNames } from './code-names.ts';
import { TestbedError } from './errors.ts';
import { Evidence } from './evidence.ts';
import { LateCallbacks } from './late-callbacks.ts';
import type { Law } from './law.ts';
import { LawBook } from './law-book.ts';
import { type MutantRun, mutantResultOf } from './mutants.ts';
import { type Obstacle, obstacleOf } from './plan.ts';
import { ProbeError } from './probe/probe-error.ts';
import type { Words } from './report/words.ts';
import { runCheck } from './run.ts';
import type { TestbedMeta } from './test-meta.ts';
import { openTestbed, type Testbed, type TestbedOptions } from './testbed.ts';
import type { Outcome } from './verdict.ts';
import { MutantError, VerdictError } from './verdict-error.ts';

export interface CheckSessionOptions extends Pick<TestbedOptions, 'serial' | 'probeApk' | 'cacheDir'> {
  /** The mutant that is judged in place of the SDK; null: the SDK as it is. */
  readonly subjectMutant: string | null;
  /** The right SDK built otherwise that is judged in place of the SDK; null: the SDK as it is. */
  readonly subjectVariant: string | null;
  /** Mutants that must be killed after the checks have run. */
  readonly mutants: 'all' | readonly string[];
  /** Returns the folder for this run's evidence. */
  readonly openRun: () => Promise<string>;
  readonly onProgress: (line: string) => void;
}

interface OpenSession {
  readonly testbed: Testbed;
  readonly evidence: Evidence;
  readonly words: Words;
  readonly laws: LawBook;
}

/** The testbed during one suite of tests. Verdicts become results of tests, and travel in the tests' meta. */
export class CheckSession {
  readonly #options: CheckSessionOptions;
  #opening: Promise<OpenSession> | null = null;
  /** A test that is cancelled or out of time ends before its check does: the next check and the end wait for it. */
  #running: Promise<unknown> = Promise.resolve();
  readonly #late = new LateCallbacks();
  /** How many late callbacks the laws know already. */
  #lateTold = 0;

  constructor(options: CheckSessionOptions) {
    this.#options = options;
  }

  async open(suite: Readonly<RunnerTestSuite>): Promise<void> {
    const words = { clauses: await readClauses(), codes: await readCodeNames() };
    const evidence = new Evidence(await this.#options.openRun());
    const lines: string[] = [];
    const onProgress = (line: string): void => {
      lines.push(line);
      this.#options.onProgress(line);
    };
    this.#opening = openTestbed({ ...this.#options, onProgress }).then((testbed) => ({
      testbed,
      evidence,
      words,
      laws: new LawBook(),
    }));
    try {
      const { testbed } = await this.#opening;
      this.#requireVariant(testbed);
      suite.meta.quhaoTestbed = this.#describe(testbed, lines);
    } catch (error) {
      const failure = describeError(error);
      suite.meta.quhaoTestbed = { lines, subject: null, mutants: [], failure };
      throw new TestbedError('OPEN', `env-error: ${failure}\nThis is the test bench; no SDK was judged.`, { cause: error });
    }
  }

  #requireVariant({ subject }: Testbed): void {
    const { subjectVariant } = this.#options;
    if (subjectVariant !== null && !subject.variants.some(({ id }) => id === subjectVariant)) {
      const ids = subject.variants.map(({ id }) => id).join(', ') || 'none';
      throw new TestbedError('PROBE_APK', `the probe has no variant ${subjectVariant}; it has: ${ids}`);
    }
  }

  async close(): Promise<void> {
    await this.#running;
    // An error of the opening was reported by `open`.
    const opened = await this.#opening?.catch(() => null);
    await opened?.testbed[Symbol.asyncDispose]();
  }

  /** pass and warn: a passed test · skipped, unimplemented: a skipped test · any other verdict: a failed test that explains itself. */
  async runCheck(check: Check, { task, skip, annotate }: TestContext): Promise<void> {
    const session = await this.#session();
    const obstacle = this.#obstacle(check, session);
    const outcome = obstacle === null ? await this.#run(check, this.#options.subjectMutant) : notRunOutcome(check, obstacle);
    task.meta.quhaoCheck = { outcome, mutantRun: null };
    if (obstacle === null) {
      session.laws.add(outcome);
    }
    await this.#report(outcome, session, { skip, annotate });
  }

  /** A law is judged once, over all rows that ran. */
  async runLaw(law: Law, { task, skip, annotate }: TestContext): Promise<void> {
    const session = await this.#session();
    await this.#settle();
    session.laws.addLate(this.#late.list.slice(this.#lateTold));
    this.#lateTold = this.#late.list.length;
    const outcome = session.laws.outcomeOf(law);
    if (outcome === null) {
      task.meta.quhaoCheck = 'not-applicable';
      skip('no row was judged');
      return;
    }
    task.meta.quhaoCheck = { outcome, mutantRun: null };
    await this.#report(outcome, session, { skip, annotate });
  }

  async #report(
    outcome: Outcome,
    session: OpenSession,
    { skip, annotate }: Pick<TestContext, 'skip' | 'annotate'>,
  ): Promise<void> {
    switch (outcome.verdict) {
      case 'pass':
        return;
      case 'warn':
        await annotate(outcome.headline, 'warning');
        return;
      case 'skipped':
      case 'unimplemented':
      case 'not-claimed':
      case 'not-reached':
        skip(`${outcome.verdict}: ${outcome.headline}`);
        return;
      default:
        throw new VerdictError(outcome.verdict, outcome, { words: session.words, runDir: session.evidence.runDir });
    }
  }

  /** A mutant that survives is a failed test. */
  async runMutant(run: MutantRun, { task, skip }: TestContext): Promise<void> {
    const session = await this.#session();
    const { mutants } = session.testbed.subject;
    if (!mutants.some(({ id }) => id === run.mutant) || this.#obstacle(run.check, session) !== null) {
      task.meta.quhaoCheck = 'not-applicable';
      skip('the probe has no such mutant, or the device cannot run the check');
    }
    const outcome = await this.#run(run.check, run.mutant);
    task.meta.quhaoCheck = { outcome, mutantRun: run };
    const { fate, reason } = mutantResultOf(run, '', outcome);
    if (fate !== 'killed') {
      throw new MutantError(fate, `${run.mutant} ${fate}: ${reason}`);
    }
  }

  async #session(): Promise<OpenSession> {
    if (this.#opening === null) {
      throw new Error('the tests began before the testbed was opened');
    }
    return this.#opening;
  }

  #obstacle(check: Check, { testbed }: OpenSession): Obstacle | null {
    return obstacleOf(check, { capabilities: testbed.capabilities, methods: testbed.subject.methods });
  }

  async #run(check: Check, mutant: string | null): Promise<Outcome> {
    await this.#running;
    const { testbed, evidence } = await this.#session();
    if (needsNewProcess(check)) {
      await this.#settle();
    }
    const variant = mutant === null ? this.#options.subjectVariant : null;
    const run = runCheck(check, testbed, { evidence, mutant, variant, lateCallbacks: this.#late });
    this.#running = run;
    return run;
  }

  /** Callbacks are waited for before the process that they would come from ends. */
  async #settle(): Promise<void> {
    await this.#running;
    const { testbed } = await this.#session();
    await this.#late.settle(testbed.probe).catch(ignoreProbeError);
  }

  #describe({ subject }: Testbed, lines: readonly string[]): TestbedMeta {
    const { name, version, adapter } = subject;
    const { mutants: selected } = this.#options;
    const mutants = subject.mutants.filter(({ id }) => selected === 'all' || selected.includes(id));
    return { lines, subject: { name, version, adapter }, mutants, failure: null };
  }
}

function needsNewProcess({ arrange }: Check): boolean {
  return arrange.process !== undefined || arrange.phoneState !== undefined;
}

/** A process that is gone calls back no more. */
function ignoreProbeError(error: unknown): void {
  if (!(error instanceof ProbeError)) {
    throw error;
  }
}

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function notRunOutcome({ id, clause, level, subject }: Check, { verdict, reason }: Obstacle): Outcome {
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
    breaches: [],
  };
}
