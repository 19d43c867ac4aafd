import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collect } from '../../src/shell/text-io.ts';
import { runLine } from '../support/run-line.ts';
import { startTestHandset, type TestHandset } from '../support/test-handset.ts';

let handset: TestHandset;

beforeAll(async () => {
  handset = await startTestHandset();
  await runLine(
    handset.shell,
    'mkdir -p /data/local/tmp/glob; echo a > /data/local/tmp/glob/a.txt; echo b > /data/local/tmp/glob/b.txt',
  );
});

afterAll(async () => await handset.close());

function out(line: string, stdout: string) {
  return { line, expected: { code: 0, stdout, stderr: '' } };
}

const LINES = [
  { line: '', expected: { code: 0, stdout: '', stderr: '' } },
  out('echo \'a  b\'  "c $HOME" d\\ e', 'a  b c / d e\n'),
  out('echo one; echo two', 'one\ntwo\n'),
  out('true && echo yes || echo no', 'yes\n'),
  out('false && echo yes || echo no', 'no\n'),
  out('false; echo $?', '1\n'),
  out('(exit 7); echo $?', '7\n'),
  out('echo a | cat | wc -c', '2\n'),
  out('! false', ''),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the braces belong to the shell
  out('A=1; export B=2; echo $A${B}${C:-3}', '123\n'),
  out('A="x y"; for i in $A "$A"; do echo "[$i]"; done', '[x]\n[y]\n[x y]\n'),
  out('i=x; while [ "$i" != xxxx ]; do i=x$i; done; echo $i', 'xxxx\n'),
  out('while true; do echo once; break; done', 'once\n'),
  out('until true; do echo never; done; echo end', 'end\n'),
  out('if false; then echo a; elif true; then echo b; else echo c; fi', 'b\n'),
  out('echo "$(echo in $(echo side))" `echo back`', 'in side back\n'),
  out('echo gone 2>/dev/null >/dev/null; echo </dev/null shown', 'shown\n'),
  out('nothere 2>&1 >/dev/null | wc -l', '1\n'),
  out('{ echo a; echo b; } > /data/local/tmp/group; echo c >> /data/local/tmp/group; cat /data/local/tmp/group', 'a\nb\nc\n'),
  out('cat < /data/local/tmp/glob/a.txt', 'a\n'),
  out('cd /data/local/tmp/glob && ls *.txt && pwd', 'a.txt\nb.txt\n/data/local/tmp/glob\n'),
  out(
    'echo \'*\' "*.txt" /data/local/tmp/glob/?.txt /none/*',
    '* *.txt /data/local/tmp/glob/a.txt /data/local/tmp/glob/b.txt /none/*\n',
  ),
  out('sh -c \'echo $0 $1 "$@"\' name one two', 'name one one two\n'),
  out('A=$(echo text; exit 3); echo $? $A', '3 text\n'),
  out('exec echo replaced; echo never', 'replaced\n'),
  out("export ANDROID_LOG_TAGS=\"''\"; exec logcat '-d' -v raw", ''),
  out('i=3; echo $((i + 2 * (4 - 1))) "$((7 / 2))$((-7 % 4))" $(( $i >= 3 && 1 != 2 ))', '9 3-3 1\n'),
  out('i=0; while [ $i -lt 3 ]; do i=$((i+1)); done; echo $i', '3\n'),
  out('echo a # comment', 'a\n'),
  out('echo a#b', 'a#b\n'),
  out("echo 'two\nlines'", 'two\nlines\n'),
  out('eval "A=5; echo \\$A"', '5\n'),
  out('X=env sh -c \'echo $X\'; echo "[$X]"', 'env\n[]\n'),
  out('(sleep 0.01; echo late) & wait; echo after', 'late\nafter\n'),
  out('printf "%s-%d\\n" a 5', 'a-5\n'),
  out('command -v getprop && which nothere || echo none', '/system/bin/getprop\nnone\n'),
] as const;

describe('the shell', () => {
  test.each(LINES)('runs %j', async ({ line, expected }) => {
    expect(await runLine(handset.shell, line)).toEqual(expected);
  });

  test.each([
    ['exit 300', 44],
    ['nothere', 127],
    ['constructor', 127],
    ['[ a constructor b ]', 2],
    ['echo )', 1],
    ['/system/bin/nothere', 127],
    ['cat /none', 1],
    ['echo a > /system/a', 1],
  ])('%j ends with %i', async (line, code) => {
    expect((await runLine(handset.shell, line)).code).toBe(code);
  });

  test('a reader that ends also ends an endless writer', async () => {
    expect(await runLine(handset.shell, 'while true; do echo line; done | head -n 2')).toEqual({
      code: 0,
      stdout: 'line\nline\n',
      stderr: '',
    });
  });
});

test('a script on stdin shares it with the commands that it runs', async () => {
  const stdout = collect();
  const pending = [Buffer.from('trap "echo bye" EXIT\nread x\nfrom stdin\necho "<$x>"\ncat <<E\nbody\nE\nexit 4\necho never\n')];
  const code = await handset.shell.converse({
    stdin: { read: async () => pending.shift() ?? null },
    stdout,
    stderr: collect(),
    signal: new AbortController().signal,
  });
  expect([code, stdout.text()]).toEqual([4, '<from stdin>\nbody\nbye\n']);
});
