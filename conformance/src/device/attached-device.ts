import type { AdbDevice } from '../adb/adb-device.ts';
import { TestbedError } from '../errors.ts';
import type { DeviceKind } from './device-kind.ts';
import { restoreSwitches } from './device-switches.ts';
import { type GatewayRoute, type NamedRoute, routeByEmulatorHost, routeByNames, routeByReverse } from './gateway-route.ts';
import type { Hand } from './hand.ts';
import { UndoFile, undoFolder } from './undo-file.ts';

/** How a device of this kind reaches the gateway. */
export async function routeTo(kind: DeviceKind, device: AdbDevice, route: NamedRoute): Promise<GatewayRoute> {
  switch (kind) {
    case 'handset':
      return routeByNames(device, route);
    case 'emulator':
      return routeByEmulatorHost(route.ports);
    case 'phone':
      return routeByReverse(device, route.ports);
  }
}

/** Undoes what a run that ended early has left changed on a device. Changes of the run to come are noted in what is returned. */
export async function undoEarlier(device: AdbDevice, onProgress: (line: string) => void, hand: Hand | null): Promise<UndoFile> {
  const undo = new UndoFile(undoFolder(process.env), device.serial);
  const { undone, failed } = await restoreSwitches(device, undo, hand);
  if (failed.length > 0) {
    throw new TestbedError('OPEN', `${device.serial} was left changed, and is not put back: ${failed.join('; ')}`);
  }
  if (undone.length > 0) {
    onProgress(`restored    ${undone.join(' · ')}: changes that were left on the device`);
  }
  return undo;
}
