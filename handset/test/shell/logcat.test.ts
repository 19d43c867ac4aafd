import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runLine, type ShellResult } from '../support/run-line.ts';
import { startTestHandset, type TestHandset } from '../support/test-handset.ts';

let handset: TestHandset;

beforeEach(async () => {
  handset = await startTestHandset();
});

afterEach(async () => await handset.close());

async function run(line: string, stdin?: string): Promise<ShellResult> {
  return await runLine(handset.shell, line, stdin);
}

describe('logcat', () => {
  const at = new Date(2026, 10, 24, 8, 30, 1).getTime() / 1000;
  const common = { seconds: at, nanos: 123_456_789, pid: 77, tid: 78 } as const;

  beforeEach(() => {
    handset.device.log.append({ ...common, tag: 'One', priority: 3, message: 'first' });
    handset.device.log.append({ ...common, tag: 'Two', priority: 5, message: 'second\nline' });
    handset.device.log.append({ ...common, pid: 99, tag: 'LongEnough', priority: 3, message: 'third' });
  });

  test.each([
    [
      'logcat -d -v brief',
      '--------- beginning of main\nD/One     (   77): first\nW/Two     (   77): second\nW/Two     (   77): line\nD/LongEnough(   99): third\n',
    ],
    [
      'logcat -d -s Two',
      '--------- beginning of main\n11-24 08:30:01.123    77    78 W Two     : second\n11-24 08:30:01.123    77    78 W Two     : line\n',
    ],
    ['logcat -d -v raw One:V *:S', 'first\n'],
    ['logcat -d -v raw *:W', 'second\nline\n'],
    ['logcat -d -v raw -t 1', 'third\n'],
    ["logcat -d -v raw -T '2026-11-24 08:30:01.200'", ''],
    ["logcat -d -v raw -T '2026-11-24 08:30:01.100' LongEnough *:S", 'third\n'],
    [`logcat -d -v raw -T ${at}.2`, ''],
    ['logcat -d -v raw --pid=99', 'third\n'],
    ["logcat -d -v raw -e 'f.rst'", 'first\n'],
    ['ANDROID_LOG_TAGS="Two:W *:S" logcat -d -v raw', 'second\nline\n'],
    ['logcat -d -v time -v usec One *:S', '--------- beginning of main\n11-24 08:30:01.123456 D/One     (   77): first\n'],
    ['logcat -c; logcat -d -v raw', ''],
    ['log -t Mark -p W here; logcat -d -v raw Mark *:S', 'here\n'],
  ])('%j prints %j', async (line, stdout) => {
    expect(await run(line)).toEqual({ code: 0, stdout, stderr: '' });
  });

  test.each([['logcat -v pretty'], ['logcat -d -T yesterday'], ['logcat -d One:Q']])('%j is refused', async (line) => {
    expect((await run(line)).code).toBe(1);
  });
});
