import type { ScopeClock } from '../clock.ts';
import { formatToken, isToken } from '../protocol/credentials.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { alphanumeric, type RandomBytes } from '../random.ts';
import type { Store } from '../store/store.ts';

export interface TokenSourceParts {
  readonly scope: string;
  readonly store: Store;
  readonly clock: ScopeClock;
  /** A function, because a reset replaces the scope's random stream. */
  readonly random: () => RandomBytes;
}

export interface TokenSourceState {
  readonly made: number;
  readonly queue: readonly string[];
}

/** The tokens that a scope issues next: those of the queue, then new ones. */
export class TokenSource {
  readonly #parts: TokenSourceParts;
  #made = 0;
  #queue: string[] = [];

  constructor(parts: TokenSourceParts) {
    this.#parts = parts;
  }

  make(): string {
    const { clock, random } = this.#parts;
    this.#made += 1;
    return formatToken({ counter: this.#made, epochMs: clock.now(), tail: alphanumeric(random(), 32) });
  }

  takeQueued(): string | undefined {
    return this.#queue.shift();
  }

  /** Returns an unissued token to the queue. */
  requeue(token: string): void {
    this.#queue.unshift(token);
  }

  /** Claims the tokens, so that no other scope can issue them, and queues them. */
  async queue(tokens: readonly string[]): Promise<void> {
    const wrong = tokens.findIndex((token) => !isToken(token));
    if (wrong >= 0) {
      const message = 'is not STsid, 20 digits and 32 letters and digits';
      throw new ProblemError('invalid', `token ${wrong + 1} of the queue ${message}`, [{ pointer: `/${wrong}`, message }]);
    }
    const { scope, store } = this.#parts;
    const taken = await store.claimTokens(scope, tokens);
    if (taken !== null) {
      const message = 'is queued or issued already: a token is in one scope, and once';
      throw new ProblemError('claimed', `token ${taken + 1} of the queue ${message}; none was queued`, [
        { pointer: `/${taken}`, message },
      ]);
    }
    this.#queue.push(...tokens);
  }

  get state(): TokenSourceState {
    return { made: this.#made, queue: [...this.#queue] };
  }

  restore({ made, queue }: TokenSourceState): void {
    this.#made = made;
    this.#queue = [...queue];
  }

  reset(): void {
    this.restore({ made: 0, queue: [] });
  }
}
