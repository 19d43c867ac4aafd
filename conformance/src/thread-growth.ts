import type { Probe } from './probe/probe.ts';
import { until } from './wait.ts';

/** A thread that ends with its call has ended by then. */
const END_MS = 2_000;

/** The names of the app's threads, once there are no more than before or the time is over. */
export async function settledThreads(probe: Pick<Probe, 'threadNames'>, before: readonly string[]): Promise<readonly string[]> {
  const settled = await until(async () => {
    const names = await probe.threadNames();
    return names.length <= before.length ? { names } : null;
  }, END_MS);
  return settled?.names ?? probe.threadNames();
}

/** The names that came, alike but for numbers in them, and how many of each; the most numerous first. */
export function threadGrowth(before: readonly string[], after: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  const count = (names: readonly string[], by: number): void => {
    for (const name of names) {
      const pattern = name.replaceAll(/\d+/g, '#');
      counts.set(pattern, (counts.get(pattern) ?? 0) + by);
    }
  };
  count(after, 1);
  count(before, -1);
  return [...counts].filter(([, more]) => more > 0).toSorted(([, a], [, b]) => b - a);
}
