import type { RunnerTestSuite, TestContext } from 'vitest';
import { CauseBook } from './cause-book.ts';
import type { Check } from './check.ts';
import { CleanupError } from './cleanup-stack.ts';
import { BenchError, TestbedError } from './errors.ts';
import { Evidence } from './evidence.ts';
import { LateCallbacks } from './late-callbacks.ts';
import type { Law } from './law.ts';
import { LawBook } from './law-book.ts';
import { type MutantRun, mutantResultOf } from './mutants.ts';
import { type Obstacle, obstacleOf } from './plan.ts';
import type { Portrait } from './portrait/portrait.ts';
import { portraitLines } from './portrait/portrait-text.ts';
import { proposalsOf, takePortrait } from './portrait/take-portrait.ts';
import { ProbeError } from './probe/probe-error.ts';
import { readWords } from './report/read-words.ts';
import type { Words } from './report/words.ts';
import { runCheck } from './run-check.ts';
import { RunHistory } from './run-history.ts';
import { quhaoMeta, type TestbedMeta } from './test-meta.ts';
import type { TestbedOptions } from './testbed/testbed-options.ts';
import { openTestbed, type Testbed } from './testbed.ts';
import { unrunOutcome } from './unrun-outcome.ts';
import type { Outcome } from './verdict.ts';
import { MutantError, VerdictError } from './verdict-error.ts';
import type { WaiverScope } from './waivers.ts';

type BenchOptions =
  | 'serial'
  | 'handsetPort'
  | 'isDataCleared'
  | 'probeApk'
  | 'cacheDir'
  | 'routes'
  | 'dialect'
  | 'gatewayAt'
  | 'isByHand';

export interface CheckSessionOptions extends Pick<TestbedOptions, BenchOptions> {
  /** Looks at what the SDK does by itself before the checks. */
  readonly portrait?: boolean;
  /** The mutant that is judged in place of the SDK; null: the SDK as it is. */
  readonly subjectMutant: string | null;
  /** The right SDK built otherwise that is judged in place of the SDK; null: the SDK as it is. */
  readonly subjectVariant: string | null;
  /** Mutants that must be killed after the checks have run. */
  readonly mutants: 'all' | readonly string[];
  /** Leaves out the checks after the first that fails. */
  readonly bail?: boolean;
  /** Returns the folder for this run's evidence. */
  readonly openRun: () => Promise<string>;
  readonly onProgress: (line: string) => void;
}

interface OpenSession {
  readonly testbed: Testbed;
  readonly evidence: Evidence;
  readonly words: Words;
  readonly laws: LawBook;
  readonly history: RunHistory;
  readonly scope: WaiverScope;
  readonly portrait: Portrait | null;
}

/** The testbed during one suite of tests. Verdicts become results of tests, and travel in the tests' meta. */
export class CheckSession {
  readonly #options: CheckSessionOptions;
  #opening: Promise<OpenSession> | null = null;
  /** A test that is cancelled or out of time ends before its check does: the next check and the end wait for it. */
  #running: Promise<unknown> = Promise.resolve();
  readonly #late = new LateCallbacks();
  readonly #stop = new AbortController();
  /** How many late callbacks and ends of the process the laws know already. */
  #reported = { late: 0, ends: 0 };
  /** The suite's meta is read when the suite has ended. */
  #suite: Readonly<RunnerTestSuite> | null = null;
  /** Why no further check can be run. */
  #lost: Obstacle | null = null;
  /** Why the checks that follow are left out. */
  #left: Obstacle | null = null;

  constructor(options: CheckSessionOptions) {
    this.#options = options;
  }

  async open(suite: Readonly<RunnerTestSuite>): Promise<void> {
    this.#suite = suite;
    const words = await readWords();
    const evidence = new Evidence(await this.#options.openRun());
    const lines: string[] = [];
    const onProgress = (line: string): void => {
      lines.push(line);
      this.#options.onProgress(line);
    };
    this.#opening = openTestbed({ ...this.#options, onProgress, signal: this.#stop.signal }).then(async (testbed) => {
      const portrait = await this.#portrait(testbed);
      const causes = new CauseBook({
        isConfigured: testbed.subject.configurable,
        hasOwnDialect: (this.#options.dialect ?? null) !== null,
        portrait,
      });
      const history = new RunHistory(causes);
      return {
        testbed,
        evidence,
        words,
        laws: new LawBook({ connections: testbed.radioLog !== null }),
        scope: testbed.scope,
        history,
        portrait,
      };
    });
    try {
      const { testbed, portrait } = await this.#opening;
      this.#requireVariant(testbed);
      quhaoMeta(suite.meta).quhaoTestbed = { ...this.#describe(testbed, lines), ...(portrait === null ? {} : { portrait }) };
    } catch (error) {
      const failure = describeError(error);
      quhaoMeta(suite.meta).quhaoTestbed = { lines, subject: null, mutants: [], failure };
      throw new TestbedError('OPEN', `env-error: ${failure}\nThis is the test bench; no SDK was judged.`, { cause: error });
    }
  }

  /** Printed, and a part of the report. A bench that fails here takes the testbed down. */
  async #portrait(testbed: Testbed): Promise<Portrait | null> {
    if (this.#options.portrait !== true && testbed.subject.configurable) {
      return null;
    }
    try {
      const portrait = testbed.redactor.value(await takePortrait(testbed));
      for (const line of portraitLines(portrait)) {
        this.#options.onProgress(line);
      }
      return portrait;
    } catch (error) {
      await testbed[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Rows meet conditions in which an SDK may ask hosts that it does not ask on a healthy device: routes are proposed for these too. */
  async #completePortrait(opened: OpenSession | null): Promise<void> {
    const meta = this.#suite === null ? undefined : quhaoMeta(this.#suite.meta).quhaoTestbed;
    if (this.#suite === null || meta?.portrait === undefined || opened === null || this.#lost !== null) {
      return;
    }
    const portrait = { ...meta.portrait, proposals: await proposalsOf(opened.testbed) };
    quhaoMeta(this.#suite.meta).quhaoTestbed = { ...meta, portrait };
  }

  /** Takes the testbed down at once, also one that is coming up; whatever check is running ends in an error that nobody reads. */
  async stop(): Promise<void> {
    this.#stop.abort();
    const opened = await this.#opening?.catch(() => null);
    await opened?.testbed[Symbol.asyncDispose]();
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
    try {
      await this.#completePortrait(opened ?? null).catch(ignoreBenchError);
      await opened?.testbed[Symbol.asyncDispose]();
    } catch (error) {
      // A device that is gone cannot be restored; the check that missed it says so.
      if (this.#lost === null || !(error instanceof CleanupError)) {
        throw error;
      }
    }
  }

  /** pass and warn: a passed test · skipped, unimplemented: a skipped test · any other verdict: a failed test that explains itself. */
  async runCheck(check: Check, { task, skip, annotate }: TestContext): Promise<void> {
    const session = await this.#session();
    const obstacle = this.#obstacle(check, session) ?? session.history.causes.obstacleOf(check) ?? this.#lost ?? this.#left;
    const { id, clause, level, subject } = check;
    const outcome =
      obstacle === null
        ? await this.#run(session.history.causes.formOf(check), this.#options.subjectMutant, session.history)
        : unrunOutcome({ id, clause, level, subject, verdict: obstacle.verdict, headline: obstacle.reason });
    quhaoMeta(task.meta).quhaoCheck = { outcome, mutantRun: null, scope: session.scope };
    if (obstacle === null) {
      session.laws.add(outcome);
      this.#bailAfter(outcome);
    }
    await this.#report(outcome, session, { skip, annotate });
  }

  /** A law is judged once, over all rows that ran. */
  async runLaw(law: Law, { task, skip, annotate }: TestContext): Promise<void> {
    const session = await this.#session();
    await this.#settle();
    await this.#reportLate(session);
    const outcome = session.laws.outcomeOf(law);
    if (outcome === null) {
      quhaoMeta(task.meta).quhaoCheck = 'not-applicable';
      skip('no row was judged');
      return;
    }
    quhaoMeta(task.meta).quhaoCheck = { outcome, mutantRun: null, scope: session.scope };
    await this.#report(outcome, session, { skip, annotate });
  }

  /** A row that points at a broken law has failed too. */
  #bailAfter({ id, verdict, breaches }: Outcome): void {
    const hasFailed = verdict === 'fail' || (verdict === 'not-reached' && breaches.length > 0);
    if (this.#options.bail === true && hasFailed) {
      this.#left ??= { verdict: 'skipped', reason: `left out by --bail after ${id}` };
    }
  }

  /** Hands what came after its row to the laws, once. */
  async #reportLate({ laws, history, evidence, testbed }: OpenSession): Promise<void> {
    const late = { callbacks: this.#late.list, ends: history.lateEnds };
    if (late.callbacks.length === this.#reported.late && late.ends.length === this.#reported.ends) {
      return;
    }
    laws.addLate(this.#late.list.slice(this.#reported.late));
    laws.addLateEnds(history.lateEnds.slice(this.#reported.ends));
    this.#reported = { late: late.callbacks.length, ends: late.ends.length };
    await evidence.writeLate(late, testbed.redactor);
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
    if (!mutants.some(({ id }) => id === run.mutant) || (this.#obstacle(run.check, session) ?? this.#lost) !== null) {
      quhaoMeta(task.meta).quhaoCheck = 'not-applicable';
      skip('the probe has no such mutant, or the device cannot run the check');
    }
    const outcome = await this.#run(run.check, run.mutant);
    quhaoMeta(task.meta).quhaoCheck = { outcome, mutantRun: run, scope: session.scope };
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
    const { capabilities, controls, strength, subject } = testbed;
    return obstacleOf(check, { capabilities, controls, strength, methods: subject.methods });
  }

  async #run(check: Check, mutant: string | null, history?: RunHistory): Promise<Outcome> {
    await this.#running;
    const { testbed, evidence } = await this.#session();
    if (this.#stop.signal.aborted) {
      throw new TestbedError('OPEN', 'the test bench was stopped');
    }
    if (needsNewProcess(check)) {
      await this.#settle();
    }
    const variant = mutant === null ? this.#options.subjectVariant : null;
    const options = { evidence, mutant, variant, lateCallbacks: this.#late, signal: this.#stop.signal };
    const run = runCheck(check, testbed, history === undefined ? options : { ...options, history });
    this.#running = run;
    const outcome = await run;
    if (outcome.verdict === 'env-error' && (await testbed.isLost())) {
      this.#lost = { verdict: 'skipped', reason: `the device no longer answers: see ${outcome.id}` };
    }
    return outcome;
  }

  /** Callbacks are waited for before the process that they would come from ends. */
  async #settle(): Promise<void> {
    await this.#running;
    const { testbed, history } = await this.#session();
    if (this.#lost !== null) {
      return;
    }
    await this.#late.settle(testbed.probe).catch(ignoreProbeError);
    await history.checkProcess(testbed).catch(ignoreBenchError);
  }

  #describe({ subject, card }: Testbed, lines: readonly string[]): TestbedMeta {
    const { name, version, adapter, configurable } = subject;
    const { mutants: selected } = this.#options;
    const mutants = subject.mutants.filter(({ id }) => selected === 'all' || selected.includes(id));
    return { lines, device: card, subject: { name, version, adapter, configurable }, mutants, failure: null };
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

/** The device is gone: the checks say so. */
function ignoreBenchError(error: unknown): void {
  if (!(error instanceof BenchError)) {
    throw error;
  }
}

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
