import { expect, test } from 'vitest';
import { NightMode } from './night-mode.ts';

test('the display is dark until it is put back to what it was, and no command is sent for nothing', async () => {
  const sent: string[] = [];
  const run = async (command: string): Promise<string> => {
    sent.push(command);
    return 'Night mode: auto\n';
  };
  const night = new NightMode({ run });
  await night.set('no');
  await night.set('yes');
  await night.set('yes');
  await night.restore();
  await night.restore();
  expect(sent).toEqual(['cmd uimode night', 'cmd uimode night yes', 'cmd uimode night auto']);
});
