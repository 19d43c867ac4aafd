import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CHECKS } from '../src/catalogue.ts';
import { CauseBook } from '../src/cause-book.ts';
import type { Check } from '../src/check.ts';
import { Evidence } from '../src/evidence.ts';
import { LateCallbacks } from '../src/late-callbacks.ts';
import { packageRoot } from '../src/package-root.ts';
import { runCheck } from '../src/run-check.ts';
import { RunHistory } from '../src/run-history.ts';
import { openTestbed, type Testbed } from '../src/testbed.ts';

// Needs scripts/setup: `quhao conform` runs from dist.

const root = await packageRoot();
const prefetch = CHECKS.find(({ id }) => id === 'prefetch-success-describes-itself') as Check;
/** The answer takes a while, so that something can happen meanwhile. */
const slow: Check = {
  ...prefetch,
  arrange: { fault: { plane: 'bearer', operation: 'prefetch', effect: { kind: 'delay', ms: 1_500 } } },
  canary: [],
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-trouble-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the process of the app', () => {
  let testbed: Testbed;
  let options: Parameters<typeof runCheck>[2];

  beforeAll(async () => {
    testbed = await openTestbed({
      serial: null,
      probeApk: join(root, 'android-probe', 'build', 'probe.apk'),
      cacheDir: join(root, '.quhao', 'handset-cache'),
      onProgress: () => undefined,
    });
    const history = new RunHistory(new CauseBook({ isConfigured: true }));
    options = { evidence: new Evidence(folder), mutant: null, lateCallbacks: new LateCallbacks(), history };
  });
  afterAll(() => testbed[Symbol.asyncDispose]());

  /** Runs the slow check and sends the app's process group a signal when its request has come. */
  async function whileSignalled(signal: NodeJS.Signals) {
    // Requests of the check before would be taken for this one's.
    await testbed.gateway.arrange({});
    const judged = runCheck(slow, testbed, options);
    await testbed.gateway.waitForRequest({ plane: 'bearer', operation: 'prefetch', after: 0 }, 30_000);
    const pid = Number(await testbed.device.run(`pidof ${testbed.app.packageName}`));
    process.kill(-pid, signal);
    return judged;
  }

  test('killed in a row is no verdict on the SDK: the row runs again in a new one, and says so', async () => {
    const outcome = await whileSignalled('SIGKILL');
    expect(outcome, outcome.headline).toMatchObject({
      verdict: 'pass',
      retried: expect.stringContaining('was ended from outside') as string,
      headline: expect.stringContaining('(2nd try: ') as string,
    });
    await access(join(folder, slow.id, '1st-try', 'outcome.json'));
  });

  test('stopped in a row is no verdict on the SDK, and the rows that follow run at once', async () => {
    const outcome = await whileSignalled('SIGSTOP');
    expect(outcome, outcome.headline).toMatchObject({
      verdict: 'pass',
      retried: expect.stringContaining('the whole app stands still') as string,
    });
    const next = await runCheck(prefetch, testbed, options);
    expect(next, next.headline).toMatchObject({ verdict: 'pass' });
    expect(next.retried).toBeUndefined();
  });
});

describe('a whole run', () => {
  test('is judged again from its folder with the same verdicts, and its evidence has no secret', async () => {
    const runs = join(folder, 'judged');
    const quhao = (...args: readonly string[]) =>
      promisify(execFile)(process.execPath, [join(root, 'dist/cli/main.js'), ...args]);
    await quhao('conform', '--grep', 'prefetch-success|login-checked-press|mapping-no-sim', '--runs', runs);
    const { stdout } = await quhao('judge', join(runs, 'latest'));
    expect(stdout).toMatch(/0 verdicts other than stored\n$/);
    expect(stdout.match(/^ {2}pass /gm)?.length).toBeGreaterThan(20);
  }, 120_000);
});

describe('a device that is gone', () => {
  let child: ChildProcess | null = null;
  afterEach(() => child?.kill('SIGKILL'));

  test('ends the run soon as a fault of the bench, and leaves nothing behind', async () => {
    const temporary = join(folder, 'tmp');
    await mkdir(temporary);
    const filter = 'prefetch-success|timeout|mapping';
    const args = [join(root, 'dist/cli/main.js'), 'conform', '--grep', filter, '--runs', join(folder, 'runs')];
    const run = spawn(process.execPath, args, {
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = run;
    const lines: string[] = [];
    let gone = 0;
    createInterface({ input: run.stdout }).on('line', (line) => {
      lines.push(line);
      if (/^ {2}pass /.test(line) && gone === 0) {
        gone = performance.now();
        adbServerOf(temporary).then(
          (pid) => process.kill(pid, 'SIGKILL'),
          () => run.kill('SIGKILL'),
        );
      }
    });
    const [code] = (await once(run, 'close')) as [number];
    expect(code, lines.join('\n')).toBe(3);
    expect(performance.now() - gone).toBeLessThan(30_000);
    expect(lines.filter((line) => /^ {2}(fail|suite-error) /.test(line))).toEqual([]);
    expect(lines.filter((line) => /^ {2}env-error /.test(line))).toHaveLength(1);
    expect(lines.at(-1)).toMatch(/1 env-error/);
    expect(await readdir(temporary)).toEqual([]);
  }, 120_000);
});

/** The adb server that a run has started: it has the run's folder in its environment. */
async function adbServerOf(temporary: string): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['axeww', '-o', 'pid=,args='], { maxBuffer: 16 << 20 });
  const line = stdout.split('\n').find((one) => /adb .*nodaemon server/.test(one) && one.includes(temporary));
  if (line === undefined) {
    throw new Error(`no adb server in the environment of the run: ${stdout}`);
  }
  return Number(line.trim().split(' ')[0]);
}
