/** What to do about a device that adb lists and that cannot be used (AOSP adb/adb.h, ConnectionState); a state that is not here needs another connection. */
const CURES: Readonly<Record<string, string>> = {
  offline: 'connect it again, or restart it; `adb reconnect offline` tries',
  unauthorized: 'allow this computer on its screen; `adb reconnect` asks again',
  authorizing: 'wait until it has answered, or allow this computer on its screen',
  connecting: 'wait until it is connected',
  'no permissions': 'this user may not use the USB device: udev rules, or the group plugdev',
  recovery: 'restart it into Android',
  rescue: 'restart it into Android',
  sideload: 'restart it into Android',
  bootloader: 'restart it into Android',
};

/** null: the device can be used. An emulator is listed as `device` by adb, and as `emulator` by adbkit. */
export function cureOfState(state: string): string | null {
  if (state === 'device' || state === 'emulator') {
    return null;
  }
  const known = Object.keys(CURES).find((name) => state.startsWith(name));
  return (known === undefined ? undefined : CURES[known]) ?? 'connect it again';
}
