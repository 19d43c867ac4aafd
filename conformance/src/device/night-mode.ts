import type { AdbDevice } from '../adb/adb-device.ts';

export type Night = 'yes' | 'no';

const COMMAND = 'cmd uimode night';

/** Makes the display dark or light as a user does, and puts it back. */
export class NightMode {
  readonly #device: Pick<AdbDevice, 'run'>;
  #before: string | null = null;
  #current: Night = 'no';

  constructor(device: Pick<AdbDevice, 'run'>) {
    this.#device = device;
  }

  /** Does nothing where the display was put that way last. */
  async set(night: Night): Promise<void> {
    if (night === this.#current) {
      return;
    }
    this.#before ??= /Night mode: (\w+)/.exec(await this.#device.run(COMMAND))?.[1] ?? 'no';
    await this.#device.run(`${COMMAND} ${night}`);
    this.#current = night;
  }

  /** The mode that was there before the first `set`. */
  async restore(): Promise<void> {
    if (this.#before !== null) {
      await this.#device.run(`${COMMAND} ${this.#before}`);
      this.#before = null;
      this.#current = 'no';
    }
  }
}
