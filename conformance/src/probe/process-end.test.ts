import { expect, test } from 'vitest';
import { exceptionIn, wasKilled } from './process-end.ts';

const ENDING = 'INSTRUMENTATION_RESULT: shortMsg=Process crashed.';
const LINE = '11-28 19:55:22.000   123   123 ';

test.each([
  ['killed on the handset', 'I ActivityManager: Process app.quhao.probe (pid 9) has crashed (null)', true],
  ['stopped by am force-stop', 'I ActivityManager: Process app.quhao.probe (pid 9) has died', true],
  ['killed on a phone', 'I Zygote  : Process 123 exited due to signal 9 (Killed)', true],
  ['an exception', 'E AndroidRuntime: FATAL EXCEPTION: main', false],
  ['System.exit', 'I ActivityManager: Process app.quhao.probe (pid 9) has crashed (3)', false],
  ['killProcess on a phone', 'I Process : Sending signal. PID: 123 SIG: 9', false],
  ['a native crash', 'F libc    : Fatal signal 11 (SIGSEGV), code 1', false],
])('%s', (_, line, killed) => {
  expect(wasKilled(ENDING, [LINE + line])).toBe(killed);
});

test('an exception that only am instrument has', () => {
  expect(wasKilled('INSTRUMENTATION_RESULT: shortMsg=java.lang.IllegalStateException', [])).toBe(false);
});

test('the exception of a crash is read from the log', () => {
  const log = [
    'FATAL EXCEPTION: pool-1',
    'Process: app.quhao.probe, PID: 9',
    'java.lang.IllegalStateException: no',
    '\tat a.b(C.java:1)',
  ];
  const lines = log.map((text) => `${LINE}E AndroidRuntime: ${text}`);
  expect(exceptionIn(['other', ...lines])).toBe('java.lang.IllegalStateException: no (FATAL EXCEPTION: pool-1)');
  expect(exceptionIn(['other'])).toBeNull();
});
