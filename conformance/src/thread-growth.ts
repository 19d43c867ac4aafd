import type { ProbeThread } from './probe/messages.ts';
import type { Probe } from './probe/probe.ts';
import { until } from './wait.ts';

/** A thread that ends with its call has ended by then. */
const END_MS = 2_000;

type Threads = readonly ProbeThread[];

export function newThreads(before: Threads, after: Threads): Threads {
  const known = new Set(before.map(({ id }) => id));
  return after.filter(({ id }) => !known.has(id));
}

/** The app's threads, once there are no more than so many new ones or the time is over. */
export async function settledThreads(probe: Pick<Probe, 'threads'>, before: Threads, atMost: number): Promise<Threads> {
  const settled = await until(async () => {
    const threads = await probe.threads();
    return newThreads(before, threads).length <= atMost ? { threads } : null;
  }, END_MS);
  return settled?.threads ?? probe.threads();
}

/** The names, alike but for numbers in them, and how many of each; the most numerous first. */
export function threadKinds(threads: Threads): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { name } of threads) {
    const kind = name.replaceAll(/\d+/g, '#');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a);
}
