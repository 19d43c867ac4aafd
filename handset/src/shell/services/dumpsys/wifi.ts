import type { System } from '../../system.ts';

/** `dumpsys wifi`: whether Wi-Fi is on and which network it has joined. */
export function dumpWifi(system: System): string {
  const { wifi } = system.device.radio.state();
  const state = wifi.connected ? 'COMPLETED' : 'DISCONNECTED';
  return [
    `Wi-Fi is ${wifi.enabled ? 'enabled' : 'disabled'}\n`,
    `mWifiInfo SSID: ${wifi.connected ? '"quhao"' : '<unknown ssid>'}, IP: ${wifi.connected ? `/${wifi.address}` : 'null'}, Supplicant state: ${state}\n`,
    `mNetworkInfo [type: WIFI[], state: ${wifi.connected ? 'CONNECTED/CONNECTED' : 'DISCONNECTED/DISCONNECTED'}, isAvailable: ${wifi.enabled}]\n`,
  ].join('');
}
