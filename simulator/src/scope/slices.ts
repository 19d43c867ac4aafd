import { systemClock } from '../clock.ts';

/** How long lengthy work goes on before everybody else has a turn. */
const SLICE_NANOS = 10_000_000n;

/** The time of one piece of lengthy work. A promise that is settled already lets nobody else have a turn, however often it is awaited: `pause` does. */
export class Slice {
  #began = systemClock.monotonicNanos();

  get isOver(): boolean {
    return systemClock.monotonicNanos() - this.#began > SLICE_NANOS;
  }

  /** Lets everybody else have a turn where the slice is over. */
  async pause(): Promise<void> {
    if (this.isOver) {
      await systemClock.nextTurn();
      this.#began = systemClock.monotonicNanos();
    }
  }
}

/** Does work that pauses at its `yield`s, so that it never keeps the process to itself. */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  const slice = new Slice();
  for (;;) {
    const { done, value } = work.next();
    if (done === true) {
      return value;
    }
    if (slice.isOver) {
      await slice.pause();
    }
  }
}

/** Does something with each item in turn, never for longer than a slice. */
export async function eachWithPauses<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<void> {
  await groupsWithPauses(items, 1, act);
}

/**
 * Does something with each item, begun in their order and as many at once as `size` says: a store that is a round trip away takes a group in the time of one.
 * The first failure is thrown when its group has ended.
 */
export async function groupsWithPauses<T>(items: readonly T[], size: number, act: (item: T) => Promise<unknown>): Promise<void> {
  const slice = new Slice();
  for (let at = 0; at < items.length; at += size) {
    const ends = await Promise.allSettled(items.slice(at, at + size).map((item) => act(item)));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) {
      throw failed.reason;
    }
    await slice.pause();
  }
}
