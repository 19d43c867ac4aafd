import { isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** PROXY protocol version 2 of HAProxy (proxy-protocol.txt §2.2): signature, version and command, family, length, addresses. */
const SIGNATURE = Buffer.from('0d0a0d0a000d0a515549540a', 'hex');
const VERSION_2_PROXY = 0x21;
const FAMILY_CODES = { ipv4: 0x11, ipv6: 0x21 } as const;
const IPV4_LOOPBACK = '127.0.0.1';

type Family = keyof typeof FAMILY_CODES;

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** The header that carries a connection's bearer address to the gateway. The target is written in the address family of the source. */
export function proxyHeader(source: Endpoint, target: Endpoint): Buffer {
  const family: Family = isIPv6(source.address) ? 'ipv6' : 'ipv4';
  const addresses = Buffer.from([...bytesOf(source.address, family), ...bytesOf(target.address, family)]);
  const ports = Buffer.alloc(4);
  ports.writeUInt16BE(source.port, 0);
  ports.writeUInt16BE(target.port, 2);
  const head = Buffer.alloc(4);
  head.writeUInt8(VERSION_2_PROXY, 0);
  head.writeUInt8(FAMILY_CODES[family], 1);
  head.writeUInt16BE(addresses.length + ports.length, 2);
  return Buffer.concat([SIGNATURE, head, addresses, ports]);
}

/** The bytes of an address in the family of the source. */
function bytesOf(address: string, family: Family): number[] {
  const parsed = ipaddr.parse(address);
  if (family === 'ipv6') {
    return (parsed instanceof ipaddr.IPv4 ? parsed.toIPv4MappedAddress() : parsed).toByteArray();
  }
  return (parsed instanceof ipaddr.IPv4 ? parsed : ipaddr.parse(IPV4_LOOPBACK)).toByteArray();
}
