import type { Check } from '../check.ts';
import { MutationError } from './mutation-error.ts';
import type { JournalLine, TouchLine } from './mutation-journal.ts';
import { type RowRunner, runRow } from './run-row.ts';

/** Which rows execute which mutation points, learnt from the SDK as it is. */
export class TouchMap {
  readonly #lines: ReadonlyMap<string, TouchLine>;
  /** Rows that ask for a new process always have one. */
  readonly #freshRows: ReadonlySet<string>;

  constructor(lines: readonly JournalLine[], checks: readonly Check[]) {
    this.#freshRows = new Set(checks.filter(({ arrange }) => arrange.process === 'fresh').map(({ id }) => id));
    this.#lines = new Map(lines.flatMap((line) => (line.kind === 'touch' ? [[line.row, line] as const] : [])));
  }

  has(row: string): boolean {
    return this.#lines.has(row);
  }

  durationMs(row: string): number {
    return this.#lines.get(row)?.durationMs ?? 0;
  }

  /** No row executes it but in a process that is new: it must be chosen before the process starts. */
  needsFreshProcess(mutation: number): boolean {
    return this.#rows('warm', mutation).every((row) => this.#freshRows.has(row));
  }

  rowsFor(mutation: number): readonly string[] {
    const warm = this.#rows('warm', mutation);
    return this.needsFreshProcess(mutation) ? [...new Set([...warm, ...this.#rows('fresh', mutation)])] : warm;
  }

  #rows(process: 'warm' | 'fresh', mutation: number): readonly string[] {
    return [...this.#lines.values()].filter((line) => line[process].includes(mutation)).map(({ row }) => row);
  }
}

/** Runs a row twice on the SDK as it is: in a new process, then in the same one. */
export async function traceRow(check: Check, runner: RowRunner): Promise<TouchLine> {
  const { testbed } = runner;
  await testbed.chooseMutation(0, 'fresh');
  const first = await runRow(check, runner);
  const fresh = await testbed.probe.takeTouched();
  await testbed.chooseMutation(0, 'running');
  const second = await runRow(check, runner);
  const warm = await testbed.probe.takeTouched();
  for (const { verdict, headline } of [first, second]) {
    if (verdict !== 'pass' && verdict !== 'warn' && verdict !== 'skipped') {
      throw new MutationError('PLAIN_RUN', `${check.id} does not pass on the SDK as it is: ${verdict}: ${headline}`);
    }
  }
  const durationMs = Math.min(first.durationMs, second.durationMs);
  return { kind: 'touch', row: check.id, verdict: first.verdict, durationMs, fresh: [...fresh], warm: [...warm] };
}
