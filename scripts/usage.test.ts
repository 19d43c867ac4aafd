import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
/** tidy takes a command and not options; run gives its options to `quhao conform`, whose help needs what set-up brings. */
const OTHERS = ['tidy', 'run'];

function isProgram(name: string): boolean {
  const path = join(FOLDER, name);
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() && readFileSync(path, 'utf8').startsWith('#!/usr/bin/env bash\n');
  } catch {
    return false;
  }
}

const programs = readdirSync(FOLDER).filter((name) => isProgram(name) && !OTHERS.includes(name));

function run(name: string, ...words: readonly string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(join(FOLDER, name), words, { encoding: 'utf8', timeout: 15_000 });
  return { code: status, stdout, stderr };
}

test('there are programs to ask', () => {
  expect(programs.length).toBeGreaterThan(15);
});

test.each(programs)('%s --help says what it does, and starts nothing', (name) => {
  const { code, stdout, stderr } = run(name, '--help');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^\S.{30}/);
  expect(stdout).not.toContain('set -');
});

test.each(programs)('%s refuses an option that it has not, before it starts anything', (name) => {
  const { code, stdout, stderr } = run(name, '--nonsense');
  expect([code, stdout]).toEqual([64, '']);
  expect(stderr).toMatch(new RegExp(`^${name}: .*--nonsense`));
});
