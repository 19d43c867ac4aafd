import { expect, test } from 'vitest';
import type { LogEntry } from '../device.ts';
import { createLogBuffer } from './log-buffer.ts';

function entry(message: string): LogEntry {
  return { seconds: 1, nanos: 0, pid: 1, tid: 1, priority: 4, tag: 't', message };
}

test('holds the newest entries in order and drops the oldest', () => {
  const log = createLogBuffer(3);
  for (const message of ['a', 'b', 'c', 'd', 'e']) {
    log.append(entry(message));
  }
  expect(log.entries().map((each) => each.message)).toEqual(['c', 'd', 'e']);
});

test('is empty after clear and fills again', () => {
  const log = createLogBuffer(2);
  for (const message of ['a', 'b', 'c']) {
    log.append(entry(message));
  }
  log.clear();
  expect(log.entries()).toEqual([]);
  log.append(entry('d'));
  expect(log.entries().map((each) => each.message)).toEqual(['d']);
});

test('calls subscribers until they unsubscribe', () => {
  const log = createLogBuffer();
  const received: string[] = [];
  const unsubscribe = log.subscribe((each) => received.push(each.message));
  log.append(entry('a'));
  unsubscribe();
  log.append(entry('b'));
  expect(received).toEqual(['a']);
});

test('refuses a capacity of 0', () => {
  expect(() => createLogBuffer(0)).toThrow(/at least one entry/);
});
