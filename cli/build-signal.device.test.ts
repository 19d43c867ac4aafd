import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const SDK = join(ROOT, 'android-probe/build/reference-sdk.aar');

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'quhao-signal-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** The folders in which a probe is being made. */
async function building(): Promise<readonly string[]> {
  const names = await readdir(join(home, '.cache/quhao')).catch(() => []);
  return names.filter((name) => name.startsWith('building-'));
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s while a probe is built ends with %i and leaves no folder', { timeout: 60_000 }, async (signal, code) => {
  const args = [join(ROOT, 'dist/cli/main.js'), 'probe', 'build', '--sdk', SDK, '--out', join(home, 'probe.apk')];
  const build = spawn(process.execPath, args, { env: { ...process.env, HOME: home }, stdio: 'ignore' });
  await expect.poll(building, { timeout: 50_000 }).toHaveLength(1);
  build.kill(signal);
  expect(await once(build, 'exit')).toEqual([code, null]);
  expect(await building()).toEqual([]);
});
