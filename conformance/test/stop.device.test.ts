import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packageRoot } from '../src/package-root.ts';

// Needs scripts/setup: `quhao conform` runs from dist.

const root = await packageRoot();

let folder: string;
let child: ChildProcess | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quhao-stop-'));
  await mkdir(join(folder, 'tmp'));
});

afterEach(async () => {
  child?.kill('SIGKILL');
  child = null;
  await rm(folder, { recursive: true, force: true });
});

/** Starts `quhao conform`, sends SIGINT when a line matches, and returns the exit code and all lines. */
async function interruptAt(pattern: RegExp): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const args = [
    join(root, 'dist/cli/main.js'),
    'conform',
    '--grep',
    'prefetch-success|timeout-set',
    '--runs',
    join(folder, 'runs'),
  ];
  const env = { ...process.env, TMPDIR: join(folder, 'tmp') };
  const started = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  const lines: string[] = [];
  createInterface({ input: started.stdout }).on('line', (line) => {
    lines.push(line);
    if (pattern.test(line) && lines.filter((one) => pattern.test(one)).length === 1) {
      started.kill('SIGINT');
    }
  });
  const [code] = (await once(started, 'close')) as [number];
  return { code, lines };
}

test.each([
  ['while the testbed comes up', /^simulator /, []],
  ['during the checks', /^ {2}pass .*prefetch-success/, ['prefetch-success-describes-itself']],
])('Ctrl-C %s ends the run with 130, and nothing is left behind', async (_, pattern, passed) => {
  const { code, lines } = await interruptAt(pattern);
  expect(code).toBe(130);
  expect(lines.flatMap((line) => /^ {2}pass {2}(\S+)/.exec(line)?.[1] ?? [])).toEqual(passed);
  expect(lines.at(-1)).toContain('skipped');
  expect(await readdir(join(folder, 'tmp'))).toEqual([]);
});
