/** What `dumpsys battery` shows and `dumpsys battery set` changes. */
export class BatteryState {
  readonly #values = new Map<string, number>();
  #areUpdatesStopped = false;

  /** Values of a phone that is charged over USB. */
  static readonly defaults: Readonly<Record<string, number>> = {
    ac: 0,
    usb: 1,
    wireless: 0,
    dock: 0,
    status: 2,
    health: 2,
    present: 1,
    level: 100,
    scale: 100,
    voltage: 4200,
    temp: 250,
    counter: 4_000_000,
    invalid: 0,
  };

  get areUpdatesStopped(): boolean {
    return this.#areUpdatesStopped;
  }

  get(name: string): number {
    return this.#values.get(name) ?? BatteryState.defaults[name] ?? 0;
  }

  /** False when the handset knows no such value. */
  set(name: string, value: number): boolean {
    if (!Object.hasOwn(BatteryState.defaults, name)) {
      return false;
    }
    this.#values.set(name, value);
    this.#areUpdatesStopped = true;
    return true;
  }

  reset(): void {
    this.#values.clear();
    this.#areUpdatesStopped = false;
  }
}
