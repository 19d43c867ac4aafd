import { readdirSync, readFileSync } from 'node:fs';

/** What this machine's kernel knows of the JVM of an app. Zeros where it has ended. */
export interface ProcessFacts {
  readonly residentKib: number;
  readonly virtualKib: number;
  readonly threads: readonly number[];
  /** In clock ticks of a hundredth of a second. */
  readonly userTicks: number;
  readonly systemTicks: number;
}

const PAGE_KIB = 4;

export function processFacts(pid: number): ProcessFacts {
  const stat = readOr(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), '');
  const pages = readOr(() => readFileSync(`/proc/${pid}/statm`, 'utf8'), '0 0')
    .split(' ')
    .map(Number);
  // Fields 14 and 15 of proc(5); the name of the command, field 2, may contain spaces.
  const [userTicks = 0, systemTicks = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return {
    virtualKib: (pages[0] ?? 0) * PAGE_KIB,
    residentKib: (pages[1] ?? 0) * PAGE_KIB,
    threads: readOr(() => readdirSync(`/proc/${pid}/task`), []).map(Number),
    userTicks: userTicks || 0,
    systemTicks: systemTicks || 0,
  };
}

/** The process may end at any moment. */
function readOr<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return otherwise;
    }
    throw error;
  }
}

/** `HH:MM:SS` of the time that a process has used. */
export function usedTime({ userTicks, systemTicks }: ProcessFacts): string {
  const seconds = Math.floor((userTicks + systemTicks) / 100);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** What the handset says that it has (`/proc/meminfo`). */
export const TOTAL_KIB = 3_907_584;

/** The part of the handset's memory that a process has, in percent. */
export function memoryPart({ residentKib }: ProcessFacts): string {
  return ((residentKib / TOTAL_KIB) * 100).toFixed(1);
}
