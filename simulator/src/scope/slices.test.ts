import { expect, test } from 'vitest';
import { eachWithPauses, inSlices, Slice } from './slices.ts';

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
