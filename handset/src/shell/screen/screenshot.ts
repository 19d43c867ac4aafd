import { HandsetError } from '../../errors.ts';
import type { System } from '../system.ts';
import { display } from './display.ts';
import { plainPng } from './png.ts';

/** The dark of a screen with no app in front: the handset has no launcher of its own. */
const emptyScreen = [24, 26, 32] as const;

/** What the screen shows, as PNG. */
export async function takeScreenshot(system: System): Promise<Buffer> {
  const app = system.device.apps.foreground();
  if (app === null) {
    return plainPng(display.width, display.height, emptyScreen);
  }
  const { png } = await app.call('screencap');
  if (typeof png !== 'string') {
    throw new HandsetError('NO_SCREENSHOT', `asked ${app.package} for a screenshot, it answered none; see its log with logcat`);
  }
  return Buffer.from(png, 'base64');
}
