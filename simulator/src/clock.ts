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

/** So many alarms may be armed and come due at one and the same instant: more is a loop, and the rest is left for the next turn. */
const SAME_INSTANT_LIMIT = 100_000;

/** A scope's clock: real, offset, frozen or scaled, and moved by hand. */
export class ScopeClock {
  /** What the clock showed at `#anchoredAt` of the system's. */
  #anchor = systemClock.now();
  #anchoredAt = this.#anchor;
  #rate = 1;
  /** While an alarm runs, the clock shows the time that it was due. */
  #shown: number | null = null;
  readonly #alarms = new Set<Alarm>();

  now(): number {
    // A real clock is whole milliseconds; a scaled one is rounded to them.
    return this.#shown ?? Math.min(LAST_MOMENT, Math.floor(this.#anchor + (systemClock.now() - this.#anchoredAt) * this.#rate));
  }

  get state(): ClockState {
    return { now: this.now(), rate: this.#rate };
  }

  /** Sets the clock anew, having run on the way what comes due by then. */
  set({ now, rate }: ClockState): void {
    try {
      this.#runUntil(now);
    } finally {
      this.#anchor = now;
      this.#anchoredAt = systemClock.now();
      this.#rate = rate;
      this.#armAll();
    }
  }

  /** Moves the clock and runs what comes due on the way. */
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
    if (this.#shown === null) {
      this.#arm(alarm);
    }
    return { cancel: () => this.#drop(alarm) };
  }

  close(): void {
    for (const alarm of [...this.#alarms]) {
      this.#drop(alarm);
    }
  }

  /**
   * Runs all alarms that are due by `end`, earliest first, those too that are armed on the way. Each sees the clock at its own time, however late its
   * timer was: what runs every second does not drift.
   */
  #runUntil(end: number): void {
    let instant = Number.NEGATIVE_INFINITY;
    let sameInstant = 0;
    try {
      for (let alarm = this.#earliest(end); alarm !== null; alarm = this.#earliest(end)) {
        sameInstant = alarm.due > instant ? 0 : sameInstant + 1;
        if (sameInstant > SAME_INSTANT_LIMIT) {
          return;
        }
        instant = alarm.due;
        this.#shown = instant;
        this.#drop(alarm);
        alarm.run();
      }
    } finally {
      this.#shown = null;
    }
  }

  /** Of those due by then; of two that are due together, the one that was armed first. */
  #earliest(end: number): Alarm | null {
    let earliest: Alarm | null = null;
    for (const alarm of this.#alarms) {
      if (alarm.due <= end && (earliest === null || alarm.due < earliest.due)) {
        earliest = alarm;
      }
    }
    return earliest;
  }

  #armAll(): void {
    for (const alarm of this.#alarms) {
      alarm.timer?.cancel();
      this.#arm(alarm);
    }
  }

  /** On a frozen clock only what is due already runs by itself. */
  #arm(alarm: Alarm): void {
    const left = alarm.due - this.now();
    if (this.#rate === 0 && left > 0) {
      alarm.timer = null;
      return;
    }
    const realMs = left <= 0 ? 0 : Math.ceil(left / this.#rate);
    alarm.timer = systemClock.after(Math.min(realMs, MAX_TIMER_MS), () => this.#onTimer(alarm));
  }

  #onTimer(alarm: Alarm): void {
    const now = this.now();
    if (alarm.due > now) {
      this.#arm(alarm);
      return;
    }
    try {
      this.#runUntil(now);
    } finally {
      this.#armAll();
    }
  }

  #drop(alarm: Alarm): void {
    alarm.timer?.cancel();
    this.#alarms.delete(alarm);
  }
}
