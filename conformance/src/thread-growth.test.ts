import { expect, test } from 'vitest';
import { settledThreads, threadGrowth } from './thread-growth.ts';

test('threads that differ by a number alone are of one kind, and the most numerous kind comes first', () => {
  const before = ['main', 'pool-1'];
  const after = ['main', 'pool-1', 'pool-2', 'call-1', 'call-2', 'call-3'];
  expect(threadGrowth(before, after)).toEqual([
    ['call-#', 3],
    ['pool-#', 1],
  ]);
});

test('a thread that ends in time is not there any more', async () => {
  const lists = [['main', 'call'], ['main']];
  const probe = { threadNames: async () => lists.shift() ?? ['main'] };
  expect(await settledThreads(probe, ['main'])).toEqual(['main']);
});
