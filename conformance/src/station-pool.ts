/** Runs rows side by side, each on a station of its own. A row may ask to be the only one that runs. */
export class StationPool<Station> {
  readonly #stations: readonly Station[];
  readonly #free: Station[];
  /** Rows that wait for a station. */
  readonly #waiting: ((station: Station) => void)[] = [];
  /** Rows that have a station and wait until no other row runs. */
  readonly #waitingAlone: (() => void)[] = [];
  readonly #waitingForEnd: (() => void)[] = [];
  #running = 0;
  #isAlone = false;

  constructor(stations: readonly Station[]) {
    this.#stations = stations;
    this.#free = [...stations];
  }

  get stations(): readonly Station[] {
    return this.#stations;
  }

  /** Runs a row on the first station that is free. `alone` runs a part of it while no other row runs. */
  async use<T>(row: (station: Station, alone: Alone) => Promise<T>): Promise<T> {
    const station = await new Promise<Station>((resolve) => {
      this.#waiting.push(resolve);
      this.#next();
    });
    try {
      return await row(station, (part) => this.#alone(part));
    } finally {
      this.#free.push(station);
      this.#running -= 1;
      this.#next();
    }
  }

  /** Resolves when no row runs or waits. */
  async end(): Promise<void> {
    if (this.#running > 0 || this.#waitingAlone.length > 0) {
      await new Promise<void>((resolve) => this.#waitingForEnd.push(resolve));
    }
  }

  async #alone<T>(part: () => Promise<T>): Promise<T> {
    // A row that waits does not run: two of them would wait for each other.
    this.#running -= 1;
    await new Promise<void>((resolve) => {
      this.#waitingAlone.push(resolve);
      this.#next();
    });
    try {
      return await part();
    } finally {
      this.#isAlone = false;
      this.#next();
    }
  }

  #next(): void {
    if (this.#isAlone) {
      return;
    }
    if (this.#waitingAlone.length > 0) {
      this.#startAlone();
      return;
    }
    for (let station = this.#free[0]; station !== undefined && this.#waiting.length > 0; station = this.#free[0]) {
      this.#free.shift();
      this.#running += 1;
      this.#waiting.shift()?.(station);
    }
    if (this.#running === 0) {
      for (const resolve of this.#waitingForEnd.splice(0)) {
        resolve();
      }
    }
  }

  #startAlone(): void {
    if (this.#running === 0) {
      this.#running = 1;
      this.#isAlone = true;
      this.#waitingAlone.shift()?.();
    }
  }
}

export type Alone = <T>(part: () => Promise<T>) => Promise<T>;
