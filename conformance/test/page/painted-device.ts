import type { PageClock, PageDevice } from '../../src/page/page-robot.ts';
import type { ScreenDevice } from '../../src/recorded-screen.ts';
import { DENSITY, type PaintedView, paintedDump, paintedPng } from './painted-screen.ts';

/** The windows of one frame, the lowest first. */
export type Windows = readonly PaintedView[];

/** A device of painted screens: each look goes on by one frame, a tap may change what is shown. Time passes by itself at each pause. */
export class PaintedDevice implements PageDevice, ScreenDevice, PageClock {
  readonly density = DENSITY;
  readonly taps: { readonly x: number; readonly y: number }[] = [];
  readonly holds: { readonly x: number; readonly y: number }[] = [];
  #frames: readonly Windows[];
  #now = 0;
  /** The tree of the frame was read, and no picture was taken of it. */
  #isHalfSeen = false;
  readonly #onTap: (x: number, y: number) => readonly Windows[] | null;

  constructor(frames: readonly Windows[], onTap: (x: number, y: number) => readonly Windows[] | null = () => null) {
    this.#frames = frames;
    this.#onTap = onTap;
  }

  /** A tree that is read twice is of two looks. */
  dump(): Promise<string> {
    if (this.#isHalfSeen) {
      this.#goOn();
    }
    this.#isHalfSeen = true;
    return Promise.resolve(paintedDump(this.#frames[0] ?? []));
  }

  webPages(): Promise<readonly string[] | null> {
    return Promise.resolve(null);
  }

  /** The next frame counts after it. */
  screencap(): Promise<Buffer> {
    return Promise.resolve(this.#next());
  }

  screenshot(): Promise<Uint8Array> {
    return Promise.resolve(this.#next());
  }

  tap(x: number, y: number): Promise<void> {
    this.taps.push({ x, y });
    this.#frames = this.#onTap(x, y) ?? this.#frames;
    return Promise.resolve();
  }

  hold(x: number, y: number): Promise<void> {
    this.holds.push({ x, y });
    return Promise.resolve();
  }

  nowMs(): number {
    return this.#now;
  }

  pause(ms: number): Promise<void> {
    this.#now += ms;
    return Promise.resolve();
  }

  #next(): Buffer {
    const [shown = []] = this.#frames;
    this.#goOn();
    return Buffer.from(paintedPng(shown));
  }

  #goOn(): void {
    const [, ...later] = this.#frames;
    this.#frames = later.length > 0 ? later : this.#frames;
    this.#isHalfSeen = false;
  }
}
