import type { Heartbeat } from './heartbeat.ts';
import type { CallFacts, Mark, Observations, StepTime } from './observations.ts';
import { PageWork } from './page-work.ts';
import type { ProbeEvent } from './probe/messages.ts';
import type { ConnectionWatch } from './proofs/carriage.ts';
import type { Testbed } from './testbed.ts';
import { elapsedMs, hostNanos } from './wait.ts';

type Collected = {
  -readonly [K in 'calls' | 'marks' | 'exchanges' | 'raws' | 'held' | 'clocks' | 'threads' | 'defaults' | 'kept']: Record<
    string,
    Required<Observations>[K][string]
  >;
};

/** Guide 4.3. */
const DEFAULT_LIMIT_MS = 8_000;

/** A call that the app makes inside a callback. */
interface InnerCall {
  readonly name: string;
  readonly call: CallFacts;
}

/** Collects what one check observes, step by step. */
export class Collector {
  readonly collected: Collected = {
    calls: {},
    marks: {},
    exchanges: {},
    raws: {},
    held: {},
    clocks: {},
    threads: {},
    defaults: {},
    kept: {},
  };
  /** The row's work on the login page. */
  readonly page: PageWork;
  readonly events: ProbeEvent[] = [];
  /** When each step was performed. */
  readonly steps: StepTime[] = [];
  /** Which build of the SDK the row judges. */
  subject = '';
  /** Events of earlier rows that came after them; they count for no other. */
  earlier: readonly ProbeEvent[] = [];
  /** How the bench runs while the row's steps are performed. */
  heartbeat: Heartbeat | null = null;
  /** Watches who carries the row's connections, where the row needs that proved and the device keeps no log. */
  watch: ConnectionWatch | null = null;
  /** The time limit of calls that follow, as the row set it. */
  limitMs = DEFAULT_LIMIT_MS;
  /** Calls that the app makes inside the callback of another, by the other's name. */
  readonly #inner = new Map<string, InnerCall>();
  readonly #testbed: Testbed;
  #start: Mark = { journal: 0, relay: 0 };
  #lastEvent = 0;

  constructor(testbed: Testbed) {
    this.#testbed = testbed;
    this.page = new PageWork(testbed.screen, testbed.subject.page);
  }

  /** Observations count from here on: arrangement and canaries are over. */
  async begin(): Promise<void> {
    this.#start = await this.#position();
    await this.drain();
    this.earlier = this.events.splice(0);
  }

  get start(): Mark {
    return this.#start;
  }

  /** Performs the step and notes when, also where it throws. */
  async timed<T>(step: number, perform: () => Promise<T>): Promise<T> {
    const startedNanos = String(hostNanos());
    try {
      return await perform();
    } finally {
      this.steps.push({ step, startedNanos, endedNanos: String(hostNanos()) });
    }
  }

  /** The app's process is new: its events begin anew, its heart beats elsewhere, and nothing is set in its SDK. */
  followProcess(): void {
    this.#lastEvent = 0;
    this.limitMs = DEFAULT_LIMIT_MS;
    this.page.expectTheme({});
    this.heartbeat?.follow(this.#testbed.probe);
  }

  async mark(step: string): Promise<void> {
    await this.watch?.mark(step);
    this.collected.marks[step] = await this.#position();
  }

  /** Takes events until one matches; null when the time is over first. */
  async awaitEvent(matches: (event: ProbeEvent) => boolean, timeoutMs: number): Promise<ProbeEvent | null> {
    const from = hostNanos();
    for (;;) {
      const event = this.events.find(matches);
      if (event !== undefined) {
        return event;
      }
      const left = timeoutMs - elapsedMs(from);
      if (left <= 0) {
        return null;
      }
      await this.#takeEvents(left);
    }
  }

  /** Takes the events that have come and that no step waited for. */
  async drain(): Promise<void> {
    await this.#takeEvents(0);
  }

  expectCall(outer: string, inner: InnerCall): void {
    this.#inner.set(outer, inner);
  }

  /** A call has been called back: the call that the app made in its callback began then. */
  followCall(outer: string, atNanos: string): void {
    const inner = this.#inner.get(outer);
    if (inner !== undefined) {
      this.collected.calls[inner.name] = { ...inner.call, startedNanos: atNanos, value: null, threw: null };
    }
  }

  /** The probe's id of a named call. */
  callIdOf(call: string): string | undefined {
    return this.collected.calls[call]?.callId;
  }

  async #position(): Promise<Mark> {
    const requests = await this.#testbed.gateway.requests(this.#start.journal);
    const journal = requests.reduce((last, request) => Math.max(last, request.id), this.#start.journal);
    const relay = (await this.#testbed.radioLog?.last(this.#start.relay)) ?? this.watch?.last ?? 0;
    return { journal, relay };
  }

  async #takeEvents(timeoutMs: number): Promise<void> {
    const events = await this.#testbed.probe.events(this.#lastEvent, timeoutMs);
    this.events.push(...events);
    this.#lastEvent = events.reduce((last, event) => Math.max(last, event.seq), this.#lastEvent);
  }
}
