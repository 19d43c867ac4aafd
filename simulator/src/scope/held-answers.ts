import type { ScopeClock, Timer } from '../clock.ts';

export interface HeldAnswer {
  /** How long the answer is held, on the scope's clock; null: until `release`. */
  readonly ms: number | null;
  /** Writes the answer. Resolves when it is written or its client has disconnected. */
  readonly deliver: () => Promise<void>;
  /** An answer that goes `piecewise` counts as released with its last piece. */
  readonly goes: 'at once' | 'piecewise';
}

interface Held extends HeldAnswer {
  alarm: Timer | null;
}

interface Pieces {
  /** Sends the remaining pieces at once. */
  readonly finish: () => void;
}

/** Answers that a fault rule holds: until a time on the scope's clock, or until `release`. */
export class HeldAnswers {
  readonly #clock: ScopeClock;
  readonly #held = new Set<Held>();
  readonly #delivering = new Set<Promise<void>>();
  readonly #pieces = new Set<Pieces>();
  #released = 0;

  constructor(clock: ScopeClock) {
    this.#clock = clock;
  }

  /** Holds an answer. Cancel the result if the client disconnects. */
  keep(answer: HeldAnswer): Timer {
    const held: Held = { ...answer, alarm: null };
    this.#held.add(held);
    held.alarm = held.ms === null ? null : this.#clock.after(held.ms, () => this.#let(held));
    return {
      cancel: () => {
        held.alarm?.cancel();
        this.#held.delete(held);
      },
    };
  }

  /** Registers an answer that is sent in pieces. The caller reports when the last piece is sent or the client has disconnected. */
  keepRest(finish: () => void): { readonly whole: () => void; readonly gone: () => void } {
    const pieces: Pieces = { finish };
    this.#pieces.add(pieces);
    return {
      whole: () => {
        this.#released += this.#pieces.delete(pieces) ? 1 : 0;
      },
      gone: () => void this.#pieces.delete(pieces),
    };
  }

  /** The number of released answers. */
  get released(): number {
    return this.#released;
  }

  /** Releases all answers, whole. Resolves with their number when each is written or its client has disconnected. */
  async release(): Promise<number> {
    const count = this.#held.size + this.#pieces.size;
    for (const held of [...this.#held]) {
      this.#let(held);
    }
    for (const { finish } of [...this.#pieces]) {
      finish();
    }
    await this.settled();
    return count;
  }

  /** Resolves when the released answers are written. */
  async settled(): Promise<void> {
    await Promise.all([...this.#delivering]);
  }

  #let(held: Held): void {
    held.alarm?.cancel();
    if (!this.#held.delete(held)) {
      return;
    }
    this.#released += held.goes === 'at once' ? 1 : 0;
    const delivery = held.deliver().finally(() => this.#delivering.delete(delivery));
    this.#delivering.add(delivery);
  }
}
