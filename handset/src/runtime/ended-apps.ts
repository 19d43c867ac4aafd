import type { ProcessEnd } from '../device.ts';
import { processOfKey } from './process-id.ts';

type Records = readonly Readonly<Record<string, unknown>>[];

/** What a process has reported for its successor: its task while no activity of it is visible, and the services that are to come back. */
export interface ProcessRemains {
  readonly activities: Records;
  readonly services: Records;
}

/** What becomes of a process that has ended. Processes are named by their keys (process-id.ts). */
interface Restart {
  /** Starts the process and calls `restartServices`. */
  readonly run: (key: string, services: Records) => Promise<void>;
  readonly log: (message: string) => void;
}

/** SERVICE_RESTART_DURATION of ActivityManagerConstants. */
const RESTART_MS = 1_000;
/** MIN_CRASH_INTERVAL: the services of a process that crashes twice within this time do not come back. */
const CRASH_INTERVAL_NANOS = 60_000_000_000n;

/** The tasks of processes that have ended in the background, and the restarts of their services. */
export class EndedApps {
  readonly #restart: Restart;
  readonly #tasks = new Map<string, Records>();
  readonly #pending = new Map<string, NodeJS.Timeout>();
  readonly #crashes = new Map<string, bigint>();

  constructor(restart: Restart) {
    this.#restart = restart;
  }

  /** Takes over what a process has left behind. */
  add(key: string, { activities, services }: ProcessRemains, end: ProcessEnd): void {
    if (activities.length > 0) {
      this.#tasks.set(key, activities);
    }
    const isBad = end.crashed && this.#hasCrashedTwice(key);
    for (const { component } of services) {
      this.#restart.log(
        isBad
          ? `Service crashed too many times: ${component}`
          : `Scheduling restart of crashed service ${component} in ${RESTART_MS}ms for start-requested`,
      );
    }
    if (services.length > 0 && !isBad) {
      this.#schedule(key, services);
    }
  }

  /** Takes the task that the process has left behind; empty without one. */
  takeTask(key: string): Records {
    const activities = this.#tasks.get(key) ?? [];
    this.#tasks.delete(key);
    return activities;
  }

  /** Forgets what the processes of a stopped package have left behind. */
  forget(packageName: string): void {
    for (const memory of [this.#tasks, this.#crashes, this.#pending]) {
      for (const key of [...memory.keys()].filter((each) => processOfKey(each).package === packageName)) {
        clearTimeout(this.#pending.get(key));
        memory.delete(key);
      }
    }
  }

  close(): void {
    for (const timer of this.#pending.values()) {
      clearTimeout(timer);
    }
    this.#pending.clear();
  }

  #hasCrashedTwice(key: string): boolean {
    const last = this.#crashes.get(key);
    const now = process.hrtime.bigint();
    this.#crashes.set(key, now);
    return last !== undefined && now - last < CRASH_INTERVAL_NANOS;
  }

  #schedule(key: string, services: Records): void {
    clearTimeout(this.#pending.get(key));
    const timer = setTimeout(() => {
      this.#pending.delete(key);
      void this.#restart.run(key, services);
    }, RESTART_MS);
    this.#pending.set(key, timer);
  }
}
