import { expect, test } from 'vitest';
import { ShellHandset } from '../support/shell-handset.ts';

const handset = new ShellHandset();

test.each([
  { line: 'cmd uimode night; settings get secure ui_night_mode', out: 'Night mode: no\n1\n' },
  { line: 'cmd uimode night yes; settings get secure ui_night_mode', out: 'Night mode: yes\n2\n' },
  {
    line: 'cmd uimode night yes; dumpsys uimode | grep -E "mNight|mCur" | cut -d " " -f 3-4',
    out: 'Night mode: yes\nmNightMode=2 (yes)\nmCurUiMode=0x21 mSetUiMode=0x21\n',
  },
  { line: 'settings put secure ui_night_mode 2; cmd uimode night', out: 'Night mode: no\n' },
  {
    line: 'cmd uimode night yes; cmd uimode night auto; settings get secure ui_night_mode; dumpsys uimode | grep -c 0x21',
    out: 'Night mode: yes\nNight mode: auto\n0\n1\n',
  },
  { line: 'cmd uimode car', out: 'Car mode: no\n' },
  { line: 'service check uimode', out: 'Service uimode: found\n' },
  { line: 'cmd uimode night yes; cmd quhao reset; cmd uimode night', out: 'Night mode: yes\n{}\nNight mode: no\n' },
])('$line', async ({ line, out }) => {
  expect(await handset.run(line)).toEqual({ code: 0, stdout: out, stderr: '' });
});

test.each([
  ['cmd uimode night maybe', /^Error: mode must be 'yes', 'no', or 'auto'/],
  ['cmd uimode night custom_schedule', /^quhao: not supported: cmd uimode night custom_schedule$/m],
  ['cmd uimode car yes', /^quhao: not supported: cmd uimode car yes$/m],
  ['cmd uimode time start 22:00', /^quhao: not supported: cmd uimode time$/m],
])('%s is refused', async (line, message) => {
  const { code, stderr } = await handset.run(line);
  expect([code, stderr]).toEqual([255, expect.stringMatching(message)]);
});

test('apps are told whether the display is dark', async () => {
  await handset.run('cmd uimode night yes');
  expect(handset.device.apps.settings?.display).toEqual({ isDark: '1', nightMode: '2' });
  await handset.run('cmd quhao reset');
  expect(handset.device.apps.settings?.display).toEqual({ isDark: '0', nightMode: '1' });
});
