import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHECKS } from '../src/catalogue.ts';
import type { Check } from '../src/check.ts';
import { packageRoot } from '../src/clauses.ts';
import { Evidence } from '../src/evidence.ts';
import { InstalledProbe } from '../src/installed-probe.ts';
import { type Hunt, huntsOf, killOf } from '../src/mutants.ts';
import { openRig, type Rig } from '../src/rig.ts';
import { runCheck } from '../src/run.ts';

const PROBE_APK = join(await packageRoot(), 'android-probe', 'build', 'probe.apk');
const MUTANTS = ['default-network', 'no-cache', 'token-before-consent', 'callback-twice'];

let rig: Rig;
let evidence: Evidence;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-suite-'));
  evidence = new Evidence(folder);
  const root = await packageRoot();
  rig = await openRig({
    serial: null,
    probeApk: PROBE_APK,
    cacheDir: join(root, '.quhao', 'handset-cache'),
    tell: () => undefined,
  });
});

afterAll(async () => {
  await rig[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

describe('the device', () => {
  test('keeps output, errors and exit code of a command apart', async () => {
    const { exitCode, stdout, stderr } = await rig.device.shell('echo out; echo err >&2; exit 7');
    expect([exitCode, stdout.toString(), stderr]).toEqual([7, 'out\n', 'err\n']);
    await expect(rig.device.run('exit 7')).rejects.toMatchObject({
      code: 'SHELL',
      message: expect.stringContaining('ended with 7') as string,
    });
  });

  test('gives its screen as PNG, and its log', async () => {
    expect((await rig.device.screencap()).readUInt32BE(16)).toBeGreaterThan(100);
    await rig.device.run('log -t suite "a line of ours"');
    expect((await rig.device.log()).join('\n')).toContain('a line of ours');
  });

  test('takes a reverse back, once', async () => {
    await rig.device.reverse(43_219);
    await rig.device.removeReverse(43_219);
    await expect(rig.device.removeReverse(43_219)).rejects.toMatchObject({ code: 'REVERSE' });
  });
});

describe('the suite', () => {
  const smoke = CHECKS.filter((check) => check.profile.includes('smoke'));

  test.each(smoke.map((check) => [check.id, check] as const))('%s passes on the reference SDK', async (_, check) => {
    const outcome = await runCheck(check, rig, evidence, null);
    expect(outcome.verdict, outcome.headline).toBe('pass');
  });

  const hunts = huntsOf(
    CHECKS,
    MUTANTS.map((id) => ({ id })),
  ).map((hunt) => [hunt.mutant, hunt.check.id, hunt] as const);

  test.each(hunts)('%s is killed by %s for the named reason', async (mutant, _, hunt) => {
    const kill = killOf(hunt, '', await runCheck(hunt.check, rig, evidence, mutant));
    expect(kill.fate, kill.reason).toBe('killed');
  });

  test('a canary that does not hold is the bench, and nothing is asked of the subject', async () => {
    const [check] = smoke as [Check];
    const canary = [{ canary: 'raw', bearer: 'cellular', target: 'ca', meets: 'eof' }] as const;
    const outcome = await runCheck({ ...check, canary }, rig, evidence, null);
    expect(outcome).toMatchObject({ verdict: 'env-error', headline: expect.stringContaining('Check the test bench') as string });
    expect(JSON.parse(await readFile(join(folder, check.id, 'observations.json'), 'utf8'))).toMatchObject({ calls: {} });
  });

  test('a process that ends while it is judged fails the check, and the next check finds a new one', async () => {
    const [check] = smoke as [Check];
    const hold = { plane: 'bearer', operation: 'prefetch', effect: { kind: 'hold' } } as const;
    const held: Check = { ...check, arrange: { fault: hold }, canary: [] };
    const judged = runCheck(held, rig, evidence, null);
    await rig.gateway.waitForRequest('bearer', 'prefetch', 0, 10_000);
    await rig.device.run(`am force-stop ${rig.app.packageName}`);
    expect(await judged).toMatchObject({ verdict: 'fail', headline: expect.stringContaining('INSTRUMENTATION') as string });
    expect((await runCheck(check, rig, evidence, null)).verdict).toBe('pass');
  });

  describe('READ_PHONE_STATE', () => {
    const PHONE_STATE = 'android.permission.READ_PHONE_STATE';
    const check = CHECKS.find(({ id }) => id === 'mapping-phone-state-refused-is-told') as Check;
    const prefetch = smoke.find(({ id }) => id.startsWith('prefetch-')) as Check;

    test('refused to an app that opted in is told as 200005 by the reference SDK; a mutant that tells nobody is killed', async () => {
      expect(await runCheck(check, rig, evidence, null)).toMatchObject({ verdict: 'pass', headline: '200005, 1 callback' });
      const [hunt] = huntsOf([check], [{ id: 'permission-refused-untold' }]) as [Hunt];
      expect(killOf(hunt, '', await runCheck(check, rig, evidence, 'permission-refused-untold')).fate).toBe('killed');
    });

    test('granted meanwhile changes nothing else: the same process is served', async () => {
      await runCheck(check, rig, evidence, null);
      await rig.device.run(`pm grant ${rig.app.packageName} ${PHONE_STATE}`);
      const granted: Check = { ...check, canary: [], expect: [{ ...(check.expect[0] as object), accept: ['103000'] }] as never };
      expect(await runCheck(granted, rig, evidence, null)).toMatchObject({ headline: '103000' });
    });

    test('a row that does not ask for it runs in the app that does not', async () => {
      await runCheck(check, rig, evidence, null);
      expect((await rig.probe.permissions()).requested).toContain(PHONE_STATE);
      expect((await runCheck(prefetch, rig, evidence, null)).verdict).toBe('pass');
      expect((await rig.probe.permissions()).requested).not.toContain(PHONE_STATE);
    });

    test('the APK that asks for it, and what was decided on it, are taken back in the end', async () => {
      const onDevice = async (): Promise<string> => rig.device.run(`dumpsys package ${rig.app.packageName}`);
      const installed = await InstalledProbe.install(rig.device, PROBE_APK);
      await installed.put('refused');
      expect(await onDevice()).toContain(`${PHONE_STATE}: granted=false`);
      await installed.restore();
      expect(await onDevice()).not.toContain(PHONE_STATE);
    });
  });

  test('evidence holds no secret', async () => {
    const text = await readFile(join(folder, 'token-exchanged-once-gives-number-then-104201', 'observations.json'), 'utf8');
    expect(text).toContain('[token]');
    for (const secret of [rig.app.appKey, rig.app.appSecret, rig.facts.subscriber]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toMatch(/STsid\d/);
  });
});
