import { systemClock } from '../clock.ts';

/** How long lengthy work goes on before everybody else has a turn. */
const SLICE_NANOS = 10_000_000n;

/** Does work that pauses at its `yield`s, so that it never keeps the process to itself. */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  let began = systemClock.monotonicNanos();
  for (;;) {
    const { done, value } = work.next();
    if (done === true) {
      return value;
    }
    if (systemClock.monotonicNanos() - began > SLICE_NANOS) {
      await systemClock.nextTurn();
      began = systemClock.monotonicNanos();
    }
  }
}

/** Does something with each item in turn, never for longer than a slice. */
export async function eachWithPauses<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<void> {
  let began = systemClock.monotonicNanos();
  for (const item of items) {
    // A promise that is settled already lets nobody else have a turn.
    await act(item);
    if (systemClock.monotonicNanos() - began > SLICE_NANOS) {
      await systemClock.nextTurn();
      began = systemClock.monotonicNanos();
    }
  }
}
