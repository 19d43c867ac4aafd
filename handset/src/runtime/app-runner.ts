import type { AppChange, AppEvent, Apps, Packages, ProcessEnd, RunningApp, SettingValues, StartOptions } from '../device.ts';
import { AppGoneError, HandsetError, messageOf } from '../errors.ts';
import type { AppProcess } from './app-process.ts';
import { writeLog } from './device-log.ts';
import { type ElsewhereCall, elsewhereCallOf } from './elsewhere-call.ts';
import { EndedApps } from './ended-apps.ts';
import { type LaunchContext, launchApp, sendSettings } from './launch-app.ts';
import { describeEnd } from './process-end.ts';
import { keyOf, type ProcessId, processOfKey } from './process-id.ts';

/** The running apps of a handset. A package has one process of its own name, and those that `android:process` names. */
export class AppRunner implements Apps {
  readonly #context: LaunchContext;
  readonly #packages: () => Packages;
  /** By key, as what follows. */
  readonly #running = new Map<string, AppProcess>();
  readonly #starting = new Map<string, Promise<AppProcess>>();
  readonly #ended: EndedApps;
  readonly #listeners = new Set<(change: AppChange) => void>();
  /** Packages in the order in which they came to the front. The last one is in front. */
  #frontOrder: readonly string[] = [];
  #isClosed = false;
  #settings: SettingValues = { system: {}, secure: {}, global: {}, clock: {}, display: {} };

  constructor(context: LaunchContext, packages: () => Packages) {
    this.#context = context;
    this.#packages = packages;
    this.#ended = new EndedApps({
      run: (key, services) => this.#restartServices(key, services),
      log: (message) => this.#log(message),
    });
  }

  running(): readonly RunningApp[] {
    return [...this.#running.values()].filter((app) => app.isUsable);
  }

  get(packageName: string): RunningApp | null {
    return this.#usable(packageName);
  }

  foreground(): RunningApp | null {
    const name = this.#frontOrder.at(-1);
    return name === undefined ? null : this.get(name);
  }

  start(packageName: string, options: StartOptions = {}): Promise<RunningApp> {
    return this.#startProcess({ package: packageName, process: packageName }, options);
  }

  async forceStop(packageName: string): Promise<void> {
    const starting = [...this.#starting].filter(([key]) => processOfKey(key).package === packageName);
    await Promise.allSettled(starting.map(([, app]) => app));
    this.#ended.forget(packageName);
    const apps = this.#processesOf(packageName);
    for (const app of apps) {
      app.forget();
    }
    await Promise.all(apps.map((app) => app.stop()));
  }

  async kill(packageName: string): Promise<void> {
    await Promise.all(this.#processesOf(packageName).map((app) => app.stop()));
  }

  onChange(listener: (change: AppChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async applySettings(values: SettingValues): Promise<void> {
    this.#settings = values;
    await Promise.all(this.running().map((app) => sendSettings(app, values)));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#ended.close();
    await Promise.allSettled(this.#starting.values());
    await Promise.all([...this.#running.values()].map((app) => app.stop()));
  }

  #usable(key: string): AppProcess | null {
    const app = this.#running.get(key);
    return app?.isUsable === true ? app : null;
  }

  #processesOf(packageName: string): readonly AppProcess[] {
    return [...this.#running.values()].filter((app) => app.package === packageName);
  }

  #startProcess(id: ProcessId, options: StartOptions = {}): Promise<AppProcess> {
    const key = keyOf(id);
    const running = this.#usable(key);
    if (running !== null) {
      return Promise.resolve(running);
    }
    const starting = this.#starting.get(key) ?? this.#start(id, options);
    this.#starting.set(key, starting);
    return starting.finally(() => this.#starting.delete(key));
  }

  async #start(id: ProcessId, { instrumentedBy }: StartOptions): Promise<AppProcess> {
    const { package: packageName, process } = id;
    const key = keyOf(id);
    const installed = this.#packages().get(packageName);
    await this.#running.get(key)?.exited;
    if (installed === null) {
      throw new HandsetError('NOT_INSTALLED', `${packageName} is not installed; adb install its APK first`);
    }
    if (this.#isClosed) {
      throw new HandsetError('HANDSET_CLOSED', `${packageName} was not started: the handset is being closed`);
    }
    const settings = this.#settings;
    const tests = instrumentedBy === undefined ? null : this.#packages().get(instrumentedBy);
    const app = await launchApp({ installed, tests, process }, this.#context, settings);
    this.#running.set(key, app);
    this.#announce({ package: packageName, event: 'started', data: { pid: app.pid } });
    if (settings !== this.#settings) {
      await sendSettings(app, this.#settings);
    }
    app.onEvent((event) => this.#take(app, event));
    void app.exited.then((end) => this.#remove(app, end));
    const activities = this.#ended.takeTask(key);
    if (activities.length > 0) {
      await callUnlessGone(app, 'restoreTask', { activities });
    }
    return app;
  }

  #take(app: AppProcess, { event, data }: AppEvent): void {
    if (event === 'elsewhere') {
      this.#callElsewhere(app, elsewhereCallOf(data));
      return;
    }
    if (event === 'resumed') {
      this.#frontOrder = [...this.#frontOrder.filter((name) => name !== app.package), app.package];
    }
    this.#announce({ package: app.package, event, data });
  }

  /** Carries a call from one process of a package to others (handset/PROTOCOL.md §1). */
  #callElsewhere(from: AppProcess, call: ElsewhereCall): void {
    const running = [...this.#running.keys(), ...this.#starting.keys()];
    const ids = call.to.map((process): ProcessId => ({ package: from.package, process }));
    const named = ids.filter((id) => call.starts || running.includes(keyOf(id)));
    const others = call.others
      ? this.#processesOf(from.package).filter((app) => app !== from && !call.to.includes(app.process))
      : [];
    for (const id of [...named, ...others]) {
      void this.#callIn(id, call);
    }
  }

  async #callIn(id: ProcessId, { method, params }: ElsewhereCall): Promise<void> {
    try {
      await callUnlessGone(await this.#startProcess(id), method, params);
    } catch (error) {
      this.#log(`Unable to launch app ${id.package} for ${id.process}: ${messageOf(error)}`);
    }
  }

  async #restartServices(key: string, services: readonly unknown[]): Promise<void> {
    const id = processOfKey(key);
    try {
      await callUnlessGone(await this.#startProcess(id), 'restartServices', { services });
    } catch (error) {
      this.#log(`Services of ${id.process} were not started again: ${messageOf(error)}`);
    }
  }

  #remove(app: AppProcess, end: ProcessEnd): void {
    const key = keyOf(app);
    const how = describeEnd(end);
    if (this.#running.get(key) === app) {
      this.#running.delete(key);
    }
    if (app.process === app.package) {
      this.#frontOrder = this.#frontOrder.filter((name) => name !== app.package);
    }
    this.#log(`Process ${app.process} (pid ${app.pid}) ${how}`);
    if (!this.#isClosed) {
      this.#ended.add(key, app.remains, end);
    }
    this.#announce({ package: app.package, event: 'ended', data: { pid: app.pid, how } });
  }

  #log(message: string): void {
    writeLog(this.#context.log, { priority: 4, tag: 'ActivityManager', message });
  }

  #announce(change: AppChange): void {
    for (const listener of [...this.#listeners]) {
      listener(change);
    }
  }
}

async function callUnlessGone(app: RunningApp, method: string, params: Readonly<Record<string, unknown>>): Promise<void> {
  try {
    await app.call(method, params);
  } catch (error) {
    if (!(error instanceof AppGoneError)) {
      throw error;
    }
  }
}
