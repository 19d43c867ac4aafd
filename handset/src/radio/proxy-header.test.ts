import { describe, expect, it } from 'vitest';
import { proxyHeader } from './proxy-header.ts';

const SIGNATURE = '0d0a0d0a000d0a515549540a';

describe('proxyHeader', () => {
  it.each([
    {
      name: 'IPv4',
      source: { address: '10.64.0.7', port: 0x1234 },
      target: { address: '127.0.0.1', port: 80 },
      hex: `${SIGNATURE}2111000c0a4000077f00000112340050`,
    },
    {
      name: 'IPv6 to a loopback of IPv4',
      source: { address: '2409:8a00::5', port: 1 },
      target: { address: '127.0.0.1', port: 443 },
      hex: `${SIGNATURE}2121002424098a00000000000000000000000005${'00000000000000000000ffff7f000001'}000101bb`,
    },
    {
      name: 'IPv6 written with dots',
      source: { address: '::ffff:10.0.0.1', port: 1 },
      target: { address: '::1', port: 2 },
      hex: `${SIGNATURE}2121002400000000000000000000ffff0a000001${'00000000000000000000000000000001'}00010002`,
    },
  ])('writes $name as proxy-protocol.txt §2.2 has it', ({ source, target, hex }) => {
    expect(proxyHeader(source, target).toString('hex')).toBe(hex);
  });
});
