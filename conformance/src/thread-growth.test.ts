import { expect, test } from 'vitest';
import { newThreads, settledThreads, threadKinds } from './thread-growth.ts';

const MAIN = { id: 1, name: 'main' };

test('threads are known by their ids: one that has ended hides none that came', () => {
  const before = [MAIN, { id: 2, name: 'pool-1' }];
  const after = [MAIN, { id: 3, name: 'pool-1' }];
  expect(newThreads(before, after)).toEqual([{ id: 3, name: 'pool-1' }]);
});

test('threads that differ by a number alone are of one kind, and the most numerous kind comes first', () => {
  const threads = ['pool-2', 'call-1', 'call-2', 'call-3'].map((name, id) => ({ id, name }));
  expect(threadKinds(threads)).toEqual([
    ['call-#', 3],
    ['pool-#', 1],
  ]);
});

test('a thread that ends in time is not there any more', async () => {
  const lists = [[MAIN, { id: 2, name: 'call' }], [MAIN]];
  const probe = { threads: async () => lists.shift() ?? [MAIN] };
  expect(await settledThreads(probe, [MAIN], 0)).toEqual([MAIN]);
});
