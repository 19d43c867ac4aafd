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
 * Where a scope refuses replays, a msgid is used up by the request that is answered with it, never by a refused one
 * (docs/decisions/0010-a-refused-request-uses-up-no-msgid.md).
 */
export class MsgidClaim {
  /** What a replay is answered with. */
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

  /** In its place among the rules: looks, and takes nothing. */
  async judge(): Promise<void> {
    if ((await this.#store.readCounter(this.#scope, this.#counter)) > 0) {
      throw this.refusal;
    }
  }

  /** After the rules: of any number of equal requests one takes the msgid, and it comes back where the effect refuses after all. */
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

  /** A redirect is an answer and no refusal: it takes the msgid at its host, which is why the other host counts for itself. */
  async settle(refusal: Refusal): Promise<Refusal> {
    const isAnswer = refusal.extra['redirect'] !== undefined;
    return isAnswer && !(await this.#take()) ? this.refusal : refusal;
  }

  /** False for everybody but the first. */
  #take(): Promise<boolean> {
    return this.#store.increment(this.#scope, this.#counter, 1);
  }
}
