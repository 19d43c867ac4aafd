/** Actions that only the system may send (<protected-broadcast> in AOSP core/res/AndroidManifest.xml): those that tools and apps meet. */
const PROTECTED: readonly string[] = [
  'ACTION_POWER_CONNECTED',
  'ACTION_POWER_DISCONNECTED',
  'ACTION_SHUTDOWN',
  'AIRPLANE_MODE',
  'BATTERY_CHANGED',
  'BATTERY_LOW',
  'BATTERY_OKAY',
  'BOOT_COMPLETED',
  'CONFIGURATION_CHANGED',
  'DEVICE_STORAGE_LOW',
  'DEVICE_STORAGE_OK',
  'DREAMING_STARTED',
  'DREAMING_STOPPED',
  'LOCALE_CHANGED',
  'LOCKED_BOOT_COMPLETED',
  'MEDIA_MOUNTED',
  'MEDIA_UNMOUNTED',
  'MY_PACKAGE_REPLACED',
  'NEW_OUTGOING_CALL',
  'PACKAGE_ADDED',
  'PACKAGE_CHANGED',
  'PACKAGE_DATA_CLEARED',
  'PACKAGE_FIRST_LAUNCH',
  'PACKAGE_FULLY_REMOVED',
  'PACKAGE_REMOVED',
  'PACKAGE_REPLACED',
  'PACKAGE_RESTARTED',
  'REBOOT',
  'SCREEN_OFF',
  'SCREEN_ON',
  'SIM_STATE_CHANGED',
  'TIMEZONE_CHANGED',
  'TIME_SET',
  'TIME_TICK',
  'UID_REMOVED',
  'USER_PRESENT',
  'USER_UNLOCKED',
].map((name) => `android.intent.action.${name}`);

const OTHERS: readonly string[] = [
  'android.net.conn.CONNECTIVITY_CHANGE',
  'android.net.wifi.STATE_CHANGE',
  'android.net.wifi.WIFI_STATE_CHANGED',
  'android.os.action.DEVICE_IDLE_MODE_CHANGED',
  'android.os.action.POWER_SAVE_MODE_CHANGED',
  'android.telephony.action.SIM_CARD_STATE_CHANGED',
];

export function isProtected(action: string): boolean {
  return PROTECTED.includes(action) || OTHERS.includes(action);
}
