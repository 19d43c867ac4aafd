import { readFile } from 'node:fs/promises';
import { isAlive } from './process-alive.ts';

/** A process and the moment of its start, which tells it from a later process with the same number. */
export interface ProcessMark {
  readonly pid: number;
  /** Clock ticks from the boot of the machine to the start; null where the system does not say. */
  readonly startTicks: string | null;
}

/** The place of `starttime` after the name of the command in /proc/PID/stat (proc(5), field 22). */
const START_FIELD = 19;

export async function markOf(pid: number): Promise<ProcessMark> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { pid, startTicks: fields[START_FIELD] ?? null };
}

export function formatMark({ pid, startTicks }: ProcessMark): string {
  return startTicks === null ? String(pid) : `${pid} ${startTicks}`;
}

/** null for a text that is no mark. */
export function parseMark(text: string): ProcessMark | null {
  const [pid = '', startTicks = null] = text.trim().split(' ');
  return /^[1-9]\d*$/.test(pid) ? { pid: Number(pid), startTicks } : null;
}

/** True while the very process runs. */
export async function isRunning(mark: ProcessMark): Promise<boolean> {
  if (!isAlive(mark.pid)) {
    return false;
  }
  const { startTicks } = await markOf(mark.pid);
  return mark.startTicks === null || startTicks === null || mark.startTicks === startTicks;
}
