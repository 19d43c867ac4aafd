import { expect, test } from 'vitest';
import type { Mutation } from './mutation-table.ts';
import { selectMutations } from './selection.ts';

const TABLE = Array.from(
  { length: 100 },
  (_, index): Mutation => ({
    number: index + 1,
    class: `com.cmic.gen.sdk.${index < 50 ? 'flow.Call' : 'net.Limit'}`,
    method: 'run',
    file: 'File.java',
    line: index,
    operator: 'call-removed',
    ordinal: index,
    once: false,
    description: 'a call is not made',
  }),
);

test('a part of the SDK is named by its folder or class', () => {
  expect(selectMutations(TABLE, { only: 'flow/', seed: 1 })).toHaveLength(50);
  expect(selectMutations(TABLE, { only: 'net/Limit', seed: 1 })).toHaveLength(50);
});

test('a sample is the same for the same seed, in the order of the table, and another for another seed', () => {
  const first = selectMutations(TABLE, { sample: 10, seed: 7 });
  expect(first).toEqual(selectMutations(TABLE, { sample: 10, seed: 7 }));
  expect(first).toEqual(first.toSorted((a, b) => a.number - b.number));
  expect(selectMutations(TABLE, { sample: 10, seed: 8 })).not.toEqual(first);
});

test('an empty selection is refused', () => {
  expect(() => selectMutations(TABLE, { only: 'nowhere/', seed: 1 })).toThrow(/no mutation lies in nowhere/);
});
