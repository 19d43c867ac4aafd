import type { AdbDevice } from '../adb/adb-device.ts';

export type Orientation = 'portrait' | 'landscape';

/** android.view.Surface: ROTATION_0, ROTATION_90. */
const ROTATIONS: Readonly<Record<Orientation, number>> = { portrait: 0, landscape: 1 };

/** Settings.System, whose values a rotation by hand changes. */
const SETTINGS = ['accelerometer_rotation', 'user_rotation'] as const;

/** Turns the screen as a user who has switched rotation by the sensor off, and puts the settings back. */
export class Rotation {
  readonly #device: AdbDevice;
  #before: readonly string[] | null = null;
  #current: Orientation = 'portrait';

  constructor(device: AdbDevice) {
    this.#device = device;
  }

  /** Does nothing where the screen was put that way last. */
  async set(orientation: Orientation): Promise<void> {
    if (orientation === this.#current) {
      return;
    }
    this.#before ??= await this.#read();
    await this.#write(['0', String(ROTATIONS[orientation])]);
    this.#current = orientation;
  }

  /** The settings as they were before the first `set`. */
  async restore(): Promise<void> {
    if (this.#before !== null) {
      await this.#write(this.#before);
      this.#before = null;
      this.#current = 'portrait';
    }
  }

  async #read(): Promise<readonly string[]> {
    const values = await Promise.all(SETTINGS.map((name) => this.#device.run(`settings get system ${name}`)));
    return values.map((value) => value.trim());
  }

  async #write(values: readonly string[]): Promise<void> {
    for (const [index, name] of SETTINGS.entries()) {
      const value = values[index] ?? 'null';
      await this.#device.run(value === 'null' ? `settings delete system ${name}` : `settings put system ${name} ${value}`);
    }
  }
}
