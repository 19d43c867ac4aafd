import { expect, test } from 'vitest';
import { HandBench } from './by-hand.ts';
import { TestbedError } from './errors.ts';
import type { Testbed } from './testbed.ts';

/** The parts of a testbed that are used before the first call; its SDK refuses its configuration. */
function misfit(done: string[]): Testbed {
  const parts = {
    prepareProbe: async () => void done.push('prepared'),
    gateway: { arrange: async () => void done.push('arranged') },
    configureSubject: async () => {
      throw new TestbedError('PROBE_APK', 'no such method');
    },
    [Symbol.asyncDispose]: async () => void done.push('taken down'),
  };
  return parts as unknown as Testbed;
}

test('an SDK that cannot be configured leaves no testbed behind', async () => {
  const done: string[] = [];
  await expect(HandBench.over(misfit(done))).rejects.toThrow('no such method');
  expect(done).toEqual(['prepared', 'arranged', 'taken down']);
});
