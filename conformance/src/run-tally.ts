import { UNHUNTED } from '../checks/unhunted.ts';
import { type Hunt, killOf, unhunted } from './mutants.ts';
import type { RunReport } from './report/run-report.ts';
import type { BenchMessage } from './suite-channel.ts';
import type { EndedTest } from './suite-reporter.ts';
import { exitCode, type Outcome, summarize } from './verdict.ts';

type Told = Extract<BenchMessage, { readonly kind: 'subject' }>;

/** What a run has heard so far. */
export class RunTally {
  readonly #print: (line: string) => void;
  readonly #describe: (outcome: Outcome) => readonly string[];
  readonly #bench: string[] = [];
  readonly #checks: Outcome[] = [];
  readonly #hunts: { readonly hunt: Hunt; readonly outcome: Outcome }[] = [];
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
    if (!this.#hasBench) return;
    const { word } = test;
    if (word?.hunt !== undefined) {
      this.#hunts.push({ hunt: word.hunt, outcome: word.outcome });
      return;
    }
    this.#keep(word?.outcome ?? stray(test.name, 'suite-error', test.trouble, test.durationMs));
  }

  trouble(trouble: string): void {
    this.#keep(stray('suite', 'suite-error', trouble, 0));
  }

  report(): Omit<RunReport, 'startedAt' | 'durationMs'> {
    const listed = this.#told?.mutants ?? [];
    const textOf = (id: string): string => listed.find((mutant) => mutant.id === id)?.text ?? '';
    const kills = this.#hunts.map(({ hunt, outcome }) => ({ kill: killOf(hunt, textOf(hunt.mutant), outcome), outcome }));
    const undecided = kills.filter(({ kill }) => kill.fate === 'undecided').map(({ outcome }) => outcome);
    const mutants = [
      ...kills.map(({ kill }) => kill),
      ...unhunted(
        listed,
        this.#hunts.map(({ hunt }) => hunt),
        UNHUNTED,
      ),
    ];
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

  #keep(outcome: Outcome): void {
    this.#checks.push(outcome);
    for (const line of this.#describe(outcome)) this.#print(line);
  }
}

/** An outcome of the bench or the suite itself, which no check stands for. */
function stray(id: string, verdict: 'env-error' | 'suite-error', headline: string, durationMs: number): Outcome {
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
