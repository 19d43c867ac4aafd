import { expect, test } from 'vitest';
import { processFacts, usedTime } from './process-facts.ts';

test('a process that runs has memory, threads and times', () => {
  const facts = processFacts(process.pid);
  expect(facts.residentKib).toBeGreaterThan(10_000);
  expect(facts.virtualKib).toBeGreaterThan(facts.residentKib);
  expect(facts.threads).toContain(process.pid);
  expect(facts.userTicks).toBeGreaterThan(0);
});

test('one that has ended has none', () => {
  expect(processFacts(0x7fff_ffff)).toEqual({ residentKib: 0, virtualKib: 0, threads: [], userTicks: 0, systemTicks: 0 });
});

test('used time is in hours, minutes and seconds', () => {
  expect(usedTime({ ...processFacts(process.pid), userTicks: 366_100, systemTicks: 100 })).toBe('01:01:02');
});
