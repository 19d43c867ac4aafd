import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { repositoryFiles, textOf } from './docs-repository.ts';

/** Nothing that a script has started is left when it ends, and every script that starts processes sees to it in the same way. */

const TIDY = join(import.meta.dirname, 'tidy');
/** Prints its folder and the id of a process that has left its group, as a server does that goes into the background; then does what is asked. */
const COMMAND = 'setsid sleep 600 & echo "$TMPDIR $!"; touch "$TMPDIR/file"; ';

let running: ChildProcess | undefined;

afterEach(() => {
  running?.kill('SIGKILL');
});

async function start(then: string) {
  const tidy = spawn(TIDY, ['bash', '-c', COMMAND + then], { stdio: ['ignore', 'pipe', 'inherit'] });
  running = tidy;
  const [line] = (await once(createInterface({ input: tidy.stdout }), 'line')) as [string];
  const [folder = '', pid = ''] = line.split(' ');
  return { tidy, folder, isLeft: () => existsSync(folder) || runs(pid) };
}

/** Z: it has ended, and whoever inherited it has not waited for it yet. */
function runs(pid: string): boolean {
  return /^[^Z]/.test(spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).stdout);
}

test.runIf(process.platform === 'linux')('a command that ends leaves nothing, and its exit code counts', async () => {
  const { tidy, isLeft } = await start('exit 7');
  expect(await once(tidy, 'exit')).toEqual([7, null]);
  expect(isLeft()).toBe(false);
});

test.runIf(process.platform === 'linux').each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s to the script alone ends all that it has started', async (signal, code) => {
  const { tidy, folder, isLeft } = await start('sleep 600');
  expect(isLeft()).toBe(true);
  // A program that runs as another user goes through it to its own files.
  expect(statSync(folder).mode & 0o777).toBe(0o711);
  tidy.kill(signal);
  expect(await once(tidy, 'exit')).toEqual([code, null]);
  expect(isLeft()).toBe(false);
});

/** What these start ends with them: compilers, and `quhao conform`, which cleans up by itself and asks its user questions. */
const BY_THEMSELVES = ['audit', 'build-example', 'build-probe', 'check', 'clause-guards', 'run', 'setup', 'tidy'].map(
  (name) => `scripts/${name}`,
);

const scripts = repositoryFiles().filter(
  (path) =>
    !/\.\w+$/.test(path) && /^(?:scripts|docs|handset|conformance|simulator|cli|android-probe)\//.test(path) && isShell(path),
);

function isShell(path: string): boolean {
  return textOf(path).startsWith('#!/usr/bin/env bash\n');
}

const wantTidy = scripts.filter((path) => !BY_THEMSELVES.includes(path) && path !== 'conformance/test/strangers/build');

test.each(wantTidy)('%s leaves nothing behind', (path) => {
  const toScripts = path.startsWith('scripts/') ? '' : `/${'../'.repeat(path.split('/').length - 1)}scripts`;
  expect(textOf(path)).toContain(`\n[ -n "\${QUHAO_TIDY:-}" ] || exec "$(dirname "$0")${toScripts}/tidy" "$0" "$@"\n`);
});
