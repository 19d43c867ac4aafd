import type { Duplex } from 'node:stream';
import type { AppEvent, InstalledPackage, ProcessEnd, RunningApp } from '../device.ts';
import { AppGoneError } from '../errors.ts';
import type { Relay } from '../radio/relay.ts';
import type { ArchiveUse } from './class-archive.ts';
import type { ControlChannel } from './control-channel.ts';
import type { ProcessRemains } from './ended-apps.ts';
import { dialExposed } from './expose.ts';
import type { JvmProcess } from './jvm-process.ts';
import type { RunFolder } from './run-folder.ts';

type Params = Readonly<Record<string, unknown>>;

export interface AppProcessParts {
  readonly installed: InstalledPackage;
  /** The package's name, or that of `android:process`. */
  readonly process: string;
  readonly jvm: JvmProcess;
  readonly control: ControlChannel;
  readonly relay: Relay;
  readonly folder: RunFolder;
  readonly archive: ArchiveUse;
}

/** Time limit from `stop` to the end of the process. Writing the class archive takes longer. */
const STOP_MS = 5_000;
const STOP_WITH_ARCHIVE_MS = 40_000;
/** Time limit from the end of the control connection to the end of the process. */
const HANG_UP_MS = 2_000;

const APP_EVENTS: readonly string[] = [
  'instrumentationStatus',
  'instrumentationResult',
  'resumed',
  'crash',
  'drawn',
  'elsewhere',
] satisfies AppEvent['event'][];

/** The JVM of a process of an app with everything that belongs to it. Cleans up when the JVM ends. */
export class AppProcess implements RunningApp {
  readonly package: string;
  readonly process: string;
  readonly pid: number;
  readonly uid: number;
  readonly exited: Promise<ProcessEnd>;
  readonly #parts: AppProcessParts;
  readonly #listeners = new Set<(event: AppEvent) => void>();
  #hasCrashed = false;
  #remains: ProcessRemains = { activities: [], services: [] };
  #isEnding = false;
  #stopping: Promise<void> | null = null;

  constructor(parts: AppProcessParts) {
    this.#parts = parts;
    this.package = parts.installed.name;
    this.process = parts.process;
    this.pid = parts.jvm.pid;
    this.uid = parts.installed.uid;
    this.exited = this.#cleanUpAfterExit();
  }

  call(method: string, params: Params = {}): Promise<Params> {
    return this.#parts.control.call(method, params);
  }

  onEvent(listener: (event: AppEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dial(target: string): Promise<Duplex | null> {
    return dialExposed(this.#parts.folder.expose, target);
  }

  stop(): Promise<void> {
    this.#isEnding = true;
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  /** What the process leaves behind when it ends now. */
  get remains(): ProcessRemains {
    return this.#remains;
  }

  /** Leaves nothing behind. */
  forget(): void {
    this.#remains = { activities: [], services: [] };
  }

  /** False once the JVM is ending and no longer answers. */
  get isUsable(): boolean {
    return !this.#isEnding;
  }

  /** Handles the end of the control connection. The JVM should end by itself; it is killed after a time limit. */
  handleHangup(): void {
    this.#isEnding = true;
    if (this.#stopping !== null) {
      return;
    }
    const limit = setTimeout(() => this.#parts.jvm.kill(), HANG_UP_MS);
    void this.exited.then(() => clearTimeout(limit));
  }

  /** Handles an event of the JVM. */
  handleEvent(event: string, data: Params): void {
    if (event === 'crash') {
      this.#hasCrashed = true;
      this.#isEnding = true;
    }
    this.#noteRemains(event, data);
    if (!isAppEvent(event)) {
      return;
    }
    for (const listener of [...this.#listeners]) {
      listener({ event, data });
    }
  }

  #noteRemains(event: string, data: Params): void {
    if (this.#isEnding) {
      return;
    }
    if (event === 'task') {
      this.#remains = { ...this.#remains, activities: recordsOf(data['activities']) };
    } else if (event === 'services') {
      this.#remains = { ...this.#remains, services: recordsOf(data['services']) };
    } else if (event === 'resumed') {
      this.#remains = { ...this.#remains, activities: [] };
    }
  }

  async #stop(): Promise<void> {
    const { jvm, archive } = this.#parts;
    const limit = setTimeout(() => jvm.kill(), archive.isWriting ? STOP_WITH_ARCHIVE_MS : STOP_MS);
    try {
      await this.call('stop');
    } catch (error) {
      if (!(error instanceof AppGoneError)) {
        jvm.kill();
      }
    }
    await this.exited;
    clearTimeout(limit);
  }

  async #cleanUpAfterExit(): Promise<ProcessEnd> {
    const { jvm, control, relay, folder, archive } = this.#parts;
    const { code, signal } = await jvm.exited;
    control.close();
    await relay.close();
    await archive.settle(code === 0 ? 'clean' : 'failed');
    await folder.remove();
    return { code, signal, crashed: this.#hasCrashed };
  }
}

function recordsOf(value: unknown): ProcessRemains['activities'] {
  return Array.isArray(value) ? value : [];
}

function isAppEvent(event: string): event is AppEvent['event'] {
  return APP_EVENTS.includes(event);
}
