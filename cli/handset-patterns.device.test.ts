import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { AdbServer } from '../handset/test/support/adb-server.ts';
import { MAIN, TestFolder } from './test/built-quhao.ts';

/** Patterns that go back without bound come from whoever uses the handset's shell; the built command answers them all the same. */

const folder = new TestFolder();
const LETTERS = 'a'.repeat(60);

const PATTERNS = [
  ['grep', `echo ${LETTERS}b | grep -E '^(a+)+$' || echo none`, 'none\n'],
  ['sed', `echo ${LETTERS}b | sed -E 's/^(a|aa)+$/x/'`, `${LETTERS}b\n`],
  ['a case of the shell', `case ${LETTERS}b in *a*a*a*a*a*a*a*a*c) echo some;; *) echo none;; esac`, 'none\n'],
  ['a cut of a variable', `v=${LETTERS}b; echo \${v#*(*(a)b)c}`, `${LETTERS}b\n`],
] as const;

test('a pattern that goes back without bound holds a handset for less than a second', { timeout: 60_000 }, async () => {
  const handset = spawn(process.execPath, [MAIN, 'handset', 'start', '--data', folder.path, '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const adb = await AdbServer.start();
  try {
    const [line] = (await once(createInterface({ input: handset.stdout }), 'line')) as [string];
    const { connectAddress, serial } = JSON.parse(line) as { connectAddress: string; serial: string };
    await adb.text('connect', connectAddress);
    for (const [title, command, answer] of PATTERNS) {
      expect([title, await adb.text('-s', serial, 'shell', command)]).toEqual([title, answer]);
    }
  } finally {
    await adb.stop();
    const ended = once(handset, 'exit');
    handset.kill();
    await ended;
  }
});
