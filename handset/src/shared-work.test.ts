import { expect, test } from 'vitest';
import { SharedWork } from './shared-work.ts';

test('work of one key is done once at a time, that of others beside it', async () => {
  const shared = new SharedWork<number>();
  let begun = 0;
  const begin = async (): Promise<number> => {
    begun += 1;
    const mine = begun;
    await new Promise(setImmediate);
    return mine;
  };
  expect(await Promise.all([shared.of('a', begin), shared.of('a', begin), shared.of('b', begin)])).toEqual([1, 1, 2]);
  expect(await shared.of('a', begin)).toBe(3);
});

test('a failure is told to whoever waits, and the next one begins anew', async () => {
  const shared = new SharedWork<string>();
  const fail = async (): Promise<string> => {
    await new Promise(setImmediate);
    throw new Error('no room');
  };
  const both = await Promise.allSettled([shared.of('a', fail), shared.of('a', async () => 'never')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await shared.of('a', async () => 'done')).toBe('done');
});
