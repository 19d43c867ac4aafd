import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { runQuhao } from '../test/run-quhao.ts';

let script: string;
beforeAll(async () => {
  script = (await runQuhao(['completion', 'bash'])).stdout;
});

/** What bash offers for the last word of a line. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const line = `${script}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _quhao; printf '%s\\n' "\${COMPREPLY[@]}"`;
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

test('every shell has all commands', async () => {
  const help = (await runQuhao(['--help'])).stdout;
  const names = [...help.matchAll(/^ {2}([a-z]+)(?= .* {2,})/gm)].map(([, name = '']) => name);
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, stdout } = await runQuhao(['completion', shell]);
    expect([code, names.filter((name) => !stdout.includes(name))]).toEqual([0, []]);
  }
  expect(names).toContain('conform');
});
