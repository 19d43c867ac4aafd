import type { LogBuffer, LogEntry } from '../device.ts';

/** A phone's buffers are bounded in bytes; 20,000 lines are about as much as its default 5 MiB hold. */
const defaultCapacity = 20_000;

/** The device log in memory: the newest entries stay, the oldest go. */
export function createLogBuffer(capacity = defaultCapacity): LogBuffer {
  if (!Number.isInteger(capacity) || capacity < 1) {
    throw new RangeError(`A log buffer holds at least one entry, asked for ${capacity}.`);
  }
  const ring = new Ring(capacity);
  const listeners = new Set<(entry: LogEntry) => void>();
  return {
    append(entry) {
      ring.push(entry);
      for (const listener of [...listeners]) {
        listener(entry);
      }
    },
    entries: () => ring.toArray(),
    clear: () => ring.clear(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

class Ring {
  private readonly capacity: number;
  private slots: LogEntry[] = [];
  private oldest = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  push(entry: LogEntry): void {
    if (this.slots.length < this.capacity) {
      this.slots.push(entry);
      return;
    }
    this.slots[this.oldest] = entry;
    this.oldest = (this.oldest + 1) % this.capacity;
  }

  toArray(): LogEntry[] {
    return [...this.slots.slice(this.oldest), ...this.slots.slice(0, this.oldest)];
  }

  clear(): void {
    this.slots = [];
    this.oldest = 0;
  }
}
