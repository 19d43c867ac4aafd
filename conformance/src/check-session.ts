import type { RunnerTestSuite, TestContext } from 'vitest';
import { CauseBook } from './cause-book.ts';
import type { Check } from './check.ts';
import { CleanupError } from './cleanup-stack.ts';
import { TestbedError } from './errors.ts';
import { Evidence } from './evidence.ts';
import type { Law } from './law.ts';
import { LawBook } from './law-book.ts';
import { type MutantRun, mutantResultOf } from './mutants.ts';
import type { Obstacle } from './plan.ts';
import type { Portrait } from './portrait/portrait.ts';
import { portraitLines } from './portrait/portrait-text.ts';
import { proposalsOf, takePortrait } from './portrait/take-portrait.ts';
import { readWords } from './report/read-words.ts';
import type { Words } from './report/words.ts';
import { ignoreBenchError, Station } from './station.ts';
import { type Alone, StationPool } from './station-pool.ts';
import { quhaoMeta, type TestbedMeta } from './test-meta.ts';
import { closeTestbeds, openTestbeds } from './testbed/open-testbeds.ts';
import type { TestbedOptions } from './testbed/testbed-options.ts';
import type { Testbed } from './testbed.ts';
import { unrunOutcome } from './unrun-outcome.ts';
import type { Outcome } from './verdict.ts';
import { MutantError, VerdictError } from './verdict-error.ts';

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
  /** How many virtual handsets the checks run on side by side. */
  readonly handsets: number;
  /** Returns the folder for this run's evidence. */
  readonly openRun: () => Promise<string>;
  readonly onProgress: (line: string) => void;
}

interface OpenSession {
  readonly pool: StationPool<Station>;
  readonly evidence: Evidence;
  readonly words: Words;
  readonly laws: LawBook;
  readonly causes: CauseBook;
  readonly portrait: Portrait | null;
}

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
    this.#opening = openTestbeds(this.#options.handsets, { ...this.#options, onProgress, signal: this.#stop.signal }).then(
      async (testbeds) => this.#sessionOn(testbeds, { words, evidence }),
    );
    try {
      const { pool, portrait } = await this.#opening;
      const { testbed } = firstOf(pool);
      this.#requireVariant(testbed);
      quhaoMeta(suite.meta).quhaoTestbed = { ...this.#describe(testbed, lines), ...(portrait === null ? {} : { portrait }) };
    } catch (error) {
      const failure = describeError(error);
      quhaoMeta(suite.meta).quhaoTestbed = { lines, subject: null, mutants: [], failure };
      throw new TestbedError('OPEN', `env-error: ${failure}\nThis is the test bench; no SDK was judged.`, { cause: error });
    }
  }

  /** A bench that fails here takes the testbeds down. */
  async #sessionOn(testbeds: readonly Testbed[], parts: Pick<OpenSession, 'words' | 'evidence'>): Promise<OpenSession> {
    const [first] = testbeds;
    if (first === undefined) {
      throw new RangeError('a session needs a testbed');
    }
    try {
      const portrait = await this.#portrait(first);
      const causes = new CauseBook({
        isConfigured: first.subject.configurable,
        hasOwnDialect: (this.#options.dialect ?? null) !== null,
        portrait,
      });
      const pool = new StationPool(testbeds.map((testbed) => new Station(testbed, causes)));
      return { ...parts, pool, causes, portrait, laws: new LawBook({ connections: first.radioLog !== null }) };
    } catch (error) {
      await closeTestbeds(testbeds);
      throw error;
    }
  }

  /** Printed, and a part of the report. */
  async #portrait(testbed: Testbed): Promise<Portrait | null> {
    if (this.#options.portrait !== true && testbed.subject.configurable) {
      return null;
    }
    const portrait = testbed.redactor.value(await takePortrait(testbed));
    for (const line of portraitLines(portrait)) {
      this.#options.onProgress(line);
    }
    return portrait;
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

  #requireVariant({ subject }: Testbed): void {
    const { subjectVariant } = this.#options;
    if (subjectVariant !== null && !subject.variants.some(({ id }) => id === subjectVariant)) {
      const ids = subject.variants.map(({ id }) => id).join(', ') || 'none';
      throw new TestbedError('PROBE_APK', `the probe has no variant ${subjectVariant}; it has: ${ids}`);
    }
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
    const outcome = await this.#run(causes.formOf(check), this.#options.subjectMutant, { station, alone, evidence });
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
      const judged = await this.#run(run.check, run.mutant, { station, alone, evidence });
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

  async #run(
    check: Check,
    mutant: string | null,
    { station, alone, evidence }: Place & Pick<OpenSession, 'evidence'>,
  ): Promise<Outcome> {
    const { signal } = this.#stop;
    if (signal.aborted) {
      throw new TestbedError('OPEN', 'the test bench was stopped');
    }
    const variant = mutant === null ? this.#options.subjectVariant : null;
    const outcome = await station.run(check, { evidence, mutant, variant, signal, alone });
    if (station.isLost) {
      this.#lost = { verdict: 'skipped', reason: `the device no longer answers: see ${outcome.id}` };
    }
    return outcome;
  }

  #describe({ subject, card }: Testbed, lines: readonly string[]): TestbedMeta {
    const { name, version, adapter, configurable } = subject;
    const { mutants: selected } = this.#options;
    const mutants = subject.mutants.filter(({ id }) => selected === 'all' || selected.includes(id));
    return { lines, device: card, subject: { name, version, adapter, configurable }, mutants, failure: null };
  }
}

/** Where a row runs. */
interface Place {
  readonly station: Station;
  readonly alone: Alone;
}

/** What the report says of the device is said of the first one: the others are built as it is. */
function firstOf({ stations }: StationPool<Station>): Station {
  const [first] = stations;
  if (first === undefined) {
    throw new RangeError('a session has a station at least');
  }
  return first;
}

function testbedsOf(opened: OpenSession | null): readonly Testbed[] {
  return opened === null ? [] : opened.pool.stations.map(({ testbed }) => testbed);
}

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
