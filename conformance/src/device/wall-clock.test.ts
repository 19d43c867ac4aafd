import { expect, test } from 'vitest';
import { operatorMillis, operatorStampOf, shanghaiMillis } from '../wait.ts';
import { WallClock } from './wall-clock.ts';

/** A device that takes `cmd alarm`, with the app's clock behind it by so much. */
function device(behindMs = 0): { readonly commands: string[]; readonly clock: WallClock } {
  const commands: string[] = [];
  let millis = 0;
  const run = async (command: string): Promise<string> => {
    commands.push(command);
    millis = Number(/set-time (\d+)/.exec(command)?.[1] ?? millis);
    return command.startsWith('getprop') ? 'Asia/Tokyo\n' : '';
  };
  return { commands, clock: new WallClock({ run }, async () => millis - behindMs) };
}

test('a time of day is that of Shanghai', async () => {
  const { clock, commands } = device();
  const { millis } = await clock.set({ to: '13:20', zone: 'America/New_York' });
  expect(operatorStampOf(millis).slice(8)).toBe('132000000');
  expect(commands).toEqual([
    'getprop persist.sys.timezone',
    'cmd alarm set-timezone America/New_York',
    `cmd alarm set-time ${millis}`,
  ]);
});

test('the zone from before the first change is put back once', async () => {
  const { clock, commands } = device();
  await clock.restore();
  expect(commands).toEqual([]);
  await clock.set({ byMs: -3_600_000 });
  await clock.set({ to: '00:20', zone: 'Europe/Paris' });
  commands.length = 0;
  await clock.restore();
  await clock.restore();
  expect(commands.map((command) => command.replace(/\d{5,}/, 'NOW'))).toEqual([
    'cmd alarm set-time NOW',
    'cmd alarm set-timezone Asia/Tokyo',
  ]);
});

test('a device whose clock does not follow is a fault of the bench', async () => {
  await expect(device(3_600_000).clock.set({ to: '13:20' })).rejects.toMatchObject({ code: 'CLOCK' });
});

test('a stamp and its time are two forms of one moment', () => {
  const noon = shanghaiMillis('12:00', Date.UTC(2026, 10, 28, 17));
  expect(operatorStampOf(noon)).toBe('20261129120000000');
  expect(operatorMillis('20261129120000000')).toBe(noon);
  expect(operatorMillis('20261129240000000')).toBe(operatorMillis('20261130000000000'));
  expect(operatorMillis('2026112912000000')).toBeNaN();
});
