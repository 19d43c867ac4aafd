import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/src/simulator.ts';
import { runQuhao } from '../test/run-quhao.ts';

let script: string;
beforeAll(async () => {
  script = (await runQuhao(['completion', 'bash'])).stdout;
});

/** Answers with what it is asked for: the answers themselves are below. */
const asked = `quhao() { echo "asked:$1-$2-$3"; }`;

/** What bash offers for the last word of a line. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const line = `${script}\n${asked}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _quhao; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await promisify(execFile)('bash', ['-c', line, 'bash', 'quhao', ...words]);
  return stdout.split('\n').filter((word) => word !== '');
}

test.each([
  ['commands', ['fl'], ['flow']],
  ['commands of a command', ['flow', 're'], ['replay']],
  ['recipes', ['fault', 'add', 'tls-w'], ['tls-wrong-host']],
  ['flags once a dash is typed', ['fault', 'add', 'slow', '--pl'], ['--plane']],
  ['values of a flag', ['fault', 'add', '--plane', 'ex'], ['exchange']],
  ['nothing for the value of a flag that has no list', ['fault', 'add', '--ttl', ''], []],
  ['commands of the handset', ['handset', 'st'], ['start', 'stop']],
])('bash completes %s', async (_what, words, expected) => {
  expect(await offered(...words)).toEqual(expected);
});

test.each([
  ['serials', ['conform', '--serial', ''], 'asked:completion-values-devices'],
  ['serials of a device', ['device', 'wifi', '--serial', ''], 'asked:completion-values-devices'],
  ['scopes', ['clock', 'show', '--scope', ''], 'asked:completion-values-scopes'],
  ['scopes to end', ['scope', 'end', ''], 'asked:completion-values-scopes'],
  ['snapshots', ['scope', 'restore', ''], 'asked:completion-values-snapshots'],
  ['rules', ['fault', 'clear', ''], 'asked:completion-values-faults'],
  ['handsets', ['handset', 'stop', ''], 'asked:completion-values-handsets'],
])('bash asks for %s when they are needed', async (_what, words, expected) => {
  expect(await offered(...words)).toEqual([expected]);
});

test('a known value of an argument is offered beside those that are asked for', async () => {
  expect(await offered('flow', 'show', '')).toEqual(['last', 'asked:completion-values-flows']);
  expect(await offered('device', 'sim', 'un')).toEqual(['unreadable']);
});

describe('what is asked for', () => {
  let folder: string;
  let simulator: Simulator;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quhao-values-'));
    simulator = await startSimulator();
    await simulator.createScope({ id: 'mine' });
    await simulator.defaultScope.snapshot('ready');
  });
  afterAll(async () => {
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  });
  const values = async (what: string, env: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const { code, stdout } = await runQuhao(['completion', 'values', what], { env: { HOME: folder, ...env } });
    return [code, stdout.split('\n').filter((word) => word !== '')];
  };

  test('are the scopes and snapshots of the server', async () => {
    const env = { QUHAO_URL: simulator.urls.control, QUHAO_TOKEN: simulator.controlToken };
    expect(await values('scopes', env)).toEqual([0, ['default', 'mine']]);
    expect(await values('snapshots', env)).toEqual([0, ['ready']]);
    expect(await values('faults', env)).toEqual([0, []]);
  });

  test('is nothing, and no word about it, where no server and no adb server answers', async () => {
    expect(await values('scopes', { QUHAO_URL: 'http://127.0.0.1:1', QUHAO_TOKEN: 'none' })).toEqual([0, []]);
    expect(await values('devices', { ADB_SERVER_SOCKET: 'tcp:127.0.0.1:1' })).toEqual([0, []]);
    expect(await values('handsets')).toEqual([0, []]);
  });
});

test('every shell has all commands', async () => {
  const help = (await runQuhao(['--help'])).stdout;
  const names = [...help.matchAll(/^ {2}([a-z]+)(?= .* {2,})/gm)].map(([, name = '']) => name);
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, stdout } = await runQuhao(['completion', shell]);
    expect([code, names.filter((name) => !stdout.includes(name))]).toEqual([0, []]);
  }
  expect(names).toContain('conform');
});
