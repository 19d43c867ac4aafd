import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runLine, type ShellResult } from '../support/run-line.ts';
import { startTestHandset, type TestHandset } from '../support/test-handset.ts';

interface ToyboxCase extends ShellResult {
  readonly script: string;
}

/** Scripts that run in an empty folder, with what toybox 0.8.9 prints for them (`expr`, `tr`, `dd` and `diff`: GNU's; `awk`: mawk's, where both agree). */
const CASES: readonly ToyboxCase[] = JSON.parse(await readFile(new URL('toybox-cases.json', import.meta.url), 'utf8'));

const FOLDER = '/data/local/tmp/w';

let handset: TestHandset;

beforeAll(async () => {
  handset = await startTestHandset();
});

afterAll(async () => await handset.close());

test.each(CASES)('toybox: $script', async ({ script, ...expected }) => {
  const line = `rm -rf ${FOLDER}; mkdir ${FOLDER}; cd ${FOLDER}\n${script}`;
  expect(await runLine(handset.shell, line)).toEqual(expected);
});

function out(line: string, stdout: string) {
  return { line, expected: { code: 0, stdout, stderr: '' } };
}

describe('a command that Android has and Debian has not', () => {
  test.each([
    out("printf '3M\\n1K\\n2\\n' | sort -h", '2\n1K\n3M\n'),
    out("printf '1\\n2\\n' | xargs -I{} echo n{}n", 'n1n\nn2n\n'),
    out('printf abc | md5sum -b', '900150983cd24fb0d6963f7d28e17f72\n'),
    out('date -u -d @0 +%F_%T', '1970-01-01_00:00:00\n'),
    out('[ -x /system/bin/am ] && ls /system/bin/toybox && toybox echo run', '/system/bin/toybox\nrun\n'),
    out('ls -la /sdcard/ | head -n 2 | cut -c1', 't\nd\n'),
    out('cat /proc/meminfo | grep -c kB', '7\n'),
    out('nproc; hostname; whoami; id -un; getenforce', '4\nlocalhost\nshell\nshell\nEnforcing\n'),
  ])('$line', async ({ line, expected }) => {
    expect(await runLine(handset.shell, line)).toEqual(expected);
  });

  test.each([
    ['env nosuch', 127, 'env: exec nosuch: No such file or directory\n'],
    ['run-as nosuch ls', 1, 'run-as: unknown package: nosuch\n'],
    ['chown root /sdcard', 1, "chown: '/sdcard' to 'root': Operation not permitted\n"],
    ['hostname x', 1, "hostname: set failed 'x': Operation not permitted\n"],
    ['ls -Y', 1, 'ls: Unknown option \'Y\' (see "ls --help")\n'],
    ['date 010112002024', 1, 'date: cannot set date: Operation not permitted\n'],
  ])('%s is refused', async (line, code, stderr) => {
    expect(await runLine(handset.shell, line)).toEqual({ code, stdout: '', stderr });
  });
});
