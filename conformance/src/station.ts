import type { CauseBook } from './cause-book.ts';
import type { Check } from './check.ts';
import { BenchError } from './errors.ts';
import type { Evidence, LateEvidence } from './evidence.ts';
import { LateCallbacks } from './late-callbacks.ts';
import { type Obstacle, obstacleOf } from './plan.ts';
import { ProbeError } from './probe/probe-error.ts';
import { runCheck } from './run-check.ts';
import { RunHistory } from './run-history.ts';
import type { Alone } from './station-pool.ts';
import type { Testbed } from './testbed.ts';
import type { Outcome } from './verdict.ts';

export interface RowOptions {
  readonly evidence: Evidence;
  /** The mutant that is the subject; null for the SDK as it is. */
  readonly mutant: string | null;
  /** The right SDK built otherwise that is the subject; null: none. */
  readonly variant: string | null;
  /** The row judges the subject of the run. Any other stands for itself, and leaves nothing to the rows that follow. */
  readonly isOfSubject: boolean;
  readonly signal: AbortSignal;
  readonly alone: Alone;
}

/** A testbed, and what the rows that ran on it have left there. One row runs on it at a time. */
export class Station {
  readonly testbed: Testbed;
  readonly history: RunHistory;
  readonly #late = new LateCallbacks();
  readonly #taken = { callbacks: 0, ends: 0 };
  #isLost = false;

  constructor(testbed: Testbed, causes: CauseBook) {
    this.testbed = testbed;
    this.history = new RunHistory(causes);
  }

  /** Why the device cannot run a check; null where it can. */
  obstacleOf(check: Check): Obstacle | null {
    const { capabilities, controls, strength, subject } = this.testbed;
    return obstacleOf(check, { capabilities, controls, strength, methods: subject.methods });
  }

  /** The device has ceased to answer. */
  get isLost(): boolean {
    return this.#isLost;
  }

  async run(check: Check, { isOfSubject, ...row }: RowOptions): Promise<Outcome> {
    if (needsNewProcess(check)) {
      await this.settle();
    }
    const { testbed, history } = this;
    const options = { ...row, lateCallbacks: this.#late };
    const outcome = await runCheck(check, testbed, isOfSubject ? { ...options, history } : options);
    this.#isLost = outcome.verdict === 'env-error' && (await testbed.isLost());
    return outcome;
  }

  /** Callbacks are waited for before the process that they would come from ends. */
  async settle(): Promise<void> {
    if (!this.#isLost) {
      await this.#late.settle(this.testbed.probe).catch(ignoreProbeError);
      await this.history.checkProcess(this.testbed).catch(ignoreBenchError);
    }
  }

  /** All that came after the row that caused it, redacted. */
  get late(): LateEvidence {
    return this.testbed.redactor.value({ callbacks: this.#late.list, ends: this.history.lateEnds });
  }

  /** What came late and was not taken before. */
  takeLate(): LateEvidence {
    const { callbacks, ends } = this.late;
    const taken = { callbacks: callbacks.slice(this.#taken.callbacks), ends: ends.slice(this.#taken.ends) };
    Object.assign(this.#taken, { callbacks: callbacks.length, ends: ends.length });
    return taken;
  }
}

function needsNewProcess({ arrange }: Check): boolean {
  return arrange.process !== undefined || arrange.phoneState !== undefined;
}

/** A process that is gone calls back no more. */
function ignoreProbeError(error: unknown): void {
  if (!(error instanceof ProbeError)) {
    throw error;
  }
}

/** The device is gone: the checks say so. */
export function ignoreBenchError(error: unknown): void {
  if (!(error instanceof BenchError)) {
    throw error;
  }
}
