import type { LogBuffer, LogEntry } from '../device.ts';

/** The log entry that a JVM sent. */
export function logEntryOf(data: Readonly<Record<string, unknown>>): LogEntry {
  const priority = Number(data['priority']);
  return {
    seconds: Number(data['seconds']),
    nanos: Number(data['nanos']),
    pid: Number(data['pid']),
    tid: Number(data['tid']),
    priority: isPriority(priority) ? priority : 4,
    tag: String(data['tag']),
    message: String(data['message']),
  };
}

/** Appends an entry of the handset itself. */
export function writeLog(log: LogBuffer, line: Pick<LogEntry, 'priority' | 'tag' | 'message'>): void {
  const now = Date.now();
  const { pid } = process;
  log.append({ seconds: Math.floor(now / 1000), nanos: (now % 1000) * 1_000_000, pid, tid: pid, ...line });
}

function isPriority(value: number): value is LogEntry['priority'] {
  return Number.isInteger(value) && value >= 2 && value <= 7;
}
