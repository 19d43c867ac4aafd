import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { missingForSample, SAMPLE, SampleHandset } from '../support/sample-handset.ts';

const OTHER = `${SAMPLE}:other`;
const STARTS_MS = 60_000;

const missing = await missingForSample();

describe.skipIf(missing !== null)(`processes of one app${missing === null ? '' : ` (skipped: ${missing} is absent)`}`, () => {
  let sample: SampleHandset;

  beforeAll(async () => {
    sample = await SampleHandset.start('processes');
  });

  afterAll(() => sample?.close());

  beforeEach(async () => {
    await sample.shell('am', 'force-stop', SAMPLE);
    await sample.shell('logcat', '-c');
    await sample.open('ProcessesActivity');
  });

  /** Starts the service in its process and waits for it. */
  async function startOther(): Promise<void> {
    await sample.tap('Start');
    await expect.poll(() => sample.logged(), { timeout: STARTS_MS }).toContain('other service = start this');
  }

  async function pidOf(process: string): Promise<string> {
    return (await sample.shell('pidof', process).catch(() => '')).trim();
  }

  it('a service with a process of its own runs there, with its Application and providers', async () => {
    await startOther();
    const log = await sample.logged();
    expect(log).toContain(`activity = ${SAMPLE}`);
    expect(log).toContain(`start = ComponentInfo{${SAMPLE}/${SAMPLE}.OtherService}`);
    expect(log).toContain(`other service = created 1 in ${OTHER}`);
    expect(log).toContain(`other processes = [${OTHER} true]`);
    expect(log.filter((line) => line.startsWith('other provider'))).toEqual([`other provider = ${OTHER}`]);
    const pids = [await pidOf(SAMPLE), await pidOf(OTHER)];
    expect(new Set(pids.filter((pid) => pid !== '')).size).toBe(2);
    expect(await sample.shell('cat', `/proc/${pids[1]}/cmdline`)).toBe(`${OTHER}\0`);
  });

  it('its broadcast reaches a receiver that the other process has registered', async () => {
    await startOther();
    await expect.poll(() => sample.logged()).toContain(`heard = ${OTHER}`);
  });

  it('the service is stopped from the other process, and force-stop ends both', async () => {
    await startOther();
    await sample.tap('Stop');
    await expect.poll(() => sample.logged()).toContain('other service = destroyed');
    expect(await sample.logged()).toContain('stop = true');
    await sample.shell('am', 'force-stop', SAMPLE);
    expect([await pidOf(SAMPLE), await pidOf(OTHER)]).toEqual(['', '']);
  });

  it('a process that dies takes only its own components along; its sticky service comes back in it', async () => {
    await startOther();
    const before = [await pidOf(SAMPLE), await pidOf(OTHER)];
    await sample.shell('logcat', '-c');
    await sample.tap('Die');
    await expect.poll(() => sample.logged(), { timeout: STARTS_MS }).toContain('other service = start null');
    expect(await sample.logged('ActivityManager')).toEqual([
      `Process ${OTHER} (pid ${before[1]}) has died: signal 9 (SIGKILL)`,
      `Scheduling restart of crashed service ${SAMPLE}/.OtherService in 1000ms for start-requested`,
    ]);
    expect(await pidOf(SAMPLE)).toBe(before[0]);
    expect(await pidOf(OTHER)).not.toBe(before[1]);
  });

  it('a receiver of the manifest is started in its process, for the app and for the shell, once each', async () => {
    await sample.tap('Broadcast');
    await expect.poll(() => sample.logged(), { timeout: STARTS_MS }).toContain(`other receiver = ${OTHER} null`);
    await sample.shell('am', 'broadcast', '-a', 'sample.TO_OTHER', '-p', SAMPLE);
    await expect.poll(() => sample.logged()).toContain(`other receiver = ${OTHER} sample.TO_OTHER`);
    await sample.shell('am', 'broadcast', '-a', 'sample.TO_OTHER', '-f', '0x01000000');
    await expect.poll(async () => (await sample.logged()).filter((line) => line.endsWith('sample.TO_OTHER')).length).toBe(2);
  });

  it.each([
    ['Bind', 'bind', `Context.bindService(${SAMPLE}/.OtherService)`],
    ['Open', 'open', `Context.startActivity(${SAMPLE}/.OtherActivity)`],
    ['Query', 'query', `ContentResolver.query(${SAMPLE}/.OtherProvider)`],
    ['Schedule', 'schedule', `JobScheduler.schedule(${SAMPLE}/.OtherJob)`],
  ])('what needs a connection between two processes is refused by name: %s', async (button, name, call) => {
    await sample.tap(button);
    const what = `not supported: ${call}, which has android:process=${OTHER}`;
    await expect.poll(() => sample.logged()).toContain(`${name} = UnsupportedOperationException: quhao: ${what}`);
    expect((await sample.logged('quhao')).filter((line) => line.startsWith(what))).toHaveLength(1);
    expect(await pidOf(OTHER)).toBe('');
  });

  it('am start of such an activity is refused with the reason', async () => {
    const answer = await sample.open('OtherActivity').catch((error: unknown) => String(error));
    expect(answer).toContain(`quhao: not supported: am start(${SAMPLE}/.OtherActivity), which has android:process=${OTHER}`);
  });
});
