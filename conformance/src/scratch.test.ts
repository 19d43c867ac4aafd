import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { userAdbServer } from './adb/adb-server.ts';
import { removeOrphanedScratch, Scratch } from './scratch.ts';

const before = process.env['TMPDIR'];
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'quhao-scratch-'));
  process.env['TMPDIR'] = root;
});
afterEach(async () => {
  if (before === undefined) {
    delete process.env['TMPDIR'];
  } else {
    process.env['TMPDIR'] = before;
  }
  await rm(root, { recursive: true });
});

test('ends what was started with it, removes its folder, and restores TMPDIR', async () => {
  const scratch = Scratch.open();
  expect(tmpdir()).toBe(scratch.folder);
  const child = spawn('sleep', ['60'], { detached: true });
  await once(child, 'spawn');
  const ended = once(child, 'exit');
  scratch.dispose();
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(existsSync(scratch.folder)).toBe(false);
  expect(tmpdir()).toBe(root);
  scratch.dispose();
});

test('removes what a killed run has left, and nothing of a run that lives', async () => {
  const dead = spawn('true');
  await once(dead, 'exit');
  const left = join(root, `quhao-${dead.pid}-AbCdEf`);
  const living = join(root, `quhao-${process.ppid}-AbCdEf`);
  mkdirSync(left);
  mkdirSync(living);
  Scratch.open().dispose();
  expect([existsSync(left), existsSync(living)]).toEqual([false, true]);
});

test('a run of another user lives, and its folder stays', () => {
  const foreign = join(root, 'quhao-1-AbCdEf');
  mkdirSync(foreign);
  const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
  });
  try {
    Scratch.open().dispose();
  } finally {
    kill.mockRestore();
  }
  expect(existsSync(foreign)).toBe(true);
});

test('a process of a run that was killed removes its folder and ends the others', async () => {
  const folder = join(root, 'quhao-1-AbCdEf');
  mkdirSync(folder);
  process.env['TMPDIR'] = folder;
  const child = spawn('sleep', ['60'], { detached: true });
  await once(child, 'spawn');
  const ended = once(child, 'exit');
  removeOrphanedScratch();
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(existsSync(folder)).toBe(false);
});

test('a temporary folder that is no scratch folder is not touched', () => {
  removeOrphanedScratch();
  expect(existsSync(root)).toBe(true);
});

test("the user's adb server does not belong to the run during which it is started", async () => {
  const adb = join(root, 'adb');
  await writeFile(adb, `#!/bin/sh\nprintf %s "$TMPDIR" >${join(root, 'seen')}\n`, { mode: 0o755 });
  const scratch = Scratch.open();
  try {
    // Nobody listens on port 1.
    await userAdbServer({ ANDROID_ADB_SERVER_PORT: '1' }, adb);
  } finally {
    scratch.dispose();
  }
  expect(await readFile(join(root, 'seen'), 'utf8')).toBe(root);
});
