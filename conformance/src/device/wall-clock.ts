import type { AdbDevice } from '../adb/adb-device.ts';
import { TestbedError } from '../errors.ts';
import { hostNanos } from '../wait.ts';

/** Asia/Shanghai has had no daylight saving since 1991. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
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
    const millis = Math.round((to === undefined ? Date.now() : timeOfDay(to)) + byMs);
    await this.#device.run(`cmd alarm set-time ${millis}`);
    const atNanos = String(hostNanos());
    const seen = await this.#appMillis();
    if (Math.abs(seen - millis) > FOLLOWS_MS) {
      const [wanted, got] = [millis, seen].map((each) => new Date(each).toISOString());
      throw new TestbedError('CLOCK', `the device's clock was set to ${wanted}, and the app sees ${got}`);
    }
    return { millis, atNanos };
  }

  /** This machine's time, and the zone from before the first change. */
  async restore(): Promise<void> {
    const zone = this.#zone;
    if (zone !== null) {
      await this.#device.run(`cmd alarm set-time ${Date.now()}`);
      await this.#device.run(`cmd alarm set-timezone ${zone}`);
      this.#zone = null;
    }
  }
}

function timeOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  const now = Date.now() + SHANGHAI_OFFSET_MS;
  return now - (now % DAY_MS) + (hours * 60 + minutes) * MINUTE_MS - SHANGHAI_OFFSET_MS;
}
