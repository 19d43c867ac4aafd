import { Refusal, type RefusalName } from '../model/refusal.ts';
import type { Epoch, MsgidClaimed, Store } from '../store/store.ts';

export interface MsgidClaimParts {
  readonly store: Store;
  readonly epoch: Epoch;
  readonly host: string;
  readonly msgid: string;
  readonly now: number;
  readonly refusal: RefusalName;
}

/** How long a msgid is remembered after its use, on the scope's clock (docs/limits.md). */
export const MSGID_LIFE_MS = 86_400_000;

/**
 * The claim of a request to its msgid, where the scope refuses replays. An answered request uses its msgid up, in the step of its effect; a refused one does
 * not (docs/decisions/0010-a-refused-request-uses-up-no-msgid.md).
 */
export class MsgidClaim {
  /** The refusal of a replay. */
  readonly refusal: Refusal;
  /** What the step of the effect uses up. */
  readonly use: MsgidClaimed;
  readonly #store: Store;
  readonly #epoch: Epoch;

  constructor({ store, epoch, host, msgid, now, refusal }: MsgidClaimParts) {
    this.refusal = new Refusal(refusal, 'this msgid was seen before at this host, and this scope refuses a replay');
    this.use = { host, msgid, now, expiresAt: now + MSGID_LIFE_MS };
    this.#store = store;
    this.#epoch = epoch;
  }

  /** The rule `time and replay`: refuses a msgid that was used up, and uses up nothing. */
  async judge(): Promise<void> {
    if (await this.#store.isMsgidUsed(this.#epoch, this.use)) {
      throw this.refusal;
    }
  }

  /** A redirect is an answer and no refusal, so it uses up the msgid at its host. The other host counts its own msgids. */
  async settle(refusal: Refusal): Promise<Refusal> {
    const isAnswer = refusal.extra['redirect'] !== undefined;
    return isAnswer && !(await this.#store.useMsgid(this.#epoch, this.use)) ? this.refusal : refusal;
  }
}
