import type { BenchReport } from './observations.ts';

/** Threads that want to run, for each core: more than this is load. */
const LOADED = 1.5;

/** The bench was too busy for a late event to be the subject's. */
export function isLoaded({ stillMs, runnable, cores }: BenchReport): boolean {
  return stillMs > 0 || (runnable !== null && runnable > LOADED * cores);
}

/** What stood still and how many threads wanted to run, for a reader. */
export function describeBench({ longestStillMs, runnable, cores }: BenchReport): string {
  const load = runnable === null ? [] : [`${runnable} threads wanted to run on ${cores} cores`];
  const still = longestStillMs === 0 ? [] : [`nothing answered for ${longestStillMs} ms`];
  return [...still, ...load].join(', ');
}
