import type { Plane } from '../api.ts';
import type { ScopeClock, Timer } from '../clock.ts';
import type { FaultBook } from './faults.ts';

/** Ports that a scope has a say in. */
export interface OpenedListeners<P> {
  readonly ports: P;
  /** Once it resolves, the ports of these planes refuse connections and all others take them. */
  refuse(planes: ReadonlySet<Plane>): Promise<void>;
  close(): Promise<void>;
}

/** A scope's listeners, kept as its REFUSE rules want them: open, or closed so that the system itself refuses. */
export class ScopeListeners {
  readonly #faults: FaultBook;
  readonly #clock: ScopeClock;
  readonly #opened = new Set<OpenedListeners<unknown>>();
  /** The rules that keep ports closed now. */
  #acting: ReadonlySet<string> = new Set();
  #alarm: Timer | null = null;
  /** One change after the other, so that the last one asked for is what stands. */
  #settling: Promise<void> = Promise.resolve();

  constructor(faults: FaultBook, clock: ScopeClock) {
    this.#faults = faults;
    this.#clock = clock;
  }

  async add(listeners: OpenedListeners<unknown>): Promise<void> {
    this.#opened.add(listeners);
    await this.settle();
  }

  /** Judges anew which ports refuse, and resolves when they do: after whatever may have changed that. */
  settle(): Promise<void> {
    if (this.#opened.size > 0) {
      this.#settling = this.#settling.then(() => this.#settle());
    }
    return this.#settling;
  }

  async close(): Promise<void> {
    this.#alarm?.cancel();
    const opened = [...this.#opened];
    this.#opened.clear();
    await this.#settling;
    await Promise.all(opened.map((listeners) => listeners.close()));
  }

  async #settle(): Promise<void> {
    const now = this.#clock.now();
    const { rules, changesAt } = this.#faults.portRefusals(now);
    this.#alarm?.cancel();
    this.#alarm = changesAt === null ? null : this.#clock.after(changesAt - now, () => void this.settle());
    for (const id of rules.values()) {
      if (!this.#acting.has(id)) {
        this.#faults.countHit(id);
      }
    }
    this.#acting = new Set(rules.values());
    const planes = new Set(rules.keys());
    await Promise.all([...this.#opened].map((listeners) => listeners.refuse(planes)));
  }
}
