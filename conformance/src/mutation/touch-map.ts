import type { Check } from '../check.ts';
import type { Testbed } from '../testbed.ts';
import { MutationError } from './mutation-error.ts';
import type { JournalLine, RowVerdict, TouchLine } from './mutation-journal.ts';
import { type RowRunner, runRow } from './run-row.ts';

/** Which rows execute which mutation points, learnt from the SDK as it is. */
export class TouchMap {
  readonly #lines: readonly TouchLine[];
  /** Rows that ask for a new process always have one. */
  readonly #freshRows: ReadonlySet<string>;

  constructor(lines: readonly JournalLine[], checks: readonly Check[]) {
    this.#freshRows = new Set(checks.filter(({ arrange }) => arrange.process === 'fresh').map(({ id }) => id));
    this.#lines = lines.filter((line) => line.kind === 'touch');
  }

  has(row: string): boolean {
    return this.#lines.some((line) => line.row === row);
  }

  durationMs(row: string): number {
    return this.#lines.find((line) => line.row === row)?.durationMs ?? 0;
  }

  /** No row executes it but in a process that is new: it must be chosen before the process starts. */
  needsFreshProcess(mutation: number): boolean {
    const rows = [...this.#rows('acted', mutation), ...this.#rows('arranged', mutation)];
    return rows.every((row) => this.#freshRows.has(row));
  }

  /** Rows that execute it while the subject is judged; where there is none, those that execute it before. */
  rowsFor(mutation: number): readonly string[] {
    if (this.needsFreshProcess(mutation)) {
      return [...new Set([...this.#rows('acted', mutation), ...this.#rows('fresh', mutation)])];
    }
    const acted = this.#rows('acted', mutation);
    return acted.length > 0 ? acted : this.#rows('arranged', mutation);
  }

  #rows(when: 'arranged' | 'acted' | 'fresh', mutation: number): readonly string[] {
    return this.#lines.filter((line) => line[when].includes(mutation)).map(({ row }) => row);
  }
}

/** Runs a row twice on the SDK as it is: in a new process, then in the same one. */
export async function traceRow(check: Check, runner: RowRunner): Promise<TouchLine> {
  const { testbed, subject } = runner;
  await subject.renew([]);
  const first = requirePass(await runRow(check, runner));
  const fresh = await testbed.probe.takeTouched();
  await subject.use([]);
  const arranged: number[] = [];
  const watched = watchArrangement(testbed, (numbers) => arranged.push(...numbers));
  const second = requirePass(await runRow(check, { ...runner, testbed: watched }));
  const acted = await testbed.probe.takeTouched();
  const durationMs = Math.min(first.durationMs, second.durationMs);
  return {
    kind: 'touch',
    row: check.id,
    verdict: first.verdict,
    durationMs,
    fresh: [...fresh, ...arranged],
    arranged,
    acted: [...acted],
  };
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

function requirePass(verdict: RowVerdict): RowVerdict {
  if (verdict.verdict === 'pass' || verdict.verdict === 'warn') {
    return verdict;
  }
  throw new MutationError(
    'PLAIN_RUN',
    `${verdict.row} does not pass on the SDK as it is: ${verdict.verdict}: ${verdict.headline}`,
  );
}
