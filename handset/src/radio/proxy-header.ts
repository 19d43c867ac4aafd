import { isIPv6 } from 'node:net';

/** "PROXY protocol" version 2 of HAProxy (proxy-protocol.txt §2.2): signature, version and command, family, length, addresses. */
const SIGNATURE = Buffer.from('0d0a0d0a000d0a515549540a', 'hex');
const VERSION_2_PROXY = 0x21;
const TCP_OVER_IPV4 = 0x11;
const TCP_OVER_IPV6 = 0x21;

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** The header that tells a gateway which bearer address a connection comes from. The target is written in the source's family. */
export function proxyHeader(source: Endpoint, target: Endpoint): Buffer {
  const wide = isIPv6(source.address);
  const addresses = wide
    ? Buffer.concat([ipv6Bytes(source.address), ipv6Bytes(target.address)])
    : Buffer.concat([ipv4Bytes(source.address), ipv4Bytes(isIPv6(target.address) ? '127.0.0.1' : target.address)]);
  const ports = Buffer.alloc(4);
  ports.writeUInt16BE(source.port, 0);
  ports.writeUInt16BE(target.port, 2);
  const head = Buffer.alloc(4);
  head.writeUInt8(VERSION_2_PROXY, 0);
  head.writeUInt8(wide ? TCP_OVER_IPV6 : TCP_OVER_IPV4, 1);
  head.writeUInt16BE(addresses.length + ports.length, 2);
  return Buffer.concat([SIGNATURE, head, addresses, ports]);
}

function ipv4Bytes(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number));
}

function ipv6Bytes(address: string): Buffer {
  if (!isIPv6(address)) {
    return Buffer.concat([Buffer.from('00000000000000000000ffff', 'hex'), ipv4Bytes(address)]);
  }
  const dotted = address.lastIndexOf('.') === -1 ? address : withHexTail(address);
  const [left = '', right] = dotted.split('::');
  const front = words(left);
  const back = right === undefined ? [] : words(right);
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => 0);
  const bytes = Buffer.alloc(16);
  for (const [index, word] of [...front, ...zeros, ...back].entries()) {
    bytes.writeUInt16BE(word, index * 2);
  }
  return bytes;
}

function words(part: string): number[] {
  return part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16));
}

function withHexTail(address: string): string {
  const cut = address.lastIndexOf(':') + 1;
  const tail = ipv4Bytes(address.slice(cut)).toString('hex');
  return `${address.slice(0, cut)}${tail.slice(0, 4)}:${tail.slice(4)}`;
}
