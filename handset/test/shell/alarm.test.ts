import { expect, test } from 'vitest';
import { ShellHandset } from '../support/shell-handset.ts';

const handset = new ShellHandset();

test('the wall clock is set, shown, and put back by a reset', async () => {
  await handset.run('cmd alarm set-time 1700000000000');
  expect((await handset.run('date -u "+%F %H"')).stdout).toBe('2023-11-14 22\n');
  await handset.run('cmd quhao reset');
  const shown = Number((await handset.run('date +%s')).stdout) * 1_000;
  expect(Math.abs(shown - Date.now())).toBeLessThan(60_000);
});

test('time since boot goes on whatever the wall clock shows', async () => {
  const nanos = async (): Promise<number> =>
    Number(JSON.parse((await handset.run('cmd quhao clock')).stdout)['elapsedRealtimeNanos']);
  const before = await nanos();
  await handset.run('cmd alarm set-time 1700000000000');
  expect((await nanos()) - before).toBeLessThan(60e9);
  await handset.run('cmd quhao reset');
});

test('the property of the zone follows it', async () => {
  await handset.run('cmd alarm set-timezone America/New_York');
  expect((await handset.run('getprop persist.sys.timezone')).stdout).toBe('America/New_York\n');
  await handset.run('cmd quhao reset');
  expect((await handset.run('getprop persist.sys.timezone')).stdout).not.toBe('America/New_York\n');
});

test.each(['set-time', 'set-time tomorrow', 'set-timezone No/Where', 'set-timezone', 'get-time', 'set-time 1 2'])(
  'cmd alarm %s is refused',
  async (words) => {
    expect((await handset.run(`cmd alarm ${words}`)).code).not.toBe(0);
  },
);
