import type { AdbDevice } from '../adb/adb-device.ts';
import { TestbedError } from '../errors.ts';
import { until } from '../wait.ts';
import { CONTROLS } from './control-table.ts';
import type { DeviceControls } from './device-controls.ts';
import type { UndoFile } from './undo-file.ts';

/** What a screen must be before a page can be looked at, in this order. */
const WANTED = [
  { name: 'screen', to: 'on' },
  { name: 'lock', to: 'open' },
  { name: 'animations', to: 'off' },
] as const;

/** Wakes and unlocks the screen and switches animations off. Returns what undoes the last; a screen that stays locked is a fault of the bench. */
export async function prepareScreen(
  { serial }: Pick<AdbDevice, 'serial'>,
  controls: DeviceControls,
  undo: UndoFile,
): Promise<() => Promise<void>> {
  let restore = async (): Promise<void> => undefined;
  for (const { name, to } of WANTED) {
    const was = controls.wayOf(name) === null ? null : await controls.read(name);
    if (was === null || was === to) {
      continue;
    }
    if (name === 'animations') {
      const { via, command } = controls.commandFor(name, was);
      await undo.note({ name, was, via, command });
      restore = async () => {
        await controls.carryOut(name, { via, command, to: was });
        await undo.forget(name);
      };
    }
    await controls.send(name, to);
    const settled = await until(async () => ((await controls.read(name)) === to ? true : null), CONTROLS[name].settleMs);
    if (settled === null) {
      throw new TestbedError('SCREEN', `the ${name} of ${serial} is not ${to}; by hand: ${CONTROLS[name].byHand}`);
    }
  }
  return restore;
}
