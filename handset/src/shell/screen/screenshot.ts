import { HandsetError } from '../../errors.ts';
import type { System } from '../system.ts';
import { DISPLAY } from './display.ts';
import { plainPng } from './png.ts';

/** The colour of a screen without an app. The handset has no launcher of its own. */
const EMPTY_SCREEN = [24, 26, 32] as const;

/** What the screen shows, as a PNG file. */
export async function takeScreenshot(system: System): Promise<Buffer> {
  const app = system.device.apps.foreground();
  if (app === null) {
    return plainPng(DISPLAY.width, DISPLAY.height, EMPTY_SCREEN);
  }
  const { png } = await app.call('screencap');
  if (typeof png !== 'string') {
    throw new HandsetError('NO_SCREENSHOT', `${app.package} was asked for a screenshot and sent none; its log is in logcat`);
  }
  return Buffer.from(png, 'base64');
}
