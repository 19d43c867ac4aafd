import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { ReverseListeners } from '../src/adbd/reverse.ts';
import {
  type AppEvent,
  type Apps,
  type Device,
  HandsetError,
  InstallError,
  type InstalledPackage,
  type LogBuffer,
  type Packages,
  type ProcessEnd,
  type RunningApp,
  type SettingValues,
} from '../src/device.ts';
import { createLogBuffer } from '../src/log/log-buffer.ts';
import { FakeRadio } from './fake-radio.ts';

/**
 * A device in memory behind the contracts of device.ts: what adbd and the shell do can be tried without a JVM. It keeps what it is told, so that tests
 * can look at it.
 */
export class FakeDevice implements Device {
  readonly name = 'quhao-test';
  readonly apiLevel = 35;
  readonly bootNanos = process.hrtime.bigint();
  readonly radio = new FakeRadio();
  readonly log: LogBuffer = createLogBuffer();
  readonly reverse = new ReverseListeners();
  readonly packages: FakePackages;
  readonly apps: FakeApps;

  constructor(folder: string) {
    this.packages = new FakePackages(folder);
    this.apps = new FakeApps(this.packages);
  }
}

/** An "APK" is any file that begins with `APK name`; all else is refused as Android refuses it. */
export class FakePackages implements Packages {
  readonly installedBytes = new Map<string, { readonly size: number; readonly sha256: string }>();
  private readonly folder: string;
  private readonly installed = new Map<string, InstalledPackage>();

  constructor(folder: string) {
    this.folder = folder;
  }

  list(): readonly InstalledPackage[] {
    return [...this.installed.values()];
  }

  get(name: string): InstalledPackage | null {
    return this.installed.get(name) ?? null;
  }

  async install(apkPath: string, options: { readonly replace?: boolean } = {}): Promise<InstalledPackage> {
    const bytes = await readFile(apkPath);
    const name = /^APK ([\w.]+)\n/.exec(bytes.toString('latin1', 0, 200))?.[1];
    if (name === undefined) {
      throw new InstallError('INSTALL_PARSE_FAILED_NOT_APK', 'no zip archive');
    }
    if (this.installed.has(name) && options.replace === false) {
      throw new InstallError('INSTALL_FAILED_ALREADY_EXISTS', `${name} is there already`);
    }
    const home = join(this.folder, name);
    await mkdir(home, { recursive: true });
    await writeFile(join(home, 'base.apk'), bytes);
    const installed = describePackage(name, home);
    this.installed.set(name, installed);
    this.installedBytes.set(name, { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    return installed;
  }

  async decide(name: string, permission: string, decision: 'granted' | 'refused'): Promise<void> {
    const found = this.installed.get(name);
    if (found === undefined) {
      return;
    }
    const others = found.refusedPermissions.filter((one) => one !== permission);
    this.installed.set(name, { ...found, refusedPermissions: decision === 'refused' ? [...others, permission] : others });
  }

  async uninstall(name: string): Promise<boolean> {
    return this.installed.delete(name);
  }

  async clear(name: string): Promise<boolean> {
    return this.installed.has(name);
  }
}

function describePackage(name: string, home: string): InstalledPackage {
  return {
    name,
    versionCode: 7,
    versionName: '1.2.3',
    label: 'Test',
    minSdk: 21,
    targetSdk: 34,
    uid: 10_123,
    apkPath: join(home, 'base.apk'),
    classesPath: join(home, 'classes.jar'),
    dataDir: join(home, 'data'),
    certificateSha256: 'ab'.repeat(32),
    permissions: ['android.permission.INTERNET', 'android.permission.READ_PHONE_STATE'],
    refusedPermissions: [],
    launcherActivity: `${name}.MainActivity`,
    activities: [`${name}.MainActivity`, `${name}.SecondActivity`],
    instrumentations: [`${name}.TestInstrumentation`],
    installedAt: 1_700_000_000_000,
  };
}

export class FakeApps implements Apps {
  /** What the apps' processes answer to a method; a missing one is answered with {}. */
  readonly answers = new Map<string, (params: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>();
  /** The last that were handed on. */
  settings: SettingValues | null = null;
  private readonly packages: FakePackages;
  private readonly processes = new Map<string, FakeApp>();

  constructor(packages: FakePackages) {
    this.packages = packages;
  }

  running(): readonly FakeApp[] {
    return [...this.processes.values()];
  }

  get(packageName: string): FakeApp | null {
    return this.processes.get(packageName) ?? null;
  }

  foreground(): FakeApp | null {
    return this.running().at(-1) ?? null;
  }

  async start(packageName: string): Promise<FakeApp> {
    if (this.packages.get(packageName) === null) {
      throw new HandsetError('NOT_INSTALLED', `${packageName} is not installed`);
    }
    const app = this.processes.get(packageName) ?? new FakeApp(packageName, this.answers);
    this.processes.set(packageName, app);
    app.exited.then(
      () => this.processes.delete(packageName),
      () => undefined,
    );
    return app;
  }

  async forceStop(packageName: string): Promise<void> {
    await this.processes.get(packageName)?.stop();
    this.processes.delete(packageName);
  }

  async applySettings(values: SettingValues): Promise<void> {
    this.settings = values;
  }

  async close(): Promise<void> {
    for (const name of [...this.processes.keys()]) {
      await this.forceStop(name);
    }
  }
}

export class FakeApp implements RunningApp {
  readonly package: string;
  readonly pid = 1234;
  readonly uid = 10_123;
  readonly calls: { readonly method: string; readonly params: Readonly<Record<string, unknown>> }[] = [];
  /** Host ports behind `tcp:PORT` and `localabstract:NAME`. */
  readonly listeners = new Map<string, number>();
  readonly exited: Promise<ProcessEnd>;
  private readonly answers: FakeApps['answers'];
  private readonly eventListeners = new Set<(event: AppEvent) => void>();
  private end: (how: ProcessEnd) => void = () => undefined;

  constructor(packageName: string, answers: FakeApps['answers']) {
    this.package = packageName;
    this.answers = answers;
    this.exited = new Promise((resolve) => {
      this.end = resolve;
    });
  }

  async call(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<Readonly<Record<string, unknown>>> {
    this.calls.push({ method, params });
    return this.answers.get(method)?.(params) ?? {};
  }

  onEvent(listener: (event: AppEvent) => void): () => void {
    this.eventListeners.add(listener);
    return () => this.eventListeners.delete(listener);
  }

  emit(event: AppEvent): void {
    for (const listener of [...this.eventListeners]) {
      listener(event);
    }
  }

  exit(how: { readonly code: number; readonly crashed: boolean }): void {
    this.end({ ...how, signal: null });
  }

  async dial(target: string): Promise<Duplex | null> {
    const port = this.listeners.get(target);
    if (port === undefined) {
      return null;
    }
    const socket = connect({ host: '127.0.0.1', port });
    await once(socket, 'connect');
    return socket;
  }

  async stop(): Promise<void> {
    this.end({ code: 0, signal: null, crashed: false });
  }
}
