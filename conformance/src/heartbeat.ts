import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isLoaded } from './bench-load.ts';
import { BenchError } from './errors.ts';
import type { BenchReport } from './observations.ts';
import { elapsedMs, hostNanos, pauseUnless } from './wait.ts';

const INTERVAL_MS = 150;
/** A beat that is later than this shows that something stood still. */
const STILL_MS = 250;
/** An app that has not answered for so long does not run. */
const SILENT_MS = 5_000;
const NEVER_MS = 3_600_000;

/** What the heartbeat asks: the probe's clock, which needs no thread of the SDK. */
export interface Pulse {
  beat(timeoutMs: number): Promise<void>;
}

/** Asks the probe for its clock again and again while a row runs, and watches this process's own timer: where both come late, the bench stood still. */
export class Heartbeat {
  readonly #stop = new AbortController();
  #beats = 0;
  #longestStillMs = 0;
  /** Late answers of the app, and late turns of this process's timer: one standstill may show in both. */
  readonly #stillMs = { app: 0, host: 0 };
  #runnable = 0;
  #loads = 0;
  #lastAnswer = hostNanos();

  static start(pulse: Pulse): Heartbeat {
    const heartbeat = new Heartbeat();
    heartbeat.#noteLoad();
    heartbeat.#watchHost().catch(ignoreBench);
    heartbeat.#watchApp(pulse).catch(ignoreBench);
    return heartbeat;
  }

  /** The app has not answered for long, although nothing of the SDK is needed for an answer. */
  get isSilent(): boolean {
    return elapsedMs(this.#lastAnswer) > SILENT_MS;
  }

  get isLoaded(): boolean {
    return isLoaded(this.report());
  }

  report(): BenchReport {
    const silentMs = Math.max(0, elapsedMs(this.#lastAnswer) - INTERVAL_MS);
    const unanswered = silentMs > STILL_MS && !this.#stop.signal.aborted ? silentMs : 0;
    const runnable = this.#loads === 0 ? null : Math.round((this.#runnable / this.#loads) * 10) / 10;
    return {
      beats: this.#beats,
      longestStillMs: Math.round(Math.max(this.#longestStillMs, unanswered)),
      stillMs: Math.round(Math.max(this.#stillMs.app + unanswered, this.#stillMs.host)),
      runnable,
      cores: availableParallelism(),
    };
  }

  /** The app's process is new: from now on its clock is asked. The time without a process counts for nothing. */
  follow(pulse: Pulse): void {
    this.#lastAnswer = hostNanos();
    this.#watchApp(pulse).catch(ignoreBench);
  }

  stop(): BenchReport {
    const report = this.report();
    this.#stop.abort();
    return report;
  }

  async #watchHost(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const from = hostNanos();
      await pauseUnless(signal, INTERVAL_MS);
      this.#note('host', elapsedMs(from) - INTERVAL_MS);
      this.#noteLoad();
    }
  }

  async #watchApp(pulse: Pulse): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const from = hostNanos();
      await pulse.beat(NEVER_MS);
      this.#beats += 1;
      this.#lastAnswer = hostNanos();
      this.#note('app', elapsedMs(from));
      await pauseUnless(signal, INTERVAL_MS);
    }
  }

  #note(where: 'app' | 'host', lateMs: number): void {
    if (lateMs > STILL_MS && !this.#stop.signal.aborted) {
      this.#longestStillMs = Math.max(this.#longestStillMs, lateMs);
      this.#stillMs[where] += lateMs;
    }
  }

  #noteLoad(): void {
    const runnable = runnableThreads();
    if (runnable !== null) {
      this.#runnable += runnable;
      this.#loads += 1;
    }
  }
}

/** Threads of this machine that run or want to, besides this one (proc(5), loadavg); null where the system does not say. */
function runnableThreads(): number | null {
  try {
    const [, running] = / (\d+)\/\d+ /.exec(readFileSync('/proc/loadavg', 'latin1')) ?? [];
    return running === undefined ? null : Math.max(0, Number(running) - 1);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

/** A probe that is gone is reported by the request that misses it. */
function ignoreBench(error: unknown): void {
  if (!(error instanceof BenchError)) {
    throw error;
  }
}
