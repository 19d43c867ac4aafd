import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
