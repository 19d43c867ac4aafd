import type { ScopeClock, Timer } from '../clock.ts';

interface Held {
  readonly deliver: () => Promise<void>;
  alarm: Timer | null;
}

/** Answers that a fault keeps back: until a time on the scope's clock, or until told. */
export class HeldAnswers {
  readonly #clock: ScopeClock;
  readonly #held = new Set<Held>();
  readonly #delivering = new Set<Promise<void>>();

  constructor(clock: ScopeClock) {
    this.#clock = clock;
  }

  /** `ms` null: until `release`. The result forgets the answer, for when the client has gone. */
  keep(ms: number | null, deliver: () => Promise<void>): Timer {
    const held: Held = { deliver, alarm: null };
    this.#held.add(held);
    held.alarm = ms === null ? null : this.#clock.after(ms, () => this.#let(held));
    return {
      cancel: () => {
        held.alarm?.cancel();
        this.#held.delete(held);
      },
    };
  }

  /** Lets all go; resolves when each was written or its client had gone. */
  async release(): Promise<number> {
    for (const held of [...this.#held]) {
      this.#let(held);
    }
    return this.settled();
  }

  /** Waits for the answers that are on their way out; says how many. */
  async settled(): Promise<number> {
    const delivering = [...this.#delivering];
    await Promise.all(delivering);
    return delivering.length;
  }

  #let(held: Held): void {
    held.alarm?.cancel();
    if (!this.#held.delete(held)) {
      return;
    }
    const delivery = held.deliver().finally(() => this.#delivering.delete(delivery));
    this.#delivering.add(delivery);
  }
}
