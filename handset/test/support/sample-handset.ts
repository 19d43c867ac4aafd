import { createHash } from 'node:crypto';
import { access, cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Handset, startHandset } from '../../src/handset.ts';
import { AdbServer } from './adb-server.ts';
import { compileSample, makeKey, missingTool, packSample, RUNTIME_SAMPLE, signSample } from './sample-apk.ts';

export const SAMPLE = 'app.quhao.runtimesample';

export const RUNTIME = join(import.meta.dirname, '..', '..', 'runtime', 'target');

const KEPT_BUILDS = join(import.meta.dirname, '..', '..', '..', '.quhao', 'samples');

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What is missing to start the sample on a handset; null when all is there. On CI a missing part is a fault. */
export async function missingForSample(): Promise<string | null> {
  const runtime = join(RUNTIME, 'quhao-runtime.jar');
  if (await isThere(runtime)) {
    return missingTool();
  }
  if (process.env['CI'] !== undefined) {
    throw new Error(`missing on CI: ${runtime}`);
  }
  return runtime;
}

/** The API levels whose platform is built; 34 needs `mvn -Papi34 package`. */
export async function builtApiLevels(): Promise<readonly (34 | 35)[]> {
  const names = await readdir(join(RUNTIME, 'platform')).catch(() => []);
  return names.some((name) => name.startsWith('android-all-instrumented-14-')) ? [35, 34] : [35];
}

/** A handset with the runtime sample installed, driven by stock adb. */
export class SampleHandset {
  readonly serial: string;
  readonly #home: string;
  readonly #handset: Handset;
  readonly #adb: AdbServer;

  private constructor(home: string, handset: Handset, adb: AdbServer) {
    this.#home = home;
    this.#handset = handset;
    this.#adb = adb;
    this.serial = handset.serial;
  }

  static async start(name: string, apiLevel: 34 | 35 = 35): Promise<SampleHandset> {
    const home = await mkdtemp(join(tmpdir(), `qh-${name}-`));
    const [handset, adb, apk] = await Promise.all([
      startHandset({ dataDir: join(home, 'data'), name, apiLevel }),
      AdbServer.start(),
      buildApk(join(home, 'sample')),
    ]);
    const sample = new SampleHandset(home, handset, adb);
    await adb.text('connect', handset.serial);
    await sample.adb('install', apk);
    return sample;
  }

  async close(): Promise<void> {
    await this.#adb.stop();
    await this.#handset.close();
    await rm(this.#home, { recursive: true, force: true });
  }

  /** Throws where adb fails. */
  adb(...args: readonly string[]): Promise<string> {
    return this.#adb.text('-s', this.serial, ...args);
  }

  shell(...command: readonly string[]): Promise<string> {
    return this.adb('shell', ...command);
  }

  /** Installs a second package, whose instrumentation runs in the sample's process. */
  async installTests(): Promise<void> {
    const folder = join(this.#home, 'sample');
    const manifest = (text: string) =>
      text
        .replace(`package="${SAMPLE}"`, `package="${SAMPLE}.tests"`)
        .replace(
          /<application[\s\S]*<\/application>/,
          `<application android:label="The tests" /><instrumentation android:name="${SAMPLE}.TestsInstrumentation" android:targetPackage="${SAMPLE}" />`,
        );
    const unsigned = await packSample(folder, 'tests', { sample: RUNTIME_SAMPLE, manifest });
    const apk = await signSample(unsigned, join(folder, 'tests.apk'), { key: join(folder, 'rsa.p12') });
    await this.adb('install', apk);
  }

  /** Starts an activity of the sample and waits until it is drawn. */
  open(activity: string, ...extras: readonly string[]): Promise<string> {
    return this.shell('am', 'start', '-W', '-n', `${SAMPLE}/.${activity}`, ...extras);
  }

  async dump(): Promise<string> {
    await this.shell('uiautomator', 'dump', '/sdcard/window.xml');
    return this.shell('cat', '/sdcard/window.xml');
  }

  /** PNG. */
  async screenshot(): Promise<Buffer> {
    const { stdout } = await this.#adb.run('-s', this.serial, 'exec-out', 'screencap', '-p');
    return stdout;
  }

  /** What the sample logged, oldest first. */
  async logged(tag = 'sample'): Promise<readonly string[]> {
    const text = await this.shell('logcat', '-d', '-v', 'raw', '-s', `${tag}:V`);
    return text.split('\n').filter((line) => line !== '' && !line.startsWith('---------'));
  }

  /** Where a text is on the screen; throws where it is not. */
  async find(text: string): Promise<Bounds> {
    const xml = await this.dump();
    const bounds = new RegExp(`text="${text}"[^>]*bounds="\\[(\\d+),(\\d+)\\]\\[(\\d+),(\\d+)\\]"`).exec(xml);
    if (bounds === null) {
      const texts = [...xml.matchAll(/ text="([^"]+)"/g)].map((match) => match[1]);
      throw new Error(`no "${text}" on the screen; it shows: ${texts.join(', ')}`);
    }
    const [left = 0, top = 0, right = 0, bottom = 0] = bounds.slice(1).map(Number);
    return { left, top, right, bottom };
  }

  async tap(text: string): Promise<void> {
    const { left, top, right, bottom } = await this.find(text);
    await this.tapAt(Math.round((left + right) / 2), Math.round((top + bottom) / 2));
  }

  async tapAt(x: number, y: number): Promise<void> {
    await this.shell('input', 'tap', String(x), String(y));
  }

  async back(): Promise<void> {
    await this.shell('input', 'keyevent', 'KEYCODE_BACK');
  }
}

/** The sample's APK with what made it, in the folder. It is built once for a content of the sample, since each build takes ten seconds. */
async function buildApk(folder: string): Promise<string> {
  const kept = join(KEPT_BUILDS, await digestOf(RUNTIME_SAMPLE));
  if (!(await isThere(join(kept, 'sample.apk')))) {
    await mkdir(KEPT_BUILDS, { recursive: true });
    const building = await mkdtemp(`${kept}-`);
    const [, key] = await Promise.all([compileSample(building, RUNTIME_SAMPLE), makeKey(building, 'rsa', 'RSA')]);
    const unsigned = await packSample(building, 'sample', { sample: RUNTIME_SAMPLE });
    await signSample(unsigned, join(building, 'sample.apk'), { key });
    await rm(kept, { recursive: true, force: true });
    await rename(building, kept);
  }
  await cp(kept, folder, { recursive: true });
  return join(folder, 'sample.apk');
}

async function digestOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of [...files.sort(), join(import.meta.dirname, 'sample-apk.ts')]) {
    hash.update(`${file}\n`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
