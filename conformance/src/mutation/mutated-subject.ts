import { type LateCallback, LateCallbacks } from '../late-callbacks.ts';
import { ProbeError } from '../probe/probe-error.ts';
import type { Testbed } from '../testbed.ts';

/** The SDK in the app's process with mutations at work, or as it is. Starts a new process only where the one before is of no use. */
export class MutatedSubject {
  readonly #testbed: Testbed;
  #mutations: readonly number[] = [];
  /** The process may have kept something of mutations, and is of no use for others. */
  #isSoiled = false;
  /** The process is of no use for the mutations that are at work either. */
  #isSpoilt = false;
  /** Those of the mutations that are at work now. */
  lateCallbacks = new LateCallbacks();

  constructor(testbed: Testbed) {
    this.#testbed = testbed;
  }

  /** Puts these mutations to work and no others; those that need a new process are there from its first instruction on. */
  async use(mutations: readonly number[], { needsFreshProcess = false } = {}): Promise<void> {
    const process = needsFreshProcess || this.#isSoiled ? 'fresh' : 'running';
    this.#mutations = mutations;
    this.lateCallbacks = new LateCallbacks();
    this.#isSoiled = true;
    this.#isSpoilt = true;
    await this.#testbed.chooseMutations(mutations, process);
    this.#isSpoilt = false;
    this.#isSoiled = needsFreshProcess && mutations.length > 0;
  }

  /** The same, and nothing where they are at work and the process is of use. */
  async keep(mutations: readonly number[], options: { readonly needsFreshProcess: boolean }): Promise<void> {
    const isSame =
      mutations.length === this.#mutations.length && mutations.every((number, index) => this.#mutations[index] === number);
    if (!isSame || this.#isSpoilt) {
      await this.use(mutations, options);
    }
  }

  /** The same in a new process. */
  async renew(mutations: readonly number[]): Promise<void> {
    this.#isSoiled = true;
    await this.use(mutations);
    this.#isSoiled = mutations.length > 0;
  }

  /** Takes the mutations out of the running process, whatever they have left in it. */
  async takeOut(): Promise<void> {
    await this.#testbed.chooseMutations([], 'running');
    this.#mutations = [];
    this.lateCallbacks = new LateCallbacks();
  }

  /** Waits until a late callback of the rows so far would have come. Null where none came. */
  async awaitLateCallback(): Promise<LateCallback | null> {
    // A process that is gone calls back no more.
    await this.lateCallbacks.settle(this.#testbed.probe).catch(ignoreProbeError);
    return this.lateCallbacks.list[0] ?? null;
  }

  /** The process was seen to behave as one in which nothing has happened. */
  absolve(): void {
    this.#isSoiled = false;
  }

  /** The process may have kept something of the mutations that are at work now. */
  soil(): void {
    if (this.#mutations.length > 0) {
      this.#isSoiled = true;
    }
  }

  /** A row has failed in the process. */
  spoil(): void {
    this.soil();
    this.#isSpoilt = this.#isSoiled;
  }
}

function ignoreProbeError(error: unknown): void {
  if (!(error instanceof ProbeError)) {
    throw error;
  }
}
