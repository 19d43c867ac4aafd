import { describe, expect, it } from 'vitest';
import { describeEnd } from './process-end.ts';

describe('the end of a process', () => {
  it.each([
    [{ code: null, signal: 'SIGKILL', crashed: false }, 'has died: signal 9 (SIGKILL)'],
    [{ code: null, signal: 'SIGTERM', crashed: false }, 'has died: signal 15 (SIGTERM)'],
    [{ code: 137, signal: null, crashed: false }, 'has died: signal 9 (SIGKILL)'],
    [{ code: 0, signal: null, crashed: false }, 'has died'],
    [{ code: 3, signal: null, crashed: false }, 'has died: exit code 3'],
    [{ code: 1, signal: null, crashed: true }, 'has crashed'],
  ] as const)('%o %s', (end, words) => {
    expect(describeEnd(end)).toBe(words);
  });
});
