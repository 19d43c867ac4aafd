/**
 * The simulator's only sight of time. A scope's clock is what its flows go by; the system clock underneath is for what stays real:
 * TLS validity, header deadlines, waiting in tests.
 */

export interface Timer {
  cancel(): void;
}

export const systemClock = {
  now(): number {
    return Date.now();
  },
  /** CLOCK_MONOTONIC in nanoseconds. */
  monotonicNanos(): bigint {
    return process.hrtime.bigint();
  },
  /** The timer does not keep the process alive: every listener does that already. */
  after(ms: number, run: () => void): Timer {
    const timer = setTimeout(run, ms);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
  /** For node-forge and X509Certificate, which speak in dates. */
  date(epochMs: number): Date {
    return new Date(epochMs);
  },
  parse(text: string): number {
    return Date.parse(text);
  },
};

interface Alarm {
  readonly due: number;
  readonly run: () => void;
  timer: Timer | null;
}

/** Longest span of a Node timer: beyond it the alarm is armed again. */
const MAX_TIMER_MS = 2_147_483_647;

/** Runs with real time, ahead of it by what was advanced. */
export class ScopeClock {
  #offset = 0;
  readonly #alarms = new Set<Alarm>();

  now(): number {
    return systemClock.now() + this.#offset;
  }

  /** Runs once this clock has reached now + ms, by the passing of time or by `advance`. */
  after(ms: number, run: () => void): Timer {
    const alarm: Alarm = { due: this.now() + ms, run, timer: null };
    this.#alarms.add(alarm);
    this.#arm(alarm);
    return { cancel: () => this.#drop(alarm) };
  }

  /** Moves the clock and runs what has come due, earliest first. */
  advance(ms: number): void {
    this.#offset += ms;
    const now = this.now();
    const due = [...this.#alarms].filter((alarm) => alarm.due <= now).sort((a, b) => a.due - b.due);
    for (const alarm of due) {
      this.#fire(alarm);
    }
    for (const alarm of this.#alarms) {
      alarm.timer?.cancel();
      this.#arm(alarm);
    }
  }

  /** Forgets what was advanced; alarms keep the time they had left. */
  reset(): void {
    this.advance(-this.#offset);
  }

  close(): void {
    for (const alarm of [...this.#alarms]) {
      this.#drop(alarm);
    }
  }

  #arm(alarm: Alarm): void {
    const left = Math.max(0, alarm.due - this.now());
    alarm.timer = systemClock.after(Math.min(left, MAX_TIMER_MS), () => {
      if (alarm.due <= this.now()) {
        this.#fire(alarm);
      } else {
        this.#arm(alarm);
      }
    });
  }

  #fire(alarm: Alarm): void {
    this.#drop(alarm);
    alarm.run();
  }

  #drop(alarm: Alarm): void {
    alarm.timer?.cancel();
    this.#alarms.delete(alarm);
  }
}
