import type { Testbed } from '../testbed.ts';

/** The SDK in the app's process with mutations at work, or as it is. Starts a new process only where the one before is of no use. */
export class MutatedSubject {
  readonly #testbed: Testbed;
  #mutations: readonly number[] = [];
  #isSoiled = false;

  constructor(testbed: Testbed) {
    this.#testbed = testbed;
  }

  /** Puts these mutations to work and no others; those that need a new process are there from its first instruction on. */
  async use(mutations: readonly number[], { needsFreshProcess = false } = {}): Promise<void> {
    const process = needsFreshProcess || this.#isSoiled ? 'fresh' : 'running';
    this.#mutations = mutations;
    this.#isSoiled = true;
    await this.#testbed.chooseMutations(mutations, process);
    this.#isSoiled = needsFreshProcess && mutations.length > 0;
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
}
