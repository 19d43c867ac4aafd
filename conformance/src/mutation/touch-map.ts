import type { Check } from '../check.ts';
import type { Testbed } from '../testbed.ts';
import type { Verdict } from '../verdict.ts';
import type { JournalLine, StartLine, TouchLine } from './mutation-journal.ts';
import type { Mutation } from './mutation-table.ts';
import { type RowRunner, runRow } from './run-row.ts';

/** A warning, or what the bench was too busy to judge, is no obstacle: the row has run. Rows that end otherwise on the SDK as it is are left out. */
export const USABLE: readonly Verdict[] = ['pass', 'warn', 'inconclusive'];

/** Which rows execute which mutation points, learnt from the SDK as it is. */
export class TouchMap {
  readonly #all: readonly TouchLine[];
  /** Of rows that can judge anything. */
  readonly #lines: readonly TouchLine[];
  readonly #atStart: ReadonlySet<number>;
  /** Rows that ask for a new process always have one. */
  readonly #freshRows: ReadonlySet<string>;

  constructor(lines: readonly JournalLine[], checks: readonly Check[]) {
    this.#freshRows = new Set(checks.filter(({ arrange }) => arrange.process === 'fresh').map(({ id }) => id));
    this.#all = lines.filter((line) => line.kind === 'touch');
    this.#lines = this.#all.filter(({ verdict }) => USABLE.includes(verdict));
    this.#atStart = new Set(lines.flatMap((line) => (line.kind === 'start' ? line.executed : [])));
  }

  has(row: string): boolean {
    return this.#all.some((line) => line.row === row);
  }

  /** Verdict of the row on the SDK as it is. */
  plainVerdict(row: string): Verdict | null {
    return this.#all.find((line) => line.row === row)?.verdict ?? null;
  }

  durationMs(row: string): number {
    return this.#lines.find((line) => line.row === row)?.durationMs ?? 0;
  }

  /** It is executed once a process, so it must be at work before the process starts. */
  needsFreshProcess({ number, once }: TouchedMutation): boolean {
    return once || this.#rows('any', number).every((row) => this.#freshRows.has(row));
  }

  /**
   * Rows that execute it while the subject is judged; where there is none, those that execute it before. What is executed once a process is
   * executed for every row.
   */
  rowsFor(mutation: TouchedMutation): readonly string[] {
    const { number } = mutation;
    if (this.needsFreshProcess(mutation)) {
      const isExecuted = this.#atStart.has(number) || this.#rows('any', number).length > 0;
      return isExecuted ? this.#lines.map(({ row }) => row) : [];
    }
    const acted = this.#rows('acted', number);
    return acted.length > 0 ? acted : this.#rows('any', number);
  }

  #rows(when: 'acted' | 'any', number: number): readonly string[] {
    const isExecuted = ({ acted, arranged }: TouchLine): boolean =>
      acted.includes(number) || (when === 'any' && arranged.includes(number));
    return this.#lines.filter(isExecuted).map(({ row }) => row);
  }
}

export type TouchedMutation = Pick<Mutation, 'number' | 'once'>;

/** Runs rows in a new process; what no row executes later is executed once a process. */
export async function traceStart(checks: readonly Check[], runner: RowRunner): Promise<StartLine> {
  await runner.subject.renew([]);
  for (const check of checks) {
    await runRow(check, runner);
  }
  return { kind: 'start', executed: [...(await runner.testbed.probe.takeTouched())] };
}

/** Runs a row on the SDK as it is, in a process in which others have run. */
export async function traceRow(check: Check, runner: RowRunner): Promise<TouchLine> {
  const first = await traceOnce(check, runner);
  return USABLE.includes(first.verdict) ? first : traceOnce(check, runner);
}

async function traceOnce(check: Check, runner: RowRunner): Promise<TouchLine> {
  const { testbed, subject } = runner;
  await subject.use([]);
  await testbed.probe.takeTouched();
  const arranged: number[] = [];
  const watched = watchArrangement(testbed, (numbers) => arranged.push(...numbers));
  const { verdict, durationMs } = await runRow(check, { ...runner, testbed: watched });
  const acted = await testbed.probe.takeTouched();
  return { kind: 'touch', row: check.id, verdict, durationMs, arranged, acted: [...acted] };
}

/** Reports what was executed until the subject was configured, the last step before it is judged. */
function watchArrangement(testbed: Testbed, onArranged: (numbers: readonly number[]) => void): Testbed {
  return Object.create(testbed, {
    configureSubject: {
      value: async (...setup: Parameters<Testbed['configureSubject']>): Promise<void> => {
        await testbed.configureSubject(...setup);
        onArranged(await testbed.probe.takeTouched());
      },
    },
  }) as Testbed;
}
