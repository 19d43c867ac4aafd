import { UNCOVERED_MUTANTS } from '../checks/uncovered-mutants.ts';
import { CHECKS } from './catalogue.ts';
import { type MutantResult, type MutantRun, mutantResultOf, mutantsNotRun } from './mutants.ts';
import type { RunReport } from './report/run-report.ts';
import { mutantCount, mutantLine } from './report/text.ts';
import type { CheckMeta, TestbedMeta } from './test-meta.ts';
import { exitCode, type Outcome, summarize } from './verdict.ts';

type CheckResult = Exclude<CheckMeta, 'not-applicable'>;

/** What a run has reported so far; prints each line as it comes. */
export class RunTally {
  readonly #print: (line: string) => void;
  readonly #describe: (outcome: Outcome) => readonly string[];
  readonly #checks: Outcome[] = [];
  readonly #mutantRuns: { readonly run: MutantRun; readonly outcome: Outcome }[] = [];
  readonly #notRun: string[] = [];
  #testbed: TestbedMeta = { lines: [], subject: null, mutants: [], failure: null };

  constructor(print: (line: string) => void, describe: (outcome: Outcome) => readonly string[]) {
    this.#print = print;
    this.#describe = describe;
  }

  /** The testbed's lines as it comes up. */
  printProgress(lines: readonly string[]): void {
    for (const line of lines) {
      this.#print(line);
    }
  }

  add({ outcome, mutantRun }: CheckResult): void {
    const isFirst = mutantRun === null ? this.#checks.length === 0 : this.#mutantRuns.length === 0;
    if (isFirst) {
      this.#print('');
    }
    if (mutantRun === null) {
      this.#addOutcome(outcome);
      return;
    }
    this.#mutantRuns.push({ run: mutantRun, outcome });
    this.#print(mutantLine(mutantResultOf(mutantRun, '', outcome)));
  }

  addSuiteError(id: string, headline: string, durationMs: number): void {
    this.#addOutcome(outcomeWithoutCheck({ id, verdict: 'suite-error', headline, durationMs }));
  }

  /** A test that vitest did not start. It is reported only where the run was stopped. */
  addNotRun(id: string): void {
    this.#notRun.push(id);
  }

  addTestbed(testbed: TestbedMeta): void {
    this.#testbed = testbed;
    if (testbed.failure !== null) {
      const headline = `${testbed.failure} · check the test bench`;
      this.#addOutcome(outcomeWithoutCheck({ id: 'bench-comes-up', verdict: 'env-error', headline, durationMs: 0 }));
    }
  }

  /** Lines after the last check: mutants for which no check ran, and the number of mutants of each fate. */
  mutantSummary(): readonly string[] {
    const mutants = this.#mutantResults();
    const notRun = mutants.filter(({ check }) => check === null).map(mutantLine);
    return mutants.length === 0 ? [] : [...notRun, '', mutantCount(mutants)];
  }

  report({ isStopped }: { readonly isStopped: boolean }): Omit<RunReport, 'startedAt' | 'durationMs'> {
    const mutants = this.#mutantResults();
    const undecided = this.#mutantRuns.filter((_, index) => mutants[index]?.fate === 'undecided').map(({ outcome }) => outcome);
    const survivors = mutants.filter(({ fate }) => fate === 'survived').length;
    const stopped = isStopped ? this.#notRun.map(stoppedOutcome) : [];
    const checks = [...this.#checks, ...stopped];
    return {
      format: 'quhao-report-2',
      subject: this.#testbed.subject,
      testbed: this.#testbed.lines,
      exitCode: exitCode(summarize([...checks, ...undecided]), survivors),
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
    ];
  }

  #addOutcome(outcome: Outcome): void {
    this.#checks.push(outcome);
    this.printProgress(this.#describe(outcome));
  }
}

function stoppedOutcome(id: string): Outcome {
  return outcomeWithoutCheck({ id, verdict: 'skipped', headline: 'the run was stopped', durationMs: 0 });
}

/** An outcome of the bench or of the suite itself, to which no check belongs. */
function outcomeWithoutCheck(base: Pick<Outcome, 'id' | 'verdict' | 'headline' | 'durationMs'>): Outcome {
  return { ...base, clause: [], level: 'INFO', subject: 'sdk', findings: [], evidence: null, screenshots: [], mutant: null };
}
