import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type FakeProbe, startFakeProbe } from '../test/fake-probe.ts';
import { AdbError } from './adb/adb-error.ts';
import { type AppAfterError, crashBehind } from './crash.ts';
import { Probe } from './probe/probe.ts';
import { ProbeError } from './probe/probe-error.ts';

let fake: FakeProbe | null = null;
let probe: Probe | null = null;

afterEach(async () => {
  probe?.disconnect();
  await fake?.[Symbol.asyncDispose]();
});

interface App {
  readonly clockAnswers?: boolean;
  readonly ending?: string | null;
  readonly log?: readonly string[];
}

async function app({ clockAnswers = true, ending = null, log = [] }: App): Promise<AppAfterError> {
  fake = await startFakeProbe(async (method) => {
    if (method !== 'handshake' && !clockAnswers) {
      await pause(60_000, undefined, { ref: false });
    }
    return { result: { protocol: '1.0', package: 'p', elapsedRealtimeNanos: '1', currentTimeMillis: 1 } };
  });
  probe = await Probe.connect(fake);
  return { probe, device: { log: async () => log }, processEnd: async () => ending };
}

const HANGS = new ProbeError('HANGS', 'the probe did not answer call within 15000 ms');
const GONE = new ProbeError('GONE', 'the connection to the probe was closed');
const CRASHED = 'INSTRUMENTATION_RESULT: shortMsg=Process crashed.';

describe('an app that answers no more', () => {
  test('hangs by its main thread where its clock still answers: the subject', async () => {
    expect(await crashBehind(HANGS, await app({}), false)).toMatch(/^the app's main thread hangs: the probe did not answer call/);
  });

  test('stands still as a whole where its clock does not: the bench', async () => {
    await expect(crashBehind(HANGS, await app({ clockAnswers: false }), false)).rejects.toMatchObject({
      code: 'HANGS',
      message: expect.stringContaining('the whole app stands still') as string,
    });
    await expect(crashBehind(HANGS, await app({}), true)).rejects.toMatchObject({ code: 'HANGS' });
  });

  test('has crashed where the log has its exception: the subject', async () => {
    const log = ['E AndroidRuntime: FATAL EXCEPTION: main', 'E AndroidRuntime: java.lang.IllegalStateException: no'];
    expect(await crashBehind(GONE, await app({ ending: CRASHED, log }), false)).toBe(
      'java.lang.IllegalStateException: no (FATAL EXCEPTION: main)',
    );
  });

  test('was killed where neither log nor instrumentation has a reason: the bench', async () => {
    await expect(crashBehind(GONE, await app({ ending: CRASHED }), false)).rejects.toMatchObject({ code: 'KILLED' });
  });

  test('is still there: the bench', async () => {
    await expect(crashBehind(GONE, await app({}), false)).rejects.toBe(GONE);
  });
});

test('any other error is thrown on', async () => {
  const error = new AdbError('SHELL', 'no device');
  await expect(crashBehind(error, await app({}), false)).rejects.toBe(error);
});
