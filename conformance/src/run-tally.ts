import { UNCOVERED_MUTANTS } from '../checks/uncovered-mutants.ts';
import { CHECKS } from './catalogue.ts';
import { type MutantResult, type MutantRun, mutantResultOf, uncovered } from './mutants.ts';
import type { RunReport } from './report/run-report.ts';
import { mutantCount, mutantLine } from './report/text.ts';
import { type BenchMessage, STOP } from './suite-channel.ts';
import type { EndedTest } from './suite-reporter.ts';
import { exitCode, type Outcome, summarize } from './verdict.ts';

type Told = Extract<BenchMessage, { readonly kind: 'subject' }>;

/** What a run has heard so far. */
export class RunTally {
  readonly #print: (line: string) => void;
  readonly #describe: (outcome: Outcome) => readonly string[];
  readonly #bench: string[] = [];
  readonly #checks: Outcome[] = [];
  readonly #mutantRuns: { readonly mutantRun: MutantRun; readonly outcome: Outcome; readonly kill: MutantResult }[] = [];
  #told: Told | null = null;
  #hasBench = true;

  constructor(print: (line: string) => void, describe: (outcome: Outcome) => readonly string[]) {
    this.#print = print;
    this.#describe = describe;
  }

  hear(message: BenchMessage): void {
    if (message.kind === 'subject') {
      this.#told = message;
      this.#print('');
      return;
    }
    if (message.kind === 'line') {
      this.#bench.push(message.line);
      this.#print(message.line);
      return;
    }
    this.#hasBench = false;
    this.#keep(stray('bench-comes-up', 'env-error', `${message.reason} · check the test bench`, 0));
  }

  take(test: EndedTest): void {
    if (!this.#hasBench) {
      return;
    }
    const { word } = test;
    if (word === STOP) {
      this.#checks.push(stray(test.name, 'skipped', 'the run was stopped', 0));
      return;
    }
    if (word?.mutantRun !== undefined) {
      this.#takeHunt(word.mutantRun, word.outcome);
      return;
    }
    this.#keep(word?.outcome ?? stray(test.name, 'suite-error', test.trouble, test.durationMs));
  }

  trouble(trouble: string): void {
    this.#keep(stray('suite', 'suite-error', trouble, 0));
  }

  /** Told after the last check: mutants that were not hunted, and how many there are of each fate. */
  mutantSummary(): readonly string[] {
    const { mutants } = this.report();
    const rest = mutants.filter(({ check }) => check === null).map(mutantLine);
    return mutants.length === 0 ? [] : [...rest, '', mutantCount(mutants)];
  }

  report(): Omit<RunReport, 'startedAt' | 'durationMs'> {
    const undecided = this.#mutantRuns.filter(({ kill }) => kill.fate === 'undecided').map(({ outcome }) => outcome);
    const mutantRuns = this.#mutantRuns.map(({ mutantRun }) => mutantRun);
    const rest = uncovered(this.#told?.mutants ?? [], mutantRuns, { checks: CHECKS, uncovered: UNCOVERED_MUTANTS });
    const mutants = [...this.#mutantRuns.map(({ kill }) => kill), ...rest];
    const survivors = mutants.filter((kill) => kill.fate === 'survived').length;
    return {
      format: 'quhao-report-1',
      subject: this.#told?.subject ?? null,
      bench: this.#bench,
      exitCode: exitCode(summarize([...this.#checks, ...undecided]), survivors),
      summary: summarize(this.#checks),
      checks: this.#checks,
      mutants,
    };
  }

  #takeHunt(mutantRun: MutantRun, outcome: Outcome): void {
    const text = this.#told?.mutants.find((mutant) => mutant.id === mutantRun.mutant)?.text ?? '';
    const kill = mutantResultOf(mutantRun, text, outcome);
    if (this.#mutantRuns.length === 0) {
      this.#print('');
    }
    this.#mutantRuns.push({ mutantRun, outcome, kill });
    this.#print(mutantLine(kill));
  }

  #keep(outcome: Outcome): void {
    this.#checks.push(outcome);
    for (const line of this.#describe(outcome)) {
      this.#print(line);
    }
  }
}

/** An outcome of the bench or the suite itself, which no check stands for. */
function stray(id: string, verdict: 'env-error' | 'suite-error' | 'skipped', headline: string, durationMs: number): Outcome {
  return {
    id,
    verdict,
    headline,
    durationMs,
    clause: [],
    level: 'INFO',
    subject: 'sdk',
    findings: [],
    evidence: null,
    screenshots: [],
    mutant: null,
  };
}
