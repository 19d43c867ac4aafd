import type { AdbDevice } from '../adb/adb-device.ts';
import { TestbedError } from '../errors.ts';
import { until } from '../wait.ts';

/** The probe's own screen. */
const COVER = 'app.quhao.probe.ProbeActivity';
const COVER_NAME = '.ProbeActivity';
const COVERED_MS = 15_000;
/** Where the screen is the root of the task already, as after startOver, Android would only bring that task to the front, with the page at its top. */
const OVER_ITS_OWN_TASK = '--activity-multiple-task ';

interface AppOnDevice {
  readonly device: Pick<AdbDevice, 'run'>;
  readonly app: { readonly packageName: string };
}

/** Brings another activity of the app up. A device that does not show it cannot be blamed on the subject. */
export async function coverPage({ device, app }: AppOnDevice): Promise<void> {
  await open({ device, app }, OVER_ITS_OWN_TASK);
}

/** Starts the app anew in its task: whatever activity was in it is ended. */
export async function startOver({ device, app }: AppOnDevice): Promise<void> {
  await open({ device, app }, '--activity-clear-task ');
}

async function open({ device, app }: AppOnDevice, flags = ''): Promise<void> {
  await device.run(`am start ${flags}-n ${app.packageName}/${COVER}`);
  const shown = await until(async () => ((await isShown(device)) ? true : null), COVERED_MS);
  if (shown === null) {
    throw new TestbedError('SCREEN', `${COVER} did not come up over the page within ${COVERED_MS} ms`);
  }
}

async function isShown(device: Pick<AdbDevice, 'run'>): Promise<boolean> {
  const lines = (await device.run('dumpsys activity activities')).split('\n');
  return lines.some((line) => line.includes('ResumedActivity') && line.includes(COVER_NAME));
}
