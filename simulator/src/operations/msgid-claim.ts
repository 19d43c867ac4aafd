import { Refusal, type RefusalName } from '../model/refusal.ts';
import type { Answer } from '../store/answer.ts';
import type { Store } from '../store/store.ts';

export interface MsgidClaimParts {
  readonly store: Store;
  readonly scope: string;
  readonly host: string;
  readonly msgid: string;
  readonly refusal: RefusalName;
}

/**
 * The claim of a request to its msgid, where the scope refuses replays. An answered request uses its msgid up; a refused one does not
 * (docs/decisions/0010-a-refused-request-uses-up-no-msgid.md).
 */
export class MsgidClaim {
  /** The refusal of a replay. */
  readonly refusal: Refusal;
  readonly #store: Store;
  readonly #scope: string;
  readonly #counter: string;

  constructor({ store, scope, host, msgid, refusal }: MsgidClaimParts) {
    this.refusal = new Refusal(refusal, 'this msgid was seen before at this host, and this scope refuses a replay');
    this.#store = store;
    this.#scope = scope;
    this.#counter = `msgid/${host}/${msgid}`;
  }

  /** The rule `time and replay`: refuses a msgid that was used up, and uses up nothing. */
  async judge(): Promise<void> {
    if ((await this.#store.readCounter(this.#scope, this.#counter)) > 0) {
      throw this.refusal;
    }
  }

  /** Runs the effect for the first of any number of equal requests and refuses the others. An effect that refuses returns the msgid. */
  async during<P>(effect: () => Answer<P>): Promise<P> {
    if (!(await this.#take())) {
      throw this.refusal;
    }
    try {
      return await effect();
    } catch (error) {
      await this.#store.decrement(this.#scope, this.#counter);
      throw error;
    }
  }

  /** A redirect is an answer and no refusal, so it uses up the msgid at its host. The other host counts its own msgids. */
  async settle(refusal: Refusal): Promise<Refusal> {
    const isAnswer = refusal.extra['redirect'] !== undefined;
    return isAnswer && !(await this.#take()) ? this.refusal : refusal;
  }

  /** Resolves to true for the first request only. */
  #take(): Promise<boolean> {
    return this.#store.increment(this.#scope, this.#counter, 1);
  }
}
