import type { ProcessEnd } from '../device.ts';

type Records = readonly Readonly<Record<string, unknown>>[];

/** What a process has reported for its successor: its task while no activity of it is visible, and the services that are to come back. */
export interface ProcessRemains {
  readonly activities: Records;
  readonly services: Records;
}

/** What becomes of a package whose process has ended. */
interface Restart {
  /** Starts the process and calls `restartServices`. */
  readonly run: (packageName: string, services: Records) => Promise<void>;
  readonly log: (message: string) => void;
}

/** SERVICE_RESTART_DURATION of ActivityManagerConstants. */
const RESTART_MS = 1_000;
/** MIN_CRASH_INTERVAL: the services of a process that crashes twice within this time do not come back. */
const CRASH_INTERVAL_NANOS = 60_000_000_000n;

/** The tasks of packages whose process has ended in the background, and the restarts of their services. */
export class EndedApps {
  readonly #restart: Restart;
  readonly #tasks = new Map<string, Records>();
  readonly #pending = new Map<string, NodeJS.Timeout>();
  readonly #crashes = new Map<string, bigint>();

  constructor(restart: Restart) {
    this.#restart = restart;
  }

  /** Takes over what a process has left behind. */
  add(packageName: string, { activities, services }: ProcessRemains, end: ProcessEnd): void {
    if (activities.length > 0) {
      this.#tasks.set(packageName, activities);
    }
    const isBad = end.crashed && this.#hasCrashedTwice(packageName);
    for (const { component } of services) {
      this.#restart.log(
        isBad
          ? `Service crashed too many times: ${component}`
          : `Scheduling restart of crashed service ${component} in ${RESTART_MS}ms for start-requested`,
      );
    }
    if (services.length > 0 && !isBad) {
      this.#schedule(packageName, services);
    }
  }

  /** Takes the task of the package's last process; empty without one. */
  takeTask(packageName: string): Records {
    const activities = this.#tasks.get(packageName) ?? [];
    this.#tasks.delete(packageName);
    return activities;
  }

  /** Forgets what a stopped package has left behind. */
  forget(packageName: string): void {
    this.#tasks.delete(packageName);
    this.#crashes.delete(packageName);
    clearTimeout(this.#pending.get(packageName));
    this.#pending.delete(packageName);
  }

  close(): void {
    for (const timer of this.#pending.values()) {
      clearTimeout(timer);
    }
    this.#pending.clear();
  }

  #hasCrashedTwice(packageName: string): boolean {
    const last = this.#crashes.get(packageName);
    const now = process.hrtime.bigint();
    this.#crashes.set(packageName, now);
    return last !== undefined && now - last < CRASH_INTERVAL_NANOS;
  }

  #schedule(packageName: string, services: Records): void {
    clearTimeout(this.#pending.get(packageName));
    const timer = setTimeout(() => {
      this.#pending.delete(packageName);
      void this.#restart.run(packageName, services);
    }, RESTART_MS);
    this.#pending.set(packageName, timer);
  }
}
