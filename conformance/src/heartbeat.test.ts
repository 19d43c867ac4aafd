import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { type FakeProbe, startFakeProbe } from '../test/fake-probe.ts';
import { Heartbeat } from './heartbeat.ts';
import { Probe } from './probe/probe.ts';

let fake: FakeProbe | null = null;
let probe: Probe | null = null;

afterEach(async () => {
  probe?.disconnect();
  await fake?.[Symbol.asyncDispose]();
});

/** A probe whose clock answers after so many milliseconds; null: not at all. */
async function probeWith(delays: readonly (number | null)[]): Promise<Probe> {
  let asked = 0;
  fake = await startFakeProbe(async (method) => {
    if (method !== 'clock') {
      return { result: { protocol: '1.0', package: 'app.quhao.probe' } };
    }
    const delay = delays[Math.min(asked++, delays.length - 1)] ?? 60_000;
    await pause(delay, undefined, { ref: false });
    return { result: { elapsedRealtimeNanos: '1', currentTimeMillis: 1 } };
  });
  probe = await Probe.connect(fake);
  return probe;
}

test('a probe that answers its clock stands still nowhere', async () => {
  const heartbeat = Heartbeat.start(await probeWith([1]));
  await pause(500);
  const report = heartbeat.stop();
  expect(report.beats).toBeGreaterThan(1);
  expect(report.longestStillMs).toBeLessThan(400);
  expect(report.cores).toBeGreaterThan(0);
});

test('an answer that was late is a standstill', async () => {
  const heartbeat = Heartbeat.start(await probeWith([1, 600, 1]));
  await pause(1_200);
  const { longestStillMs, stillMs } = heartbeat.stop();
  expect(longestStillMs).toBeGreaterThan(550);
  expect(stillMs).toBeGreaterThan(550);
});

test('an answer that is still out is a standstill too', async () => {
  const heartbeat = Heartbeat.start(await probeWith([1, null]));
  await pause(1_000);
  expect(heartbeat.isSilent).toBe(false);
  expect(heartbeat.stop().longestStillMs).toBeGreaterThan(500);
});

test('a new process is asked from the moment on at which it is there', async () => {
  const heartbeat = Heartbeat.start(await probeWith([1]));
  probe?.disconnect();
  await fake?.[Symbol.asyncDispose]();
  heartbeat.follow(await probeWith([1]));
  const before = heartbeat.report().beats;
  await expect.poll(() => heartbeat.report().beats, { timeout: 10_000 }).toBeGreaterThan(before);
  heartbeat.stop();
});
