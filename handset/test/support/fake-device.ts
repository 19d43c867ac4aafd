import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { ReverseListeners } from '../../src/adbd/reverse.ts';
import type {
  AppChange,
  AppEvent,
  Apps,
  Device,
  HandsetKind,
  InstalledPackage,
  InstallOptions,
  LogBuffer,
  Packages,
  ProcessEnd,
  RunningApp,
  SettingValues,
} from '../../src/device.ts';
import { HandsetError, InstallError } from '../../src/errors.ts';
import { PLAIN_KIND } from '../../src/kind.ts';
import { createLogBuffer } from '../../src/log/log-buffer.ts';
import { RootStore } from '../../src/trust/root-store.ts';
import { FakeRadio } from './fake-radio.ts';

/** A device in memory that implements device.ts, so that adbd and the shell are tested without a JVM. It records calls for the tests. */
export class FakeDevice implements Device {
  readonly name = 'quhao-test';
  readonly apiLevel = 35;
  readonly kind: HandsetKind;
  readonly bootNanos = process.hrtime.bigint();
  readonly radio = new FakeRadio();
  readonly log: LogBuffer = createLogBuffer();
  readonly reverse = new ReverseListeners();
  readonly roots: RootStore;
  readonly packages: FakePackages;
  readonly apps: FakeApps;

  constructor(folder: string, kind: HandsetKind = PLAIN_KIND) {
    this.kind = kind;
    this.roots = new RootStore(join(folder, 'roots'));
    this.packages = new FakePackages(folder);
    this.apps = new FakeApps(this.packages);
  }
}

/** A package manager whose APKs are files that begin with `APK name`. It refuses other files as Android does. */
export class FakePackages implements Packages {
  readonly installedBytes = new Map<string, { readonly size: number; readonly sha256: string }>();
  /** The options of the last installation. */
  lastOptions: InstallOptions | null = null;
  readonly #folder: string;
  readonly #installed = new Map<string, InstalledPackage>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  list(): readonly InstalledPackage[] {
    return [...this.#installed.values()];
  }

  get(name: string): InstalledPackage | null {
    return this.#installed.get(name) ?? null;
  }

  async install(apkPath: string, options: InstallOptions = {}): Promise<InstalledPackage> {
    const bytes = await readFile(apkPath);
    const name = /^APK ([\w.]+)\n/.exec(bytes.toString('latin1', 0, 200))?.[1];
    if (name === undefined) {
      throw new InstallError('INSTALL_PARSE_FAILED_NOT_APK', 'no zip archive');
    }
    if (this.#installed.has(name) && options.replace === false) {
      throw new InstallError('INSTALL_FAILED_ALREADY_EXISTS', `${name} is already installed`);
    }
    const home = join(this.#folder, name);
    await mkdir(home, { recursive: true });
    await writeFile(join(home, 'base.apk'), bytes);
    const installed = { ...describePackage(name, home), installer: options.installer ?? null };
    this.lastOptions = options;
    this.#installed.set(name, installed);
    this.installedBytes.set(name, { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    return installed;
  }

  async decide(name: string, permission: string, decision: 'granted' | 'refused'): Promise<void> {
    const installed = this.#installed.get(name);
    if (installed === undefined) {
      return;
    }
    const others = installed.refusedPermissions.filter((one) => one !== permission);
    this.#installed.set(name, { ...installed, refusedPermissions: decision === 'refused' ? [...others, permission] : others });
  }

  async uninstall(name: string, _data: 'keep' | 'delete' = 'delete'): Promise<boolean> {
    return this.#installed.delete(name);
  }

  async clear(name: string): Promise<boolean> {
    return this.#installed.has(name);
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
    instrumentationTargets: { [`${name}.TestInstrumentation`]: name },
    installedAt: 1_700_000_000_000,
    installer: null,
    isDebuggable: true,
  };
}

/** Processes of apps that answer as tests say. */
export class FakeApps implements Apps {
  /** Answers of the apps' processes by method. Other methods are answered with {}. */
  readonly answers = new Map<string, (params: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>();
  /** The settings that were passed on last. */
  settings: SettingValues | null = null;
  readonly #packages: FakePackages;
  readonly #processes = new Map<string, FakeApp>();
  readonly #listeners = new Set<(change: AppChange) => void>();

  constructor(packages: FakePackages) {
    this.#packages = packages;
  }

  running(): readonly FakeApp[] {
    return [...this.#processes.values()];
  }

  get(packageName: string): FakeApp | null {
    return this.#processes.get(packageName) ?? null;
  }

  foreground(): FakeApp | null {
    return this.running().at(-1) ?? null;
  }

  async start(packageName: string): Promise<FakeApp> {
    if (this.#packages.get(packageName) === null) {
      throw new HandsetError('NOT_INSTALLED', `${packageName} is not installed`);
    }
    const app = this.#processes.get(packageName) ?? new FakeApp(packageName, this.answers);
    this.#processes.set(packageName, app);
    app.exited.then(
      () => this.#processes.delete(packageName),
      () => undefined,
    );
    return app;
  }

  async forceStop(packageName: string): Promise<void> {
    await this.#processes.get(packageName)?.stop();
    this.#processes.delete(packageName);
  }

  kill(packageName: string): Promise<void> {
    return this.forceStop(packageName);
  }

  onChange(listener: (change: AppChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  announce(change: AppChange): void {
    for (const listener of [...this.#listeners]) {
      listener(change);
    }
  }

  async applySettings(values: SettingValues): Promise<void> {
    this.settings = values;
  }

  async close(): Promise<void> {
    for (const name of [...this.#processes.keys()]) {
      await this.forceStop(name);
    }
  }
}

export class FakeApp implements RunningApp {
  readonly package: string;
  readonly process: string;
  readonly pid = 1234;
  readonly uid = 10_123;
  readonly calls: { readonly method: string; readonly params: Readonly<Record<string, unknown>> }[] = [];
  /** Host ports behind `tcp:PORT` and `localabstract:NAME`. */
  readonly listeners = new Map<string, number>();
  readonly exited: Promise<ProcessEnd>;
  readonly #answers: FakeApps['answers'];
  readonly #eventListeners = new Set<(event: AppEvent) => void>();
  #resolveExit: (exit: ProcessEnd) => void = () => undefined;

  constructor(packageName: string, answers: FakeApps['answers']) {
    this.package = packageName;
    this.process = packageName;
    this.#answers = answers;
    this.exited = new Promise((resolve) => {
      this.#resolveExit = resolve;
    });
  }

  async call(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<Readonly<Record<string, unknown>>> {
    this.calls.push({ method, params });
    return this.#answers.get(method)?.(params) ?? {};
  }

  onEvent(listener: (event: AppEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  emit(event: AppEvent): void {
    for (const listener of [...this.#eventListeners]) {
      listener(event);
    }
  }

  exit(exit: { readonly code: number; readonly crashed: boolean }): void {
    this.#resolveExit({ ...exit, signal: null });
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
    this.#resolveExit({ code: 0, signal: null, crashed: false });
  }
}
