import type { Bearer, RadioState } from '../device.ts';

/** A network interface as `ip`, `dumpsys` and `/proc/net/dev` show it. */
export interface Interface {
  readonly name: string;
  readonly bearer: Bearer;
  readonly address: string;
  readonly prefix: number;
  /** The TYPE_ number of ConnectivityManager, as dumpsys prints it. */
  readonly type: number;
  readonly transport: 'WIFI' | 'CELLULAR' | null;
  readonly netId: number;
}

/** The interfaces that are up, loopback first. */
export function interfacesUp(state: RadioState): readonly Interface[] {
  const loopback: Interface = {
    name: 'lo',
    bearer: 'loopback',
    address: '127.0.0.1',
    prefix: 8,
    type: -1,
    transport: null,
    netId: 0,
  };
  const wifi: Interface = {
    name: 'wlan0',
    bearer: 'wifi',
    address: state.wifi.address,
    prefix: 24,
    type: 1,
    transport: 'WIFI',
    netId: 100,
  };
  const mobile: Interface = {
    name: state.mobile.interface,
    bearer: 'cellular',
    address: state.mobile.address,
    prefix: 30,
    type: 0,
    transport: 'CELLULAR',
    netId: 101,
  };
  return [loopback, ...(state.wifi.connected ? [wifi] : []), ...(state.mobile.connected ? [mobile] : [])];
}

/** The interface of the default network; null when offline. */
export function defaultInterface(state: RadioState): Interface | null {
  return interfacesUp(state).find((each) => each.bearer === state.default) ?? null;
}
