import { expect, test } from 'vitest';
import { eachWithPauses, groupsWithPauses, inSlices, Slice } from './slices.ts';

/** Keeps the process for so long. */
function work(ms: number): void {
  const until = performance.now() + ms;
  let now = performance.now();
  while (now < until) {
    now = performance.now();
  }
}

/** Turns that everybody else has meanwhile. */
async function turnsDuring(run: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) {
      setImmediate(count);
    }
  };
  setImmediate(count);
  await run();
  isOver = true;
  return turns;
}

const ITEMS = Array.from({ length: 30 }, (_, at) => at);

test.each<[string, () => Promise<unknown>]>([
  [
    'a generator',
    () =>
      inSlices(
        (function* working() {
          for (const _ of ITEMS) {
            work(2);
            yield;
          }
        })(),
      ),
  ],
  ['promises that are settled already', () => eachWithPauses(ITEMS, async () => work(2))],
  [
    'a loop of its own',
    async () => {
      const slice = new Slice();
      for (const _ of ITEMS) {
        work(2);
        await slice.pause();
      }
    },
  ],
])('others have a turn every ten milliseconds during %s', async (_title, run) => {
  // 60 ms; a busy machine makes slices fewer, not none.
  expect(await turnsDuring(run)).toBeGreaterThanOrEqual(3);
});

test('items are begun in their order, as many at once as asked, and the first failure ends it with its group', async () => {
  const [begun, ended]: [number[], number[]] = [[], []];
  let most = 0;
  const run = groupsWithPauses(ITEMS, 8, async (item) => {
    begun.push(item);
    most = Math.max(most, begun.length - ended.length);
    await new Promise((resolve) => setImmediate(resolve));
    ended.push(item);
    if (item === 10 || item === 12) {
      throw new Error(`of ${item}`);
    }
  });
  await expect(run).rejects.toThrow('of 10');
  expect(most).toBe(8);
  expect(begun).toEqual(ITEMS.slice(0, 16));
  expect(ended).toHaveLength(16);
});
