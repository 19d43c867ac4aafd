import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { missingForSample, SAMPLE, SampleHandset } from '../support/sample-handset.ts';

/** What the activities of a task log that is started again, from the top. */
const REVIVED = [
  `FlowTopActivity = onCreate 2 android-app://${SAMPLE} ComponentInfo{${SAMPLE}/${SAMPLE}.FlowActivity}`,
  'FlowTopActivity = onStart',
  'FlowTopActivity = onResume',
  'FlowTopActivity = onPause',
  'FlowTopActivity = onNewIntent end',
  'FlowTopActivity = onResume',
  'FlowTopActivity = onPause',
  'FlowActivity = onCreate 2 android-app://com.android.shell null',
  'FlowActivity = onStart',
  'FlowActivity = onActivityResult 3 7',
  'FlowActivity = onResume',
];

const missing = await missingForSample();

describe.skipIf(missing !== null)(`the end of a process${missing === null ? '' : ` (skipped: ${missing} is absent)`}`, () => {
  let sample: SampleHandset;
  let pid: number;

  beforeAll(async () => {
    sample = await SampleHandset.start('death');
  });

  afterAll(() => sample?.close());

  beforeEach(async () => {
    await sample.open('DeathActivity');
    pid = Number(await sample.shell('pidof', SAMPLE));
    await sample.shell('logcat', '-c');
  });

  /** What the activity manager logs about the process. */
  function end(): Promise<readonly string[]> {
    return sample.logged('ActivityManager');
  }

  it('by kill -9 is logged as a death with its signal, not as a crash', async () => {
    process.kill(pid, 'SIGKILL');
    await expect.poll(end, { timeout: 10_000 }).toEqual([`Process ${SAMPLE} (pid ${pid}) has died: signal 9 (SIGKILL)`]);
    expect(await sample.logged('AndroidRuntime')).toEqual([]);
  });

  it('by its own killProcess is the same', async () => {
    await sample.tap('Kill');
    await expect.poll(end, { timeout: 10_000 }).toEqual([`Process ${SAMPLE} (pid ${pid}) has died: signal 9 (SIGKILL)`]);
  });

  it('by an exception is logged as a crash', async () => {
    await sample.tap('Throw');
    await expect.poll(end, { timeout: 10_000 }).toEqual([`Process ${SAMPLE} (pid ${pid}) has crashed`]);
    expect((await sample.logged('AndroidRuntime')).join()).toContain('IllegalStateException: on purpose');
  });

  it('in the background keeps the task with its state, and brings services back that want it', async () => {
    await sample.open('FlowActivity', '--ez', 'next', 'true');
    await sample.shell('am', 'startservice', '-n', `${SAMPLE}/.WorkService`);
    await expect.poll(() => sample.logged()).toContain('service = start 1 0 null');
    await sample.shell('am', 'startservice', '-n', `${SAMPLE}/.WorkService`, '--es', 'do', 'again');
    await sample.shell('am', 'kill', SAMPLE);
    expect(await sample.shell('pidof', SAMPLE)).toBe(`${pid}\n`);
    await expect.poll(() => sample.logged()).toContain('service = start 2 0 again');
    await sample.shell('input', 'keyevent', 'HOME');
    await expect.poll(() => sample.logged()).toContain('FlowTopActivity = onStop');
    await sample.shell('logcat', '-c');
    await sample.shell('am', 'kill', SAMPLE);
    await expect.poll(() => sample.logged(), { timeout: 60_000 }).toContain('service = start 1 1 again');
    expect(await end()).toEqual([
      `Process ${SAMPLE} (pid ${pid}) has died`,
      `Scheduling restart of crashed service ${SAMPLE}/.WorkService in 1000ms for start-requested`,
    ]);
    // The task begins with DeathActivity, so that this start brings it to the front.
    expect(await sample.open('DeathActivity')).toContain('Status: ok');
    await sample.open('FlowTopActivity', '--es', 'say', 'end');
    await expect.poll(() => sample.logged()).toContain('FlowActivity = onActivityResult 3 7');
    expect((await sample.logged()).filter((line) => line.startsWith('Flow')).slice(0, REVIVED.length)).toEqual(REVIVED);
    await sample.shell('am', 'force-stop', SAMPLE);
    await sample.shell('logcat', '-c');
    await sample.open('DeathActivity');
    expect(await sample.shell('dumpsys', 'activity')).not.toContain('FlowActivity');
  });
});
