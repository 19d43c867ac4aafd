import type { AdbDevice } from '../adb/adb-device.ts';
import { TestbedError } from '../errors.ts';
import { hostNanos, shanghaiMillis, wallMillis } from '../wait.ts';

/** The app's clock is where it was set to, but for the time that adb and the app take. */
const FOLLOWS_MS = 30_000;

export interface ClockSetting {
  /** `HH:MM` in Asia/Shanghai, of this machine's day there. */
  readonly to?: string;
  readonly byMs?: number;
  readonly zone?: string;
}

/** What the device's wall clock was set to. */
export interface SetClock {
  readonly millis: number;
  /** This machine's monotonic clock at that moment. */
  readonly atNanos: string;
}

/** Sets a device's wall clock and zone as its user does (`cmd alarm`, as of API 31), and puts them back. The device's time since boot goes on. */
export class WallClock {
  readonly #device: Pick<AdbDevice, 'run'>;
  readonly #appMillis: () => Promise<number>;
  /** The zone before the first change; null: nothing is changed. */
  #zone: string | null = null;

  constructor(device: Pick<AdbDevice, 'run'>, appMillis: () => Promise<number>) {
    this.#device = device;
    this.#appMillis = appMillis;
  }

  async set({ to, byMs = 0, zone }: ClockSetting): Promise<SetClock> {
    this.#zone ??= (await this.#device.run('getprop persist.sys.timezone')).trim();
    if (zone !== undefined) {
      await this.#device.run(`cmd alarm set-timezone ${zone}`);
    }
    const millis = Math.round((to === undefined ? wallMillis() : shanghaiMillis(to)) + byMs);
    await this.#device.run(`cmd alarm set-time ${millis}`);
    const atNanos = String(hostNanos());
    const seen = await this.#appMillis();
    if (Math.abs(seen - millis) > FOLLOWS_MS) {
      throw new TestbedError('CLOCK', `the device's clock was set to ${millis} ms since 1970, and the app sees ${seen}`);
    }
    return { millis, atNanos };
  }

  /** This machine's time, and the zone from before the first change. */
  async restore(): Promise<void> {
    const zone = this.#zone;
    if (zone !== null) {
      await this.#device.run(`cmd alarm set-time ${wallMillis()}`);
      await this.#device.run(`cmd alarm set-timezone ${zone}`);
      this.#zone = null;
    }
  }
}
