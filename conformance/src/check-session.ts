import type { RunnerTestSuite, TestContext } from 'vitest';
import type { Check } from './check.ts';
import type { CheckSessionOptions } from './check-session-options.ts';
import { CleanupError } from './cleanup-stack.ts';
import { TestbedError } from './errors.ts';
import { Evidence } from './evidence.ts';
import type { Law } from './law.ts';
import { type MutantRun, mutantResultOf } from './mutants.ts';
import { describeSession, firstOf, type OpenSession, openSession, testbedsOf } from './open-session.ts';
import type { Obstacle } from './plan.ts';
import { proposalsOf } from './portrait/take-portrait.ts';
import { readWords } from './report/read-words.ts';
import { ignoreBenchError, type RowOptions, type Station } from './station.ts';
import type { Alone } from './station-pool.ts';
import { quhaoMeta } from './test-meta.ts';
import { closeTestbeds } from './testbed/open-testbeds.ts';
import { unrunOutcome } from './unrun-outcome.ts';
import type { Outcome } from './verdict.ts';
import { MutantError, VerdictError } from './verdict-error.ts';

/** The testbeds during one suite of tests. Verdicts become results of tests, and travel in the tests' meta. */
export class CheckSession {
  readonly #options: CheckSessionOptions;
  #opening: Promise<OpenSession> | null = null;
  readonly #stop = new AbortController();
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
    this.#opening = openSession(this.#options, { words, evidence, onProgress, signal: this.#stop.signal });
    try {
      quhaoMeta(suite.meta).quhaoTestbed = describeSession(await this.#opening, this.#options, lines);
    } catch (error) {
      const failure = describeError(error);
      quhaoMeta(suite.meta).quhaoTestbed = { lines, subject: null, mutants: [], failure };
      throw new TestbedError('OPEN', `env-error: ${failure}\nThis is the test bench; no SDK was judged.`, { cause: error });
    }
  }

  /** Rows meet conditions in which an SDK may ask hosts that it does not ask on a healthy device: routes are proposed for these too. */
  async #completePortrait(opened: OpenSession | null): Promise<void> {
    const meta = this.#suite === null ? undefined : quhaoMeta(this.#suite.meta).quhaoTestbed;
    if (this.#suite === null || meta?.portrait === undefined || opened === null || this.#lost !== null) {
      return;
    }
    const proposed = await Promise.all(opened.pool.stations.map(({ testbed }) => proposalsOf(testbed)));
    const portrait = { ...meta.portrait, proposals: [...new Set(proposed.flat())] };
    quhaoMeta(this.#suite.meta).quhaoTestbed = { ...meta, portrait };
  }

  /** Takes the testbeds down at once, also those that are coming up; whatever check is running ends in an error that nobody reads. */
  async stop(): Promise<void> {
    this.#stop.abort();
    const opened = await this.#opening?.catch(() => null);
    await closeTestbeds(testbedsOf(opened ?? null));
  }

  async close(): Promise<void> {
    // An error of the opening was reported by `open`.
    const opened = (await this.#opening?.catch(() => null)) ?? null;
    // A test that is cancelled or out of time ends before its check does.
    await opened?.pool.end();
    try {
      await this.#completePortrait(opened).catch(ignoreBenchError);
      await closeTestbeds(testbedsOf(opened));
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
    const outcome = await session.pool.use(async (station, alone) => {
      const judged = await this.#judge(check, session, { station, alone });
      quhaoMeta(task.meta).quhaoCheck = { outcome: judged, mutantRun: null, scope: station.testbed.scope };
      return judged;
    });
    await this.#report(outcome, session, { skip, annotate });
  }

  async #judge(check: Check, { causes, laws, evidence }: OpenSession, { station, alone }: Place): Promise<Outcome> {
    const obstacle = station.obstacleOf(check) ?? causes.obstacleOf(check) ?? this.#lost ?? this.#left;
    if (obstacle !== null) {
      const { id, clause, level, subject } = check;
      return unrunOutcome({ id, clause, level, subject, verdict: obstacle.verdict, headline: obstacle.reason });
    }
    const { subjectMutant, subjectVariant } = this.#options;
    const subject = { mutant: subjectMutant, variant: subjectMutant === null ? subjectVariant : null, isOfSubject: true };
    const outcome = await this.#run(causes.formOf(check), { ...subject, station, alone, evidence });
    laws.add(outcome);
    this.#bailAfter(outcome);
    return outcome;
  }

  /** A law is judged once, over all rows that ran. */
  async runLaw(law: Law, { task, skip, annotate }: TestContext): Promise<void> {
    const session = await this.#session();
    await session.pool.end();
    await Promise.all(session.pool.stations.map((station) => station.settle()));
    await this.#reportLate(session);
    const outcome = session.laws.outcomeOf(law);
    if (outcome === null) {
      quhaoMeta(task.meta).quhaoCheck = 'not-applicable';
      skip('no row was judged');
      return;
    }
    quhaoMeta(task.meta).quhaoCheck = { outcome, mutantRun: null, scope: firstOf(session.pool).testbed.scope };
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
  async #reportLate({ laws, evidence, pool: { stations } }: OpenSession): Promise<void> {
    const late = stations.map((station) => station.takeLate());
    const callbacks = late.flatMap((one) => one.callbacks);
    const ends = late.flatMap((one) => one.ends);
    if (callbacks.length + ends.length === 0) {
      return;
    }
    laws.addLate(callbacks);
    laws.addLateEnds(ends);
    const all = stations.map((station) => station.late);
    await evidence.writeLate({
      callbacks: all.flatMap((one) => one.callbacks),
      ends: all.flatMap((one) => one.ends),
    });
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
    const { pool, evidence } = await this.#session();
    const outcome = await pool.use(async (station, alone) => {
      const hasMutant = station.testbed.subject.mutants.some(({ id }) => id === run.mutant);
      if (!hasMutant || (station.obstacleOf(run.check) ?? this.#lost) !== null) {
        quhaoMeta(task.meta).quhaoCheck = 'not-applicable';
        skip('the probe has no such mutant, or the device cannot run the check');
      }
      const subject = { mutant: run.mutant, variant: null, isOfSubject: false };
      const judged = await this.#run(run.check, { ...subject, station, alone, evidence });
      quhaoMeta(task.meta).quhaoCheck = { outcome: judged, mutantRun: run, scope: station.testbed.scope };
      return judged;
    });
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

  async #run(check: Check, { station, ...row }: Place & Omit<RowOptions, 'signal'>): Promise<Outcome> {
    const { signal } = this.#stop;
    if (signal.aborted) {
      throw new TestbedError('OPEN', 'the test bench was stopped');
    }
    const outcome = await station.run(check, { ...row, signal });
    if (station.isLost) {
      this.#lost = { verdict: 'skipped', reason: `the device no longer answers: see ${outcome.id}` };
    }
    return outcome;
  }
}

/** Where a row runs. */
interface Place {
  readonly station: Station;
  readonly alone: Alone;
}

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
