import type { ScopeClock, Timer } from '../clock.ts';

export interface HeldAnswer {
  /** On the scope's clock; null: until `release`. */
  readonly ms: number | null;
  /** Writes the answer; resolves when it was written or its client had gone. */
  readonly deliver: () => Promise<void>;
  /** `piecewise`: it counts as released with its last piece. */
  readonly goes: 'at once' | 'piecewise';
}

interface Held extends HeldAnswer {
  alarm: Timer | null;
}

interface Pieces {
  /** Sends the rest at once. */
  readonly finish: () => void;
}

/** Answers that a fault keeps back: until a time on the scope's clock, or until told. */
export class HeldAnswers {
  readonly #clock: ScopeClock;
  readonly #held = new Set<Held>();
  readonly #delivering = new Set<Promise<void>>();
  readonly #pieces = new Set<Pieces>();
  #released = 0;

  constructor(clock: ScopeClock) {
    this.#clock = clock;
  }

  /** The result forgets the answer, for when the client has gone. */
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

  /** Of an answer that goes piece by piece: the result is to be told when its last went, or its client. */
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

  /** How many answers were let go so far, each once. */
  get released(): number {
    return this.#released;
  }

  /** Lets all go whole, says how many; resolves when each was written or its client had gone. */
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

  /** Waits for the answers that are on their way out. */
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
