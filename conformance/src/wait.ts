import { setTimeout as pause } from 'node:timers/promises';

/** The suite's only clock. Verdicts never use it: times that are judged come from the device. */

/** CLOCK_MONOTONIC of this machine, nanoseconds. */
export function hostNanos(): bigint {
  return process.hrtime.bigint();
}

export function elapsedMs(since: bigint): number {
  return Number(process.hrtime.bigint() - since) / 1e6;
}

const POLL_MS = 20;

/**
 * Calls `read` until it returns something other than null, or the time is over (then null).
 * For states that no event announces; where there is an event, wait for the event.
 */
export async function until<T>(read: () => Promise<T | null>, timeoutMs: number): Promise<T | null> {
  const start = hostNanos();
  for (;;) {
    const value = await read();
    if (value !== null) {
      return value;
    }
    if (elapsedMs(start) >= timeoutMs) {
      return null;
    }
    await pause(POLL_MS);
  }
}

/** A time in which nothing must happen. */
export async function pauseUntilQuiet(ms: number): Promise<void> {
  await pause(Math.max(0, ms));
}

/** Waits, and no longer than until the signal aborts. */
export async function pauseUnless(signal: AbortSignal, ms: number): Promise<void> {
  await pause(ms, undefined, { signal }).catch((error: Error) => {
    if (error.name !== 'AbortError') {
      throw error;
    }
  });
}

/** Rejects with `late()` when `work` has not settled in time. The work itself goes on; its owner ends it. */
export async function within<T>(work: Promise<T>, timeoutMs: number, late: () => Error): Promise<T> {
  const ended = new AbortController();
  const alarm = pause(timeoutMs, undefined, { signal: ended.signal }).then(
    () => {
      throw late();
    },
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([work, alarm]);
  } finally {
    ended.abort();
  }
}

/** The name of a run's folder in local time: `2026-11-23T12-00-07`. */
export function runStamp(now: Date = new Date()): string {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19).replaceAll(':', '-');
}

/** This machine's clock, in epoch milliseconds. */
export function epochMs(): number {
  return Date.now();
}

export function isoNow(): string {
  return new Date().toISOString();
}

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** `yyyyMMddHHmmssSSS` in Asia/Shanghai (wire.md §0), which has had no daylight saving since 1991. */
export function operatorStamp(now: Date = new Date()): string {
  return new Date(now.getTime() + SHANGHAI_OFFSET_MS).toISOString().replaceAll(/\D/g, '');
}
