import { expect, test } from 'vitest';
import { CleanupStack } from './cleanup-stack.ts';

test('runs every step in reverse order, also when one fails, and only once', async () => {
  const done: string[] = [];
  const stack = new CleanupStack();
  stack.defer(async () => void done.push('first'));
  stack.defer(() => Promise.reject(new Error('no')));
  stack.defer(async () => void done.push('last'));
  const run = stack.run();
  await expect(run).rejects.toMatchObject({ name: 'CleanupError', message: 'clean-up failed: Error: no' });
  await expect(stack.run()).rejects.toThrow('no');
  expect(done).toEqual(['last', 'first']);
});

test('what is opened after the clean-up has begun is cleaned up too, before it is over', async () => {
  const done: string[] = [];
  const stack = new CleanupStack();
  await stack.run();
  stack.defer(async () => void done.push('late'));
  await stack.run();
  expect(done).toEqual(['late']);
});
