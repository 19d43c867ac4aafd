import type { AdbDevice } from '../adb/adb-device.ts';

interface SentBroadcast {
  readonly action: string;
  /** Intent and extras, as Bundle prints them. */
  readonly text: string;
}

/**
 * What the app has broadcast, by `dumpsys activity broadcasts`. A phone's system prints extras that nobody has read by their size alone, so
 * this is asked of the virtual handset.
 */
export class SentBroadcasts {
  readonly #device: Pick<AdbDevice, 'run'>;
  readonly #packageName: string;
  #known: readonly string[] = [];

  constructor(device: Pick<AdbDevice, 'run'>, packageName: string) {
    this.#device = device;
    this.#packageName = packageName;
  }

  /** Those since it was last asked that other apps can receive. */
  async takeNew(): Promise<readonly SentBroadcast[]> {
    const records = recordsIn(await this.#device.run('dumpsys activity broadcasts'));
    const fresh = records.filter((text) => !this.#known.includes(text));
    this.#known = records;
    return fresh.filter((text) => !this.#isToItself(text)).map((text) => ({ action: ACTION.exec(text)?.[1] ?? '', text }));
  }

  /** A package or component in the intent names the one app that receives it. */
  #isToItself(text: string): boolean {
    return [...text.matchAll(RECEIVER)].some(([, name]) => name === this.#packageName);
  }
}

const ACTION = /BroadcastRecord\{[0-9a-f]+ u0 ([^{}]*)\}/u;
const RECEIVER = /^ *Intent \{.*? (?:pkg|cmp)=([^\s/]+)/gmu;

/** The records without their places, which change with each broadcast. */
function recordsIn(dump: string): readonly string[] {
  return dump
    .split(/^ *Historical Broadcast .*:$/mu)
    .slice(1)
    .map((text) => text.trim());
}
