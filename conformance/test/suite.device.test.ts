import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHECKS } from '../src/catalogue.ts';
import type { Check } from '../src/check.ts';
import { Evidence } from '../src/evidence.ts';
import { LateCallbacks } from '../src/late-callbacks.ts';
import { type MutantRun, mutantResultOf, mutantRunsOf } from '../src/mutants.ts';
import { packageRoot } from '../src/package-root.ts';
import { InstalledProbe } from '../src/probe/installed-probe.ts';
import { readWords } from '../src/report/read-words.ts';
import type { RunReport } from '../src/report/run-report.ts';
import { writeReports } from '../src/report/write-reports.ts';
import { runCheck } from '../src/run-check.ts';
import { noteScrips } from '../src/scrip-digests.ts';
import { openTestbed, type Testbed } from '../src/testbed.ts';
import { type Outcome, summarize } from '../src/verdict.ts';
import { phoneDay } from './phone-day.ts';
import { requestsIn, secretsIn, textsIn } from './secret-search.ts';

const PROBE_APK = join(await packageRoot(), 'android-probe', 'build', 'probe.apk');
const MUTANTS = [
  'default-network',
  'no-cache',
  'token-before-consent',
  'callback-twice',
  'token-in-log',
  'scrip-in-log',
  'token-under-other-name-in-check',
];

let testbed: Testbed;
let evidence: Evidence;
let folder: string;
const outcomes: Outcome[] = [];

async function judged(check: Check, mutant: string | null): Promise<Outcome> {
  const outcome = await runCheck(check, testbed, { evidence, mutant, lateCallbacks });
  outcomes.push(outcome);
  return outcome;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-suite-'));
  evidence = new Evidence(folder);
  const root = await packageRoot();
  testbed = await openTestbed({
    serial: null,
    probeApk: PROBE_APK,
    cacheDir: join(root, '.quhao', 'handset-cache'),
    onProgress: () => undefined,
  });
});

afterAll(async () => {
  await testbed[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

describe('the device', () => {
  test('separates output, errors and exit code of a command', async () => {
    const { exitCode, stdout, stderr } = await testbed.device.shell('echo out; echo err >&2; exit 7');
    expect([exitCode, stdout.toString(), stderr]).toEqual([7, 'out\n', 'err\n']);
    await expect(testbed.device.run('exit 7')).rejects.toMatchObject({
      code: 'SHELL',
      message: expect.stringContaining('ended with 7') as string,
    });
  });

  test('delivers its screen as PNG, and its log', async () => {
    expect((await testbed.device.screencap()).readUInt32BE(16)).toBeGreaterThan(100);
    await testbed.device.run('log -t suite "a line of the suite"');
    expect((await testbed.device.log()).join('\n')).toContain('a line of the suite');
  });

  test('removes a reverse once', async () => {
    await testbed.device.reverse(43_219);
    await testbed.device.removeReverse(43_219);
    await expect(testbed.device.removeReverse(43_219)).rejects.toMatchObject({ code: 'REVERSE' });
  });
});

const lateCallbacks = new LateCallbacks();

describe('the suite', () => {
  const smoke = CHECKS.filter((check) => check.profile.includes('smoke'));

  test.each(smoke.map((check) => [check.id, check] as const))('%s passes on the reference SDK', async (_, check) => {
    const { verdict, headline } = await judged(check, null);
    expect(verdict, headline).toBe('pass');
  });

  const mutantRuns = mutantRunsOf(CHECKS, MUTANTS).map((run) => [run.mutant, run.check.id, run] as const);

  test.each(mutantRuns)('%s is killed by %s for the named reason', async (mutant, _, run) => {
    const { fate, reason } = mutantResultOf(run, '', await judged(run.check, mutant));
    expect(fate, reason).toBe('killed');
  });

  test('a canary that does not hold is a bench fault, and the subject is not called', async () => {
    const [check] = smoke as [Check];
    const canary = [{ canary: 'raw', bearer: 'cellular', target: 'ca', meets: 'eof' }] as const;
    const outcome = await runCheck({ ...check, canary }, testbed, { evidence, mutant: null, lateCallbacks });
    expect(outcome).toMatchObject({ verdict: 'env-error', headline: expect.stringContaining('Check the test bench') as string });
    expect(JSON.parse(await readFile(join(folder, check.id, 'observations.json'), 'utf8'))).toMatchObject({ calls: {} });
  });

  test('a process that am force-stop ends while it is judged is no verdict, and the check runs again in a new one', async () => {
    const [check] = smoke as [Check];
    const delay = { plane: 'bearer', operation: 'prefetch', effect: { kind: 'delay', ms: 1_000 } } as const;
    const delayed: Check = { ...check, arrange: { fault: delay }, canary: [] };
    const judged = runCheck(delayed, testbed, { evidence, mutant: null, lateCallbacks });
    await testbed.gateway.waitForRequest({ plane: 'bearer', operation: 'prefetch', after: 0 }, 10_000);
    await testbed.device.run(`am force-stop ${testbed.app.packageName}`);
    expect(await judged).toMatchObject({ verdict: 'pass', retried: expect.stringContaining('ended from outside') as string });
  });

  describe('READ_PHONE_STATE', () => {
    const PHONE_STATE = 'android.permission.READ_PHONE_STATE';
    const check = CHECKS.find(({ id }) => id === 'mapping-phone-state-refused-is-told') as Check;
    const prefetch = smoke.find(({ id }) => id.startsWith('prefetch-')) as Check;

    test('refused to an app that opted in is reported as 200005 by the reference SDK; a mutant that never calls back is killed', async () => {
      expect(await runCheck(check, testbed, { evidence, mutant: null, lateCallbacks })).toMatchObject({
        verdict: 'pass',
        headline: '200005, 1 callback',
      });
      const [run] = mutantRunsOf([check], ['permission-refused-untold']) as [MutantRun];
      expect(
        mutantResultOf(run, '', await runCheck(check, testbed, { evidence, mutant: 'permission-refused-untold', lateCallbacks }))
          .fate,
      ).toBe('killed');
    });

    test('granted meanwhile changes nothing else: the same process answers', async () => {
      await runCheck(check, testbed, { evidence, mutant: null, lateCallbacks });
      await testbed.device.run(`pm grant ${testbed.app.packageName} ${PHONE_STATE}`);
      const granted: Check = { ...check, canary: [], expect: [{ ...(check.expect[0] as object), accept: ['103000'] }] as never };
      expect(await runCheck(granted, testbed, { evidence, mutant: null, lateCallbacks })).toMatchObject({ headline: '103000' });
    });

    test('a row that does not ask for it runs in the app that does not', async () => {
      await runCheck(check, testbed, { evidence, mutant: null, lateCallbacks });
      expect((await testbed.probe.permissions()).requested).toContain(PHONE_STATE);
      expect((await runCheck(prefetch, testbed, { evidence, mutant: null, lateCallbacks })).verdict).toBe('pass');
      expect((await testbed.probe.permissions()).requested).not.toContain(PHONE_STATE);
    });

    test('the APK that asks for it, and the decision on it, are removed in the end', async () => {
      const onDevice = async (): Promise<string> => testbed.device.run(`dumpsys package ${testbed.app.packageName}`);
      const installed = await InstalledProbe.install(testbed.device, PROBE_APK);
      await installed.put('refused');
      expect(await onDevice()).toContain(`${PHONE_STATE}: granted=false`);
      await installed.restore();
      expect(await onDevice()).not.toContain(PHONE_STATE);
    });
  });

  phoneDay(() => testbed);

  test('no file of the run contains a secret: not the evidence, not the reports', async () => {
    const text = await readFile(join(folder, 'token-exchanged-once-gives-number-then-104201', 'observations.json'), 'utf8');
    expect(text).toContain('[token]');
    await writeReports(reportOf(outcomes), await readWords(), { runDir: folder, json: null, junit: null });
    const { redactor } = testbed;
    noteScrips(await textsIn(folder), await requestsIn(folder), redactor);
    expect(redactor.secrets.map(([, name]) => name)).toEqual(
      expect.arrayContaining(['appKey', 'appSecret', 'controlToken', 'whole number', 'token']),
    );
    expect(await secretsIn(folder, redactor.secrets)).toEqual([]);
  });
});

function reportOf(checks: readonly Outcome[]): RunReport {
  const about = { subject: null, testbed: [], startedAt: '', durationMs: 0, exitCode: 0, mutants: [] } as const;
  return { format: 'quhao-report-2', ...about, summary: summarize(checks), checks };
}
