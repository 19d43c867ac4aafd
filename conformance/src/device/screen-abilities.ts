import type { AdbDevice } from '../adb/adb-device.ts';
import type { Capability } from '../check.ts';

/** Some makers keep the shell from writing settings. What is written is what stands there. */
const SAME_FONT_SCALE = 'v=$(settings get system font_scale); [ "$v" != null ] && settings put system font_scale "$v"';

/** What a device's screen and clock can do, found out without changing them. A screen with a system's bars shows animations too. */
export async function readAbilities(device: Pick<AdbDevice, 'shell'>): Promise<readonly Capability[]> {
  const [windows, alarm, uiMode, fontScale] = await Promise.all(
    ['dumpsys window windows', 'cmd alarm', 'cmd uimode night', SAME_FONT_SCALE].map((command) => device.shell(command)),
  );
  const setsNight = /^Night mode: (yes|no|auto)/m.test(uiMode?.stdout.toString() ?? '');
  const setsFontScale = fontScale?.exitCode === 0;
  const hasBars = /StatusBar/i.test(windows?.stdout.toString() ?? '');
  const setsClock = `${alarm?.stdout.toString()}${alarm?.stderr}`.includes('set-time');
  return [
    ...(hasBars ? (['status-bar', 'animation'] as const) : []),
    ...(setsClock ? (['wall-clock'] as const) : []),
    ...(setsNight ? (['night'] as const) : []),
    ...(setsFontScale ? (['font-scale'] as const) : []),
  ];
}
