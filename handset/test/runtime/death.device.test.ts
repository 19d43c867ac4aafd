import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { missingForSample, SAMPLE, SampleHandset } from '../support/sample-handset.ts';

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
});
