import type { AppChange, Apps, Packages, ProcessEnd, RunningApp, SettingValues, StartOptions } from '../device.ts';
import { AppGoneError, HandsetError, messageOf } from '../errors.ts';
import type { AppProcess } from './app-process.ts';
import { writeLog } from './device-log.ts';
import { EndedApps } from './ended-apps.ts';
import { type LaunchContext, launchApp, sendSettings } from './launch-app.ts';
import { describeEnd } from './process-end.ts';

/** The running apps of a handset. A package has at most one process. */
export class AppRunner implements Apps {
  readonly #context: LaunchContext;
  readonly #packages: () => Packages;
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
      run: (packageName, services) => this.#restartServices(packageName, services),
      log: (message) => this.#log(message),
    });
  }

  running(): readonly RunningApp[] {
    return [...this.#running.values()].filter((app) => app.isUsable);
  }

  get(packageName: string): RunningApp | null {
    const app = this.#running.get(packageName);
    return app?.isUsable === true ? app : null;
  }

  foreground(): RunningApp | null {
    const name = this.#frontOrder.at(-1);
    return name === undefined ? null : this.get(name);
  }

  start(packageName: string, options: StartOptions = {}): Promise<RunningApp> {
    const running = this.get(packageName);
    if (running !== null) {
      return Promise.resolve(running);
    }
    const starting = this.#starting.get(packageName) ?? this.#start(packageName, options);
    this.#starting.set(packageName, starting);
    return starting.finally(() => this.#starting.delete(packageName));
  }

  async forceStop(packageName: string): Promise<void> {
    await this.#starting.get(packageName)?.catch(() => undefined);
    this.#ended.forget(packageName);
    this.#running.get(packageName)?.forget();
    await this.#running.get(packageName)?.stop();
  }

  async kill(packageName: string): Promise<void> {
    await this.#running.get(packageName)?.stop();
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

  async #start(packageName: string, { instrumentedBy }: StartOptions): Promise<AppProcess> {
    const installed = this.#packages().get(packageName);
    await this.#running.get(packageName)?.exited;
    if (installed === null) {
      throw new HandsetError('NOT_INSTALLED', `${packageName} is not installed; adb install its APK first`);
    }
    if (this.#isClosed) {
      throw new HandsetError('HANDSET_CLOSED', `${packageName} was not started: the handset is being closed`);
    }
    const settings = this.#settings;
    const tests = instrumentedBy === undefined ? null : this.#packages().get(instrumentedBy);
    const app = await launchApp({ installed, tests }, this.#context, settings);
    this.#running.set(packageName, app);
    this.#announce({ package: packageName, event: 'started', data: { pid: app.pid } });
    if (settings !== this.#settings) {
      await sendSettings(app, this.#settings);
    }
    app.onEvent(({ event, data }) => {
      if (event === 'resumed') {
        this.#frontOrder = [...this.#frontOrder.filter((name) => name !== packageName), packageName];
      }
      this.#announce({ package: packageName, event, data });
    });
    void app.exited.then((end) => this.#remove(app, end));
    const activities = this.#ended.takeTask(packageName);
    if (activities.length > 0) {
      await callUnlessGone(app, 'restoreTask', { activities });
    }
    return app;
  }

  async #restartServices(packageName: string, services: readonly unknown[]): Promise<void> {
    try {
      await callUnlessGone(await this.start(packageName), 'restartServices', { services });
    } catch (error) {
      this.#log(`Services of ${packageName} were not started again: ${messageOf(error)}`);
    }
  }

  #remove(app: AppProcess, end: ProcessEnd): void {
    const how = describeEnd(end);
    if (this.#running.get(app.package) === app) {
      this.#running.delete(app.package);
    }
    this.#frontOrder = this.#frontOrder.filter((name) => name !== app.package);
    this.#log(`Process ${app.package} (pid ${app.pid}) ${how}`);
    if (!this.#isClosed) {
      this.#ended.add(app.package, app.remains, end);
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
