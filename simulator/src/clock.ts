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

/** Where a clock stands and how fast it goes: rate 0 is frozen, 1 real time, 60 a minute for a second. */
export interface ClockState {
  readonly now: number;
  readonly rate: number;
}

interface Alarm {
  readonly due: number;
  readonly run: () => void;
  timer: Timer | null;
}

/** A scope's clock stays between 1970 and 9999, so that the operator's times keep their 17 digits. */
export const LAST_MOMENT = 253_402_271_999_999;

/** Longest span of a Node timer: beyond it the alarm is armed again. */
const MAX_TIMER_MS = 2_147_483_647;

/** A scope's clock: real, offset, frozen or scaled, and moved by hand. */
export class ScopeClock {
  /** What the clock showed at `#anchoredAt` of the system's. */
  #anchor = systemClock.now();
  #anchoredAt = this.#anchor;
  #rate = 1;
  readonly #alarms = new Set<Alarm>();

  now(): number {
    // A real clock is whole milliseconds; a scaled one is rounded to them.
    return Math.min(LAST_MOMENT, Math.floor(this.#anchor + (systemClock.now() - this.#anchoredAt) * this.#rate));
  }

  get state(): ClockState {
    return { now: this.now(), rate: this.#rate };
  }

  /** Sets the clock anew and runs what has come due. */
  set({ now, rate }: ClockState): void {
    this.#anchor = now;
    this.#anchoredAt = systemClock.now();
    this.#rate = rate;
    this.#runDue();
  }

  /** Moves the clock and runs what has come due, earliest first. */
  advance(ms: number): void {
    this.set({ now: this.now() + ms, rate: this.#rate });
  }

  /** Real time again. */
  reset(): void {
    this.set({ now: systemClock.now(), rate: 1 });
  }

  /** Runs once this clock has reached now + ms, by the passing of time or by hand. */
  after(ms: number, run: () => void): Timer {
    const alarm: Alarm = { due: this.now() + ms, run, timer: null };
    this.#alarms.add(alarm);
    this.#arm(alarm);
    return { cancel: () => this.#drop(alarm) };
  }

  close(): void {
    for (const alarm of [...this.#alarms]) {
      this.#drop(alarm);
    }
  }

  #runDue(): void {
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

  #arm(alarm: Alarm): void {
    if (this.#rate === 0) {
      alarm.timer = null;
      return;
    }
    const left = Math.max(0, Math.ceil((alarm.due - this.now()) / this.#rate));
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
