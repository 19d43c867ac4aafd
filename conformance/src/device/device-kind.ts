import type { AdbDevice } from '../adb/adb-device.ts';

/** handset: our virtual one as itself · emulator · phone: every other device. */
export const KINDS = ['handset', 'emulator', 'phone'] as const;

export type DeviceKind = (typeof KINDS)[number];

export async function readDeviceKind(device: Pick<AdbDevice, 'property' | 'serial'>): Promise<DeviceKind> {
  const names = ['ro.quhao.handset', 'ro.kernel.qemu', 'ro.boot.qemu'];
  const [handset, kernel, boot] = await Promise.all(names.map((name) => device.property(name)));
  if (handset !== '') {
    return 'handset';
  }
  return device.serial.startsWith('emulator-') || kernel === '1' || boot === '1' ? 'emulator' : 'phone';
}
