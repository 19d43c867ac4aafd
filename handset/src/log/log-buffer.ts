import type { LogBuffer, LogEntry } from '../device.ts';

/** A phone bounds its buffers in bytes. Its default of 5 MiB holds about 20,000 lines. */
const DEFAULT_CAPACITY = 20_000;

/** The device log in memory. When it is full, a new entry replaces the oldest. */
export function createLogBuffer(capacity = DEFAULT_CAPACITY): LogBuffer {
  if (!Number.isInteger(capacity) || capacity < 1) {
    throw new RangeError(`A log buffer holds at least one entry; ${capacity} were requested.`);
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

/** A bounded queue that overwrites its oldest entry. */
class Ring {
  readonly #capacity: number;
  #slots: LogEntry[] = [];
  #oldest = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  push(entry: LogEntry): void {
    if (this.#slots.length < this.#capacity) {
      this.#slots.push(entry);
      return;
    }
    this.#slots[this.#oldest] = entry;
    this.#oldest = (this.#oldest + 1) % this.#capacity;
  }

  toArray(): LogEntry[] {
    return [...this.#slots.slice(this.#oldest), ...this.#slots.slice(0, this.#oldest)];
  }

  clear(): void {
    this.#slots = [];
    this.#oldest = 0;
  }
}
