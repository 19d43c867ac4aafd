import { isIPv4 } from 'node:net';
import type { ConnectionRecord, Device } from '../device.ts';
import { CLAT_ADDRESS } from '../radio/nat64.ts';
import type { VirtualFile } from './virtual-files.ts';

const ESTABLISHED = '01';
const TIME_WAIT = '06';
/** Linux keeps a connection that its own side has closed first for so long, without its owner. */
const TIME_WAIT_NANOS = 60_000_000_000n;
const HEADER = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

/**
 * `/proc/net/tcp` and `tcp6` from the relays' log. Java's sockets are IPv6 sockets with mapped addresses, which Linux lists in `tcp6`; the plain
 * handset lists them in `tcp`, with 0 for the addresses behind names.
 */
export function socketTables(device: Device): readonly VirtualFile[] {
  const isPlain = device.kind.hasQuhaoService;
  const rows = (form: AddressForm): string => HEADER + tableRows(device, form).join('');
  return isPlain
    ? [{ path: '/proc/net/tcp', content: () => rows(plainAddress) }]
    : [
        { path: '/proc/net/tcp', content: () => HEADER },
        { path: '/proc/net/tcp6', content: () => rows(mappedAddress) },
      ];
}

type AddressForm = (address: string, port: number) => string;

function tableRows(device: Device, form: AddressForm): readonly string[] {
  return openSockets(device).map(({ local, remote, state, uid, inode }, place) => {
    const addresses = `${form(local.address, local.port)} ${form(remote.address, remote.port)}`;
    return `${String(place).padStart(4)}: ${addresses} ${state} 00000000:00000000 00:00000000 00000000 ${String(uid).padStart(5)}        0 ${inode} 1\n`;
  });
}

interface SocketEnd {
  readonly address: string;
  readonly port: number;
}

/** A TCP connection of an app as Linux lists it. */
export interface OpenSocket {
  readonly local: SocketEnd;
  /** 0.0.0.0 where the app asked for a name. */
  readonly remote: SocketEnd;
  /** The kernel's number of it (include/net/tcp_states.h), in hexadecimal. */
  readonly state: typeof ESTABLISHED | typeof TIME_WAIT;
  /** 0 where nobody owns it any more. */
  readonly uid: number;
  readonly inode: number;
}

/** The connections that the relays carry, and those that wait for their end. */
export function openSockets(device: Device): readonly OpenSocket[] {
  const { mobile, wifi, vpn } = device.radio.state();
  const addresses = {
    wifi: wifi.address,
    cellular: mobile.ipv6 === undefined ? mobile.address : CLAT_ADDRESS,
    vpn: vpn?.address ?? '0.0.0.0',
    loopback: '127.0.0.1',
  } as const;
  const now = process.hrtime.bigint() - device.bootNanos;
  return device.radio.connections(0).flatMap((record) => {
    const state = stateOf(record, now);
    const isOwned = state === ESTABLISHED;
    const socket = {
      local: { address: addresses[record.bearer], port: record.localPort ?? 0 },
      remote: { address: isIPv4(record.host) ? record.host : '0.0.0.0', port: record.port },
      uid: isOwned ? (device.packages.get(record.package)?.uid ?? 0) : 0,
      inode: isOwned ? record.seq : 0,
    };
    return state === null ? [] : [{ ...socket, state }];
  });
}

function stateOf({ end, closedFirst, closedNanos }: ConnectionRecord, now: bigint): OpenSocket['state'] | null {
  if (end === 'open') {
    return ESTABLISHED;
  }
  const isWaiting = closedFirst === 'app' && closedNanos !== null && now - BigInt(closedNanos) < TIME_WAIT_NANOS;
  return isWaiting ? TIME_WAIT : null;
}

/** The address as one little-endian number, then the port, both in hex. */
function plainAddress(address: string, port: number): string {
  const bytes = isIPv4(address) ? address.split('.').map(Number).reverse() : [0, 0, 0, 0];
  return `${bytes.map((byte) => hex(byte, 2)).join('')}:${hex(port, 4)}`;
}

/** ::ffff:a.b.c.d as four little-endian numbers. */
function mappedAddress(address: string, port: number): string {
  return `0000000000000000FFFF0000${plainAddress(address, port)}`;
}

function hex(value: number, width: number): string {
  return value.toString(16).toUpperCase().padStart(width, '0');
}
