import type { Mark, Observations } from './observations.ts';
import type { ProbeEvent } from './probe/messages.ts';
import type { Testbed } from './testbed.ts';
import { elapsedMs, hostNanos } from './wait.ts';

type Gathered = {
  -readonly [K in 'calls' | 'marks' | 'screens' | 'exchanges' | 'raws' | 'held']: Record<string, Observations[K][string]>;
};

/** Gathers what one check sees, step by step. */
export class Collector {
  readonly gathered: Gathered = { calls: {}, marks: {}, screens: {}, exchanges: {}, raws: {}, held: {} };
  readonly screenshots = new Map<string, Buffer>();
  readonly events: ProbeEvent[] = [];
  readonly #testbed: Testbed;
  #start: Mark = { journal: 0, relay: 0 };
  #lastEvent = 0;

  constructor(testbed: Testbed) {
    this.#testbed = testbed;
  }

  /** From here on things count: arranging and canaries are over. */
  async begin(): Promise<void> {
    this.#start = await this.here();
  }

  get start(): Mark {
    return this.#start;
  }

  async mark(step: string): Promise<void> {
    this.gathered.marks[step] = await this.here();
  }

  async here(): Promise<Mark> {
    const requests = await this.#testbed.gateway.requests(this.#start.journal);
    const journal = requests.reduce((last, request) => Math.max(last, request.id), this.#start.journal);
    const relay = (await this.#testbed.radioLog?.last(this.#start.relay)) ?? 0;
    return { journal, relay };
  }

  /** Takes events until one is as wanted; null when the time is over first. */
  async awaitEvent(wanted: (event: ProbeEvent) => boolean, timeoutMs: number): Promise<ProbeEvent | null> {
    const from = hostNanos();
    for (;;) {
      const found = this.events.find(wanted);
      if (found !== undefined) {
        return found;
      }
      const left = timeoutMs - elapsedMs(from);
      if (left <= 0) {
        return null;
      }
      await this.#take(left);
    }
  }

  /** What has come so far and was not waited for. */
  async drain(): Promise<void> {
    await this.#take(0);
  }

  async #take(timeoutMs: number): Promise<void> {
    const events = await this.#testbed.probe.events(this.#lastEvent, timeoutMs);
    this.events.push(...events);
    this.#lastEvent = events.reduce((last, event) => Math.max(last, event.seq), this.#lastEvent);
  }
}
