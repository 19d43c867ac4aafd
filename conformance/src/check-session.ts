import type { RunnerTestSuite, TestContext } from 'vitest';
import type { Check } from './check.ts';
import { readClauses } from './clauses.ts';
import { readCodeNames } from './code-names.ts';
import { TestbedError } from './errors.ts';
import { Evidence } from './evidence.ts';
import { type MutantRun, mutantResultOf } from './mutants.ts';
import { type Obstacle, obstacleOf } from './plan.ts';
import type { Words } from './report/words.ts';
import { runCheck } from './run.ts';
import type { TestbedMeta } from './test-meta.ts';
import { openTestbed, type Testbed, type TestbedOptions } from './testbed.ts';
import type { Outcome } from './verdict.ts';
import { MutantError, VerdictError } from './verdict-error.ts';

export interface CheckSessionOptions extends Pick<TestbedOptions, 'serial' | 'probeApk' | 'cacheDir'> {
  /** The mutant that is judged in place of the SDK; null: the SDK as it is. */
  readonly subjectMutant: string | null;
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
}

/** The testbed during one suite of tests. Verdicts become results of tests, and travel in the tests' meta. */
export class CheckSession {
  readonly #options: CheckSessionOptions;
  #opening: Promise<OpenSession> | null = null;
  /** A test that is cancelled or out of time ends before its check does: the next check and the end wait for it. */
  #running: Promise<unknown> = Promise.resolve();

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
    this.#opening = openTestbed({ ...this.#options, onProgress }).then((testbed) => ({ testbed, evidence, words }));
    try {
      const { testbed } = await this.#opening;
      suite.meta.quhaoTestbed = this.#describe(testbed, lines);
    } catch (error) {
      const failure = describeError(error);
      suite.meta.quhaoTestbed = { lines, subject: null, mutants: [], failure };
      throw new TestbedError('OPEN', `env-error: ${failure}\nThis is the test bench; no SDK was judged.`, { cause: error });
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
    switch (outcome.verdict) {
      case 'pass':
        return;
      case 'warn':
        await annotate(outcome.headline, 'warning');
        return;
      case 'skipped':
      case 'unimplemented':
      case 'not-claimed':
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
    const run = runCheck(check, testbed, { evidence, mutant });
    this.#running = run;
    return run;
  }

  #describe({ subject }: Testbed, lines: readonly string[]): TestbedMeta {
    const { name, version, adapter } = subject;
    const { mutants: selected } = this.#options;
    const mutants = subject.mutants.filter(({ id }) => selected === 'all' || selected.includes(id));
    return { lines, subject: { name, version, adapter }, mutants, failure: null };
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
  };
}
