/**
 * The simulator's only source of time. Operations use the clock of their scope. The system clock is for what stays real: TLS validity, header deadlines,
 * waiting in tests.
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
  /** The timer does not keep the process alive: the listeners do. */
  after(ms: number, run: () => void): Timer {
    const timer = setTimeout(run, ms);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
  /** Runs after what this turn of the event loop has begun. */
  afterTurn(run: () => void): void {
    setImmediate(run);
  },
  /** Resolves when everybody else who waits has had a turn. */
  nextTurn(): Promise<void> {
    return new Promise((resolve) => {
      setImmediate(resolve);
    });
  },
  /** For node-forge and X509Certificate, which use dates. */
  date(epochMs: number): Date {
    return new Date(epochMs);
  },
  parse(text: string): number {
    return Date.parse(text);
  },
};

/** A clock's time and rate: rate 0 is frozen, 1 is real time, 60 is a minute for a second. */
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

/** The longest span of a Node timer. A later alarm is armed again when the timer fires. */
const MAX_TIMER_MS = 2_147_483_647;

/** The number of alarms that may be armed for one instant while it runs. More are a loop: the rest runs in the next turn. */
const SAME_INSTANT_LIMIT = 100_000;

/** A scope's clock. It can be real, offset, frozen or scaled, and it can be advanced. */
export class ScopeClock {
  /** This clock's time when the system clock was at `#anchoredAt`. */
  #anchor = systemClock.now();
  #anchoredAt = this.#anchor;
  #rate = 1;
  /** While an alarm runs, the clock shows the time at which it was due. */
  #shown: number | null = null;
  readonly #alarms = new Set<Alarm>();

  now(): number {
    // A scaled clock is rounded to milliseconds.
    return this.#shown ?? Math.min(LAST_MOMENT, Math.floor(this.#anchor + (systemClock.now() - this.#anchoredAt) * this.#rate));
  }

  get state(): ClockState {
    return { now: this.now(), rate: this.#rate };
  }

  /** Sets the clock. Alarms that are due by the new time run first. */
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

  /** Advances the clock. Alarms that become due run first. */
  advance(ms: number): void {
    this.set({ now: this.now() + ms, rate: this.#rate });
  }

  /** Sets the clock back to real time. */
  reset(): void {
    this.set({ now: systemClock.now(), rate: 1 });
  }

  /** Arms an alarm for now + ms. It runs when this clock gets there, with time or because it was set. */
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
   * Runs all alarms that are due by `end`, earliest first, including those that are armed meanwhile. During each alarm the clock shows the time at which it was
   * due, however late its timer was, so that what runs every second does not drift.
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

  /** The earliest alarm that is due by `end`; of two with the same time, the one that was armed first. */
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

  /** On a frozen clock only an alarm that is due already gets a timer. */
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
