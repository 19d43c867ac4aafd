import { UsageError } from '../../options.ts';
import { DISPLAY } from '../../screen/display.ts';
import type { System } from '../../system.ts';

/** The number that stands for the built-in display of port 0. */
const DISPLAY_ID = '4619827259835644672';

/** `dumpsys SurfaceFlinger [--display-id|--list|--latency]`. The handset composes no layers: the list has the window in front. */
export async function dumpSurface({ device }: System, [option]: readonly string[]): Promise<string> {
  const front = device.apps.foreground();
  const { resumed } = front === null ? { resumed: null } : await front.call('activities');
  switch (option) {
    case '--display-id':
      return `Display ${DISPLAY_ID} (HWC display 0): port=0 pnpId=QUH displayName="quhao"\n`;
    case '--list':
      return typeof resumed === 'string' ? `${resumed}#0\n` : '';
    case undefined:
      return [
        `Displays (1 entries)\n  Display ${DISPLAY_ID}\n    name="quhao"\n    size=[${DISPLAY.width} ${DISPLAY.height}]\n    isEnabled=true\n`,
        `h/w composer state:\n  no composer: the pictures of this handset are drawn by its apps\n`,
      ].join('');
    default:
      throw new UsageError(`${option} is not supported on this handset`);
  }
}
