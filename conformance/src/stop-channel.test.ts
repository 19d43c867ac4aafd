import { expect, test } from 'vitest';
import { onStop, requestStop } from './stop-channel.ts';

test('a stop that is asked for runs first, is answered, and then the thread ends', async () => {
  const done: string[] = [];
  onStop(
    'test-stop',
    async () => void done.push('stop'),
    () => done.push('end'),
  );
  await requestStop('test-stop', 5_000);
  expect(done).toEqual(['stop', 'end']);
});

test('a thread that does not answer is not waited for', async () => {
  const from = performance.now();
  await requestStop('test-nobody', 100);
  expect(performance.now() - from).toBeLessThan(2_000);
});
