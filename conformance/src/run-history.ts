import type { CauseBook } from './cause-book.ts';
import { crashBehind } from './crash.ts';
import { ProbeError } from './probe/probe-error.ts';
import type { Testbed } from './testbed.ts';

/** The app's process ended by the subject's doing when the row of the calls behind it was over. */
export interface LateEnd {
  readonly row: string;
  readonly how: string;
}

/** What the rows of one subject leave to those that follow: causes, and the process that they shared. */
export class RunHistory {
  readonly causes: CauseBook;
  readonly #ends: LateEnd[] = [];
  #last: { readonly row: string; readonly process: number } | null = null;

  constructor(causes: CauseBook) {
    this.causes = causes;
  }

  /** Ends of the process that belong to a row before them. */
  get lateEnds(): readonly LateEnd[] {
    return this.#ends;
  }

  /** The row before, where it ran in the process that is there now; null where no row did. */
  rowInProcess({ processNumber }: Testbed): string | null {
    return this.#last?.process === processNumber ? this.#last.row : null;
  }

  /** Called when a row has ended. */
  add(row: string, { processNumber }: Testbed): void {
    this.#last = { row, process: processNumber };
  }

  /** Blames the row before for the end of the process. */
  blame(row: string, how: string): void {
    this.#ends.push({ row, how });
  }

  /** Called when no row runs: the process may have ended since the last one did. */
  async checkProcess(testbed: Testbed): Promise<void> {
    const row = this.rowInProcess(testbed);
    if (row === null || !testbed.isProcessBroken) {
      return;
    }
    const how = await endOf(testbed);
    if (how !== null) {
      this.blame(row, how);
    }
    this.#last = null;
  }
}

/** How the subject ended the process; null where it was not the subject. */
async function endOf(testbed: Testbed): Promise<string | null> {
  return crashBehind(new ProbeError('GONE', 'the process has ended'), testbed, false).catch((error: unknown) => {
    if (error instanceof ProbeError) {
      return null;
    }
    throw error;
  });
}
