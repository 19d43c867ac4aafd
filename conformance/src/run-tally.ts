import { UNCOVERED_MUTANTS } from '../checks/uncovered-mutants.ts';
import { vanishedChecks } from './baseline.ts';
import { CHECKS } from './catalogue.ts';
import type { RunPlan } from './conformance-options.ts';
import { LawBook, lawsOf } from './law-book.ts';
import { type MutantResult, type MutantRun, mutantResultOf, mutantsNotRun } from './mutants.ts';
import type { Selectable } from './plan.ts';
import type { RunReport } from './report/run-report.ts';
import { mutantCount, mutantLine } from './report/text.ts';
import type { CheckMeta, TestbedMeta } from './test-meta.ts';
import { LEFT_OUT, unrunOutcome } from './unrun-outcome.ts';
import { exitCode, isAnythingJudged, type Outcome, summarize } from './verdict.ts';
import type { Waivers } from './waivers.ts';

type CheckResult = Exclude<CheckMeta, 'not-applicable'>;

export interface TallyOptions {
  readonly print: (line: string) => void;
  /** The lines of an outcome. */
  readonly describe: (outcome: Outcome) => readonly string[];
  /** A warn fails the run. */
  readonly isStrict: boolean;
  readonly plan: Pick<RunPlan, 'mutants' | 'selection' | 'baseline'> & {
    readonly checks: readonly Selectable[];
    /** All rows of the kind that is run. */
    readonly table: readonly Selectable[];
  };
  readonly waivers: Waivers;
  /** Checks after the first that fails are left out. */
  readonly isBailed: boolean;
  /** Laws hold in the rows of this kind of run. */
  readonly hasLaws: boolean;
}

/** What a run has reported so far; prints each line as it comes. */
export class RunTally {
  readonly #options: TallyOptions;
  readonly #checks: Outcome[] = [];
  readonly #mutantRuns: { readonly run: MutantRun; readonly outcome: Outcome }[] = [];
  #isFinished = false;
  #isStopped = false;
  /** Of the latest check: waivers hold for one. */
  #scope: CheckResult['scope'] | null = null;
  #testbed: TestbedMeta = { lines: [], subject: null, mutants: [], failure: null };

  constructor(options: TallyOptions) {
    this.#options = options;
  }

  /** The testbed's lines as it comes up. */
  printProgress(lines: readonly string[]): void {
    for (const line of lines) {
      this.#options.print(line);
    }
  }

  add({ outcome: judged, mutantRun, scope }: CheckResult): void {
    // A run that was stopped has reported what it has; vitest may still report the rest.
    if (this.#isFinished) {
      return;
    }
    this.#scope = scope;
    const outcome = mutantRun === null ? this.#options.waivers.apply(judged, scope) : judged;
    const isFirst = mutantRun === null ? this.#checks.length === 0 : this.#mutantRuns.length === 0;
    if (isFirst) {
      this.#options.print('');
    }
    if (mutantRun === null) {
      this.#addOutcome(outcome);
      return;
    }
    this.#mutantRuns.push({ run: mutantRun, outcome });
    this.#options.print(mutantLine(mutantResultOf(mutantRun, '', outcome)));
  }

  /** An error to which no check belongs has the id `suite-runs`. */
  addSuiteError(id: string, headline: string, durationMs: number): void {
    this.#addOutcome(unrunOutcome({ id, verdict: 'suite-error', headline, durationMs }));
  }

  addTestbed(testbed: TestbedMeta): void {
    this.#testbed = testbed;
    if (testbed.failure !== null) {
      this.addBenchError('bench-comes-up', testbed.failure);
    }
  }

  /** A fault of the bench to which no check belongs. */
  addBenchError(id: 'bench-comes-up' | 'bench-goes-down', failure: string): void {
    const headline = `${failure} · check the test bench`;
    this.#addOutcome(unrunOutcome({ id, verdict: 'env-error', headline }));
  }

  /** Lines after the last check: mutants for which no check ran, and the number of mutants of each fate. */
  mutantSummary(): readonly string[] {
    const mutants = this.#mutantResults();
    const notRun = mutants.filter(({ check }) => check === null).map(mutantLine);
    return mutants.length === 0 ? [] : [...notRun, '', mutantCount(mutants)];
  }

  /** Called once after the last test: adds what only the whole run can show. */
  finish({ isStopped }: { readonly isStopped: boolean }): void {
    const { waivers, plan, isBailed } = this.#options;
    const { baseline, checks } = plan;
    if (isStopped) {
      const reported = new Set(this.#checks.map(({ id }) => id));
      this.#checks.push(...checks.filter(({ id }) => !reported.has(id)).map(({ id }) => stoppedOutcome(id)));
      this.#addLaws(reported);
      this.#isFinished = true;
      this.#isStopped = true;
      return;
    }
    const hasFailed = this.#checks.some(({ verdict }) => verdict === 'fail');
    const vanished = baseline === null || (isBailed && hasFailed) ? null : vanishedChecks(baseline, this.#checks, plan);
    for (const found of [waivers.broken, vanished]) {
      if (found !== null) {
        this.#addOutcome(unrunOutcome(found));
      }
    }
  }

  report(): Omit<RunReport, 'startedAt' | 'durationMs'> {
    const mutants = this.#mutantResults();
    const undecided = this.#mutantRuns.filter((_, index) => mutants[index]?.fate === 'undecided').map(({ outcome }) => outcome);
    const survivors = mutants.filter(({ fate }) => fate === 'survived').length;
    const checks = this.#checks;
    const counting = checks.filter(({ waived }) => waived === undefined);
    const absent = this.#absentMutants().map(() => ({ verdict: 'inconclusive' as const }));
    // What a stopped run left out is open: it never ends as one that passed.
    const rules = { survivors, isStrict: this.#options.isStrict, isAnythingJudged: isAnythingJudged(checks) && !this.#isStopped };
    return {
      format: 'quhao-report-2',
      subject: this.#testbed.subject,
      testbed: this.#testbed.lines,
      ...(this.#testbed.device === undefined ? {} : { device: this.#testbed.device }),
      ...(this.#testbed.portrait === undefined ? {} : { portrait: this.#testbed.portrait }),
      exitCode: exitCode(summarize([...counting, ...undecided, ...absent]), rules),
      summary: summarize(checks),
      checks,
      mutants,
    };
  }

  /** The results of the runs in their order, then the mutants for which no check ran. */
  #mutantResults(): readonly MutantResult[] {
    const { mutants } = this.#testbed;
    const textOf = (id: string): string => mutants.find((mutant) => mutant.id === id)?.text ?? '';
    const runs = this.#mutantRuns.map(({ run }) => run);
    return [
      ...this.#mutantRuns.map(({ run, outcome }) => mutantResultOf(run, textOf(run.mutant), outcome)),
      ...mutantsNotRun(mutants, runs, { checks: CHECKS, uncovered: UNCOVERED_MUTANTS }),
      ...this.#absentMutants(),
    ];
  }

  /** Mutants that were asked for and that the probe has not: nothing was proved by them. */
  #absentMutants(): readonly MutantResult[] {
    const { mutants, subject } = this.#testbed;
    const wanted = this.#options.plan.mutants === 'all' ? [] : this.#options.plan.mutants;
    const absent = subject === null ? [] : wanted.filter((id) => !mutants.some((mutant) => mutant.id === id));
    const base = { text: '', check: null, fate: 'undecided', verdict: null } as const;
    if (this.#options.plan.mutants === 'all' && subject !== null && mutants.length === 0) {
      return [{ ...base, mutant: 'any', reason: 'the probe lists no mutant' }];
    }
    return absent.map((mutant) => ({ ...base, mutant, reason: 'the probe has no such mutant' }));
  }

  /** A run that was stopped has judged no law, or not all: they are judged over the rows that ran. */
  #addLaws(reported: ReadonlySet<string>): void {
    if (!this.#options.hasLaws) {
      return;
    }
    const { device } = this.#testbed;
    const book = new LawBook({ connections: device === undefined || device.kind === 'handset' });
    for (const outcome of this.#checks) {
      book.add(outcome);
    }
    for (const law of lawsOf(null).filter(({ id }) => !reported.has(id))) {
      const outcome = book.outcomeOf(law);
      if (outcome !== null) {
        this.#addOutcome(this.#scope === null ? outcome : this.#options.waivers.apply(outcome, this.#scope));
      }
    }
  }

  #addOutcome(outcome: Outcome): void {
    if (this.#isFinished) {
      return;
    }
    this.#checks.push(outcome);
    this.printProgress(this.#options.describe(outcome));
  }
}

function stoppedOutcome(id: string): Outcome {
  return unrunOutcome({ id, verdict: 'skipped', headline: LEFT_OUT.byStop });
}
