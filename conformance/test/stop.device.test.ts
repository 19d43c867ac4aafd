import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packageRoot } from '../src/package-root.ts';
import { runReportSchema } from '../src/report/run-report.ts';

// Needs scripts/setup: `quhao conform` runs from dist.

const root = await packageRoot();
const SOON_MS = 2_000;

let folder: string;
let child: ChildProcess | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qs-'));
  await mkdir(join(folder, 'tmp'));
});

afterEach(async () => {
  child?.kill('SIGKILL');
  child = null;
  await rm(folder, { recursive: true, force: true });
});

interface Stopped {
  readonly code: number;
  readonly lines: readonly string[];
  /** From the signal to the end. */
  readonly tookMs: number;
}

/** Starts `quhao conform`, sends the signal a moment after a line matches, and waits for the end. */
async function interruptAt(pattern: RegExp, signal: NodeJS.Signals): Promise<Stopped> {
  const filter = 'prefetch-success|timeout-set';
  const args = [join(root, 'dist/cli/main.js'), 'conform', '--grep', filter, '--runs', join(folder, 'runs')];
  const env = { ...process.env, TMPDIR: join(folder, 'tmp') };
  const started = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  const lines: string[] = [];
  let sent = 0;
  createInterface({ input: started.stdout }).on('line', (line) => {
    lines.push(line);
    if (pattern.test(line) && sent === 0) {
      sent = performance.now();
      started.kill(signal);
    }
  });
  const [code] = (await once(started, 'exit')) as [number];
  const tookMs = performance.now() - sent;
  return { code, lines, tookMs };
}

/** Processes that have the test's folder in their environment or arguments. */
async function leftProcesses(): Promise<string> {
  const { stdout } = await promisify(execFile)('ps', ['axeww', '-o', 'pid,args']);
  return stdout
    .split('\n')
    .filter((line) => line.includes(folder) && !line.includes('ps axeww'))
    .join('\n');
}

const BRING_UP = /^simulator /;
const IN_A_ROW = /^ {2}pass .*prefetch-success/;

test.each([
  ['SIGINT', 'while the testbed comes up', BRING_UP, 130],
  ['SIGHUP', 'while the testbed comes up', BRING_UP, 129],
  ['SIGTERM', 'in a row', IN_A_ROW, 143],
  ['SIGHUP', 'in a row', IN_A_ROW, 129],
] as const)('%s %s ends the run soon, and nothing is left behind', async (...[signal, , pattern, exitCode]) => {
  const { code, lines, tookMs } = await interruptAt(pattern, signal);
  expect(code).toBe(exitCode);
  expect(tookMs).toBeLessThan(SOON_MS);
  const passed = pattern === BRING_UP ? [] : ['prefetch-success-describes-itself'];
  const ids = lines.flatMap((line) => /^ {2}pass {2}(\S+)/.exec(line)?.[1] ?? []);
  expect(ids.filter((id) => !id.startsWith('law-'))).toEqual(passed);
  // The laws are judged over the rows that ran.
  expect(ids.includes('law-callback-exactly-once')).toBe(passed.length > 0);
  expect(lines.at(-1)).toContain('skipped');
  // The report names the SDK and the device of a run that was stopped in a row, as that of a whole run does.
  const report = runReportSchema.parse(JSON.parse(await readFile(join(folder, 'runs/latest/report.json'), 'utf8')));
  expect(report.subject?.name ?? null).toBe(pattern === BRING_UP ? null : 'quhao reference SDK');
  expect(report.device === undefined).toBe(pattern === BRING_UP);
  expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  expect(await leftProcesses()).toBe('');
});
