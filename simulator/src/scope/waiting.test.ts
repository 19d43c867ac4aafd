import { expect, test } from 'vitest';
import { Journal } from './journal.ts';
import { waitFor } from './waiting.ts';

test('a timeout that cannot be described refuses the wait, and ends no process', async () => {
  const waiting = waitFor(
    { id: 'default', journal: new Journal() },
    {
      timeoutMs: 1,
      look: () => undefined,
      describeMissing: () => {
        throw new TypeError('no description');
      },
      after: undefined,
    },
  );
  await expect(waiting).rejects.toThrow('no description');
});
