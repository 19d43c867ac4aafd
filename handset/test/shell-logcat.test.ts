import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runLine, type ShellResult } from './shell-runner.ts';
import { startTestHandset, type TestHandset } from './test-handset.ts';

let handset: TestHandset;

beforeEach(async () => {
  handset = await startTestHandset();
});

afterEach(async () => await handset.close());

const run = async (line: string, stdin?: string): Promise<ShellResult> => await runLine(handset.shell, line, stdin);

describe('logcat', () => {
  const at = new Date(2026, 10, 24, 8, 30, 1).getTime() / 1000;
  const entry = (tag: string, priority: 3 | 5, message: string, pid = 77) => ({
    seconds: at,
    nanos: 123_456_789,
    pid,
    tid: 78,
    priority,
    tag,
    message,
  });

  beforeEach(() => {
    handset.device.log.append(entry('One', 3, 'first'));
    handset.device.log.append(entry('Two', 5, 'second\nline'));
    handset.device.log.append(entry('LongEnough', 3, 'third', 99));
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
