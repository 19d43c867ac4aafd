import { describe, expect, test } from 'vitest';
import { parseProxyHeader } from './proxy-header.ts';

const SIGNATURE = '0d0a0d0a000d0a515549540a';

function v2(versionAndCommand: number, family: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head[0] = versionAndCommand;
  head[1] = family;
  head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([Buffer.from(SIGNATURE, 'hex'), head, payload]);
}

const v4Addresses = Buffer.from('0a4000077f0000019c401ba8', 'hex');
const v6Addresses = Buffer.concat([
  Buffer.from('fd000000000000000000000000000007', 'hex'),
  Buffer.alloc(15),
  Buffer.from([1, 0x9c, 0x40, 0x1b, 0xa8]),
]);
const mappedAddresses = Buffer.concat([Buffer.from('00000000000000000000ffff0a400007', 'hex'), Buffer.alloc(20)]);

const COMPLETE = [
  { title: 'v1 over IPv4', bytes: 'PROXY TCP4 10.64.0.7 127.0.0.1 40000 7080\r\n', source: '10.64.0.7' },
  { title: 'v1 over IPv6', bytes: 'PROXY TCP6 fd00::7 ::1 40000 7080\r\n', source: 'fd00:0:0:0:0:0:0:7' },
  { title: 'v1 with a mapped address', bytes: 'PROXY TCP6 ::ffff:10.64.0.7 ::1 1 2\r\n', source: '10.64.0.7' },
  { title: 'v1 UNKNOWN alone', bytes: 'PROXY UNKNOWN\r\n', source: null },
  { title: 'v1 UNKNOWN with anything', bytes: 'PROXY UNKNOWN ff::1 xx 1\r\n', source: null },
  { title: 'v2 over IPv4', bytes: v2(0x21, 0x11, v4Addresses), source: '10.64.0.7' },
  {
    title: 'v2 over IPv4 with a TLV',
    bytes: v2(0x21, 0x11, Buffer.concat([v4Addresses, Buffer.from([4, 0, 1, 0])])),
    source: '10.64.0.7',
  },
  { title: 'v2 over IPv6', bytes: v2(0x21, 0x21, v6Addresses), source: 'fd00:0:0:0:0:0:0:7' },
  { title: 'v2 with a mapped address', bytes: v2(0x21, 0x21, mappedAddresses), source: '10.64.0.7' },
  { title: 'v2 LOCAL', bytes: v2(0x20, 0x00, Buffer.alloc(0)), source: null },
  { title: 'v2 LOCAL with addresses to ignore', bytes: v2(0x20, 0x11, v4Addresses), source: null },
  { title: 'v2 UNSPEC', bytes: v2(0x21, 0x00, Buffer.alloc(5)), source: null },
  { title: 'v2 of 536 bytes', bytes: v2(0x21, 0x11, Buffer.concat([v4Addresses, Buffer.alloc(508)])), source: '10.64.0.7' },
];

const BROKEN = [
  { title: 'HTTP', bytes: 'POST / HTTP/1.1\r\n' },
  { title: 'v1 with lower-case letters', bytes: 'proxy TCP4 10.64.0.7 127.0.0.1 1 2\r\n' },
  { title: 'v1 with two blanks', bytes: 'PROXY TCP4  10.64.0.7 127.0.0.1 1 2\r\n' },
  { title: 'v1 with a blank at the end', bytes: 'PROXY TCP4 10.64.0.7 127.0.0.1 1 2 \r\n' },
  { title: 'v1 over UDP', bytes: 'PROXY UDP4 10.64.0.7 127.0.0.1 1 2\r\n' },
  { title: 'v1 with an IPv6 address in TCP4', bytes: 'PROXY TCP4 fd00::7 127.0.0.1 1 2\r\n' },
  { title: 'v1 with a zone', bytes: 'PROXY TCP6 fe80::1%lo ::1 1 2\r\n' },
  { title: 'v1 with a zone in the destination', bytes: 'PROXY TCP6 fe80::1 ::1%lo 1 2\r\n' },
  { title: 'v1 with an IPv4 address at the wrong end', bytes: 'PROXY TCP6 1.2.3.4::1 ::1 1 2\r\n' },
  { title: 'v1 with a leading zero in the address', bytes: 'PROXY TCP4 010.64.0.7 127.0.0.1 1 2\r\n' },
  { title: 'v1 with a leading zero in the port', bytes: 'PROXY TCP4 10.64.0.7 127.0.0.1 01 2\r\n' },
  { title: 'v1 with port 65536', bytes: 'PROXY TCP4 10.64.0.7 127.0.0.1 65536 2\r\n' },
  { title: 'v1 without ports', bytes: 'PROXY TCP4 10.64.0.7 127.0.0.1\r\n' },
  { title: 'v1 with no line end in 107 bytes', bytes: `PROXY UNKNOWN ${'x'.repeat(107)}` },
  { title: 'v2 of version 3', bytes: v2(0x31, 0x11, v4Addresses) },
  { title: 'v2 with command 2', bytes: v2(0x22, 0x11, v4Addresses) },
  { title: 'v2 over UDP', bytes: v2(0x21, 0x12, v4Addresses) },
  { title: 'v2 of a unix socket', bytes: v2(0x21, 0x31, Buffer.alloc(216)) },
  { title: 'v2 with half an address', bytes: v2(0x21, 0x11, v4Addresses.subarray(0, 8)) },
  { title: 'v2 of 537 bytes', bytes: v2(0x21, 0x11, Buffer.concat([v4Addresses, Buffer.alloc(509)])) },
];

describe('a whole header', () => {
  test.each(COMPLETE)('$title names its source', ({ bytes, source }) => {
    const whole = Buffer.from(bytes as string);
    const followed = Buffer.concat([whole, Buffer.from('POST /')]);
    expect(parseProxyHeader(followed)).toEqual({ state: 'complete', length: whole.length, source });
  });

  test.each(COMPLETE)('$title is incomplete until its last byte', ({ bytes }) => {
    const whole = Buffer.from(bytes as string);
    for (let length = 0; length < whole.length; length++) {
      expect(parseProxyHeader(whole.subarray(0, length)).state).toBe('incomplete');
    }
  });
});

test.each(BROKEN)('$title is broken', ({ bytes }) => {
  expect(parseProxyHeader(Buffer.from(bytes as string)).state).toBe('broken');
});
