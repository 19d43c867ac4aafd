import type { Dump } from './service.ts';

/** `dumpsys wifi`: on or off, and what it is joined to. */
export const dumpWifi: Dump = (system) => {
  const { wifi } = system.device.radio.state();
  const state = wifi.connected ? 'COMPLETED' : 'DISCONNECTED';
  return [
    `Wi-Fi is ${wifi.enabled ? 'enabled' : 'disabled'}\n`,
    `mWifiInfo SSID: ${wifi.connected ? '"quhao"' : '<unknown ssid>'}, IP: ${wifi.connected ? `/${wifi.address}` : 'null'}, Supplicant state: ${state}\n`,
    `mNetworkInfo [type: WIFI[], state: ${wifi.connected ? 'CONNECTED/CONNECTED' : 'DISCONNECTED/DISCONNECTED'}, isAvailable: ${wifi.enabled}]\n`,
  ].join('');
};
