import type { AdbDevice } from '../adb/adb-device.ts';

const NAME = 'system font_scale';

/** Makes letters larger or smaller as a user does, and puts their size back. */
export class FontScale {
  readonly #device: Pick<AdbDevice, 'run'>;
  #before: string | null = null;

  constructor(device: Pick<AdbDevice, 'run'>) {
    this.#device = device;
  }

  /** 1 is the usual size. */
  async set(scale: number): Promise<void> {
    this.#before ??= (await this.#device.run(`settings get ${NAME}`)).trim();
    await this.#device.run(`settings put ${NAME} ${scale}`);
  }

  /** The size that was there before the first `set`. */
  async restore(): Promise<void> {
    if (this.#before !== null) {
      const before = this.#before;
      this.#before = null;
      await this.#device.run(before === 'null' ? `settings delete ${NAME}` : `settings put ${NAME} ${before}`);
    }
  }
}
