import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { probeIsolation } from '../../src/runtime/isolation.ts';
import { probeNamespace } from '../../src/runtime/namespace.ts';
import { appRootScript } from '../../src/runtime/runtime-place.ts';

const RUNTIME = join(import.meta.dirname, '../../runtime/target');
const before = process.env['TMPDIR'];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qh-isolation-'));
  process.env['TMPDIR'] = folder;
});

afterEach(async () => {
  if (before === undefined) {
    delete process.env['TMPDIR'];
  } else {
    process.env['TMPDIR'] = before;
  }
  await rm(folder, { recursive: true, force: true });
});

it('says what it has found, gives a device its environment and leaves nothing behind', async () => {
  const isolation = await probeIsolation(appRootScript(RUNTIME), await probeNamespace());
  const command = isolation.wrap(['/opt/jdk/bin/java', '-version'], {
    root: isolation.files === 'own' ? ['/root'] : null,
    temporary: '/tmp/x',
  });
  expect(isolation.description.length).toBeGreaterThan(20);
  expect(command.slice(-2)).toEqual(['/opt/jdk/bin/java', '-version']);
  expect(command).toContain('ANDROID_ROOT=/system');
  expect(command).toContain('TMPDIR=/tmp/x');
  expect(await readdir(folder)).toEqual([]);
});

it('falls back to the files of the machine where there is no namespace, and names the reason', async () => {
  const shared = { kind: 'shared', description: '', unshare: [], wrap: (command: readonly string[]) => command } as const;
  const isolation = await probeIsolation(appRootScript(RUNTIME), shared);
  expect(isolation.files).toBe('shared');
  expect(isolation.description).toContain('this system allows no namespaces');
  expect(isolation.wrap([isolation.java], { root: null, temporary: '/tmp/x' }).slice(0, 2)).toEqual(['env', '-i']);
});

it('falls back where the root folder cannot be entered', async () => {
  const isolation = await probeIsolation(join(folder, 'no-script.sh'), await probeNamespace());
  expect(isolation.files).toBe('shared');
  expect(isolation.description).toMatch(/no-script\.sh|no namespaces/);
});
