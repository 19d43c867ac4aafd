import ipaddr from 'ipaddr.js';
import type { Bearer, RadioState } from '../device.ts';
import { CLAT_ADDRESS } from './nat64.ts';

/** A network interface as `ip`, `dumpsys` and `/proc/net/dev` show it. */
export interface Interface {
  readonly name: string;
  readonly bearer: Bearer;
  readonly address: string;
  readonly prefix: number;
  /** The TYPE_ number of ConnectivityManager, as dumpsys prints it. */
  readonly type: number;
  readonly transport: 'WIFI' | 'CELLULAR' | 'VPN' | null;
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
    address: state.mobile.ipv6 ?? state.mobile.address,
    prefix: state.mobile.ipv6 === undefined ? 30 : 64,
    type: 0,
    transport: 'CELLULAR',
    netId: 101,
  };
  // 464XLAT's interface lies on that of mobile data and is no network of its own.
  const clat: readonly Interface[] =
    state.mobile.ipv6 === undefined
      ? []
      : [{ ...mobile, name: `v4-${mobile.name}`, address: CLAT_ADDRESS, prefix: 32, transport: null, type: -1 }];
  const vpn: readonly Interface[] =
    state.vpn === undefined
      ? []
      : [
          {
            name: state.vpn.interface,
            bearer: 'vpn',
            address: state.vpn.address,
            prefix: 32,
            type: 17,
            transport: 'VPN',
            netId: 102,
          },
        ];
  return [loopback, ...(state.wifi.connected ? [wifi] : []), ...(state.mobile.connected ? [mobile, ...clat] : []), ...vpn];
}

/** The interface of the default network, not of a VPN over it; null when offline. */
export function defaultInterface(state: RadioState): Interface | null {
  return interfacesUp(state).find((each) => each.bearer === state.default) ?? null;
}

/** The first address of an interface's own network (IPv4). */
export function networkOf({ address, prefix }: Interface): string {
  return ipaddr.IPv4.networkAddressFromCIDR(`${address}/${prefix}`).toString();
}
