import type { PageDevice } from './page/page-robot.ts';

/** What the robot needs of a device. */
export interface ScreenDevice {
  /** XML of `uiautomator dump`. */
  dump(): Promise<string>;
  /** PNG. */
  screencap(): Promise<Buffer>;
  tap(x: number, y: number): Promise<void>;
  /** Keeps a finger there for longer than a tap lasts. */
  hold(x: number, y: number): Promise<void>;
  /** The addresses of the web views that the app shows: no view tree tells them. Null where the device cannot say. */
  webPages(): Promise<readonly string[] | null>;
  /** Pixels a dp. */
  readonly density: number;
}

/** The device's screen; tree and pixels of the last look can be stored as evidence. */
export class RecordedScreen implements PageDevice {
  readonly files = new Map<string, Buffer>();
  readonly #device: ScreenDevice;
  #tree = '';
  #screenshot: Buffer = Buffer.alloc(0);

  constructor(device: ScreenDevice) {
    this.#device = device;
  }

  get density(): number {
    return this.#device.density;
  }

  async dump(): Promise<string> {
    this.#tree = await this.#device.dump();
    return this.#tree;
  }

  async screenshot(): Promise<Uint8Array> {
    this.#screenshot = await this.#device.screencap();
    return this.#screenshot;
  }

  webPages(): Promise<readonly string[] | null> {
    return this.#device.webPages();
  }

  async tap(x: number, y: number): Promise<void> {
    await this.#device.tap(x, y);
  }

  async hold(x: number, y: number): Promise<void> {
    await this.#device.hold(x, y);
  }

  /** Stores the last look under this name. */
  keep(name: string): { readonly screenshot: string; readonly tree: string } {
    const [screenshot, tree] = [`${name}.png`, `${name}.xml`];
    this.files.set(screenshot, this.#screenshot);
    this.files.set(tree, Buffer.from(this.#tree));
    return { screenshot, tree };
  }
}
