import { canonicalAddress } from './addresses.ts';

/** The PROXY protocol, versions 1 and 2, by haproxy's proxy-protocol.txt and within the limits of wire.md §1. */

export type ProxyHeader =
  | { readonly state: 'incomplete' }
  | { readonly state: 'broken'; readonly why: string }
  /** `source` is null for LOCAL, UNKNOWN and UNSPEC: a connection with no session. */
  | { readonly state: 'complete'; readonly length: number; readonly source: string | null };

const V2_SIGNATURE = Buffer.from('0d0a0d0a000d0a515549540a', 'hex');
const V2_HEAD_BYTES = 16;
const V2_MAX_BYTES = 536;
const V1_MAX_BYTES = 107;
const V1_START = Buffer.from('PROXY ');
const PORT = /^(?:0|[1-9][0-9]{0,4})$/;

export function parseProxyHeader(bytes: Buffer): ProxyHeader {
  if (bytes.length === 0) {
    return { state: 'incomplete' };
  }
  if (isPrefixOf(bytes, V2_SIGNATURE)) {
    return parseV2(bytes);
  }
  if (isPrefixOf(bytes, V1_START)) {
    return parseV1(bytes);
  }
  return broken('the connection does not begin with a PROXY header');
}

function isPrefixOf(bytes: Buffer, start: Buffer): boolean {
  const length = Math.min(bytes.length, start.length);
  return bytes.subarray(0, length).equals(start.subarray(0, length));
}

function broken(why: string): ProxyHeader {
  return { state: 'broken', why };
}

function parseV1(bytes: Buffer): ProxyHeader {
  const end = bytes.subarray(0, V1_MAX_BYTES).indexOf('\r\n');
  if (end < 0) {
    return bytes.length >= V1_MAX_BYTES ? broken(`no line end within ${V1_MAX_BYTES} bytes`) : { state: 'incomplete' };
  }
  const line = bytes.toString('latin1', 0, end);
  const length = end + 2;
  // The specification says to ignore whatever follows UNKNOWN.
  if (line === 'PROXY UNKNOWN' || line.startsWith('PROXY UNKNOWN ')) {
    return { state: 'complete', length, source: null };
  }
  const fields = line.split(' ');
  const [, family, source, destination, sourcePort, destinationPort] = fields;
  if (fields.length !== 6 || (family !== 'TCP4' && family !== 'TCP6')) {
    return broken('a version 1 header is PROXY TCP4|TCP6 source destination port port');
  }
  const isFamily = (text = ''): boolean => text.includes(':') === (family === 'TCP6') && canonicalAddress(text) !== null;
  const isPort = (text = ''): boolean => PORT.test(text) && Number(text) <= 65_535;
  if (!isFamily(source) || !isFamily(destination) || !isPort(sourcePort) || !isPort(destinationPort)) {
    return broken('an address or port of the version 1 header is malformed');
  }
  return { state: 'complete', length, source: canonicalAddress(source ?? '') };
}

function parseV2(bytes: Buffer): ProxyHeader {
  if (bytes.length < V2_HEAD_BYTES) {
    return { state: 'incomplete' };
  }
  const versionAndCommand = bytes[12] ?? 0;
  const command = versionAndCommand & 0x0f;
  if (versionAndCommand >> 4 !== 2 || command > 1) {
    return broken(`version and command 0x${versionAndCommand.toString(16)} are none of version 2`);
  }
  const length = V2_HEAD_BYTES + bytes.readUInt16BE(14);
  if (length > V2_MAX_BYTES) {
    return broken(`a version 2 header of ${length} bytes is over ${V2_MAX_BYTES}`);
  }
  if (bytes.length < length) {
    return { state: 'incomplete' };
  }
  return command === 0 ? { state: 'complete', length, source: null } : parseV2Addresses(bytes.subarray(0, length));
}

const V2_FAMILIES = [
  { value: 0x00, name: 'UNSPEC', addressBytes: 0 },
  { value: 0x11, name: 'TCP4', addressBytes: 12 },
  { value: 0x21, name: 'TCP6', addressBytes: 36 },
] as const;

function parseV2Addresses(header: Buffer): ProxyHeader {
  const value = header[13] ?? 0;
  const family = V2_FAMILIES.find((row) => row.value === value);
  if (family === undefined) {
    return broken(`family and transport 0x${value.toString(16).padStart(2, '0')} are not TCP over IPv4 or IPv6`);
  }
  if (header.length < V2_HEAD_BYTES + family.addressBytes) {
    return broken(`${family.name} needs ${family.addressBytes} bytes of addresses`);
  }
  const source = family.name === 'UNSPEC' ? null : readAddress(header, family.name);
  return { state: 'complete', length: header.length, source };
}

function readAddress(header: Buffer, family: 'TCP4' | 'TCP6'): string | null {
  if (family === 'TCP4') {
    return [...header.subarray(V2_HEAD_BYTES, V2_HEAD_BYTES + 4)].join('.');
  }
  const groups = Array.from({ length: 8 }, (_, index) => header.readUInt16BE(V2_HEAD_BYTES + index * 2).toString(16));
  return canonicalAddress(groups.join(':'));
}
