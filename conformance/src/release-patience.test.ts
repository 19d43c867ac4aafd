import { expect, test } from 'vitest';
import { noteLeft, releasePatience } from './release-patience.ts';

test('what a subject has left behind once is not waited for as long again, of another subject it is', () => {
  const testbed = {};
  const first = releasePatience(testbed, 'leaves');
  noteLeft(testbed, 'leaves');
  expect(releasePatience(testbed, 'leaves')).toBeLessThan(first);
  expect(releasePatience(testbed, 'another')).toBe(first);
  expect(releasePatience({}, 'leaves')).toBe(first);
});
