import { expect, test } from 'vitest';
import type { LogEntry } from '../device.ts';
import { createLogBuffer } from './log-buffer.ts';

const entry = (message: string): LogEntry => ({ seconds: 1, nanos: 0, pid: 1, tid: 1, priority: 4, tag: 't', message });

test('keeps the newest entries in order and drops the oldest', () => {
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

test('tells subscribers until they leave', () => {
  const log = createLogBuffer();
  const heard: string[] = [];
  const leave = log.subscribe((each) => heard.push(each.message));
  log.append(entry('a'));
  leave();
  log.append(entry('b'));
  expect(heard).toEqual(['a']);
});

test('refuses a capacity of nothing', () => {
  expect(() => createLogBuffer(0)).toThrow(/at least one entry/);
});
