import { describe, expect, test } from 'vitest';
import { UsageError } from '../errors.ts';
import { type GatewayPlaceFlags, requireGatewayAddress } from './gateway-address.ts';

const OWN = ['127.0.0.1', '192.168.1.5'];
const serial = 'R58M123ABC';

describe('where the gateway listens', () => {
  test.each([
    { name: 'nothing is said', flags: {}, is: null },
    {
      name: "an address of this machine's",
      flags: { serial, gatewayHost: '192.168.1.5', open: true },
      is: { host: '192.168.1.5', listen: '192.168.1.5', ports: null },
    },
    {
      name: "another's, for a tunnel that ends here",
      flags: { serial, gatewayHost: 'Bench.Example.test', gatewayPorts: '7080,7443' },
      is: { host: 'bench.example.test', listen: '127.0.0.1', ports: { bearer: 7080, token: 7443 } },
    },
    {
      name: 'where it is told to',
      flags: { serial, gatewayHost: '203.0.113.9', gatewayListen: '0.0.0.0', open: true },
      is: { host: '203.0.113.9', listen: '0.0.0.0', ports: null },
    },
  ])('$name', ({ flags, is }) => {
    expect(requireGatewayAddress(flags, OWN)).toEqual(is);
  });
});

describe('is refused before anything starts', () => {
  const at = (gatewayHost: string, more: GatewayPlaceFlags = {}): GatewayPlaceFlags => ({ serial, gatewayHost, ...more });
  test.each([
    { flags: { gatewayHost: '192.168.1.5', open: true }, says: 'for a device of your own: --serial' },
    { flags: at('192.168.1.5'), says: '192.168.1.5, where others can reach it while the run lasts. Add --open' },
    { flags: at('127.0.0.1'), says: 'the device itself' },
    { flags: at('localhost'), says: 'the device itself' },
    { flags: at('0.0.0.0'), says: 'the device itself' },
    { flags: at('::1'), says: 'the device itself' },
    { flags: at('2001:db8::1'), says: 'the gateway listens on IPv4' },
    { flags: at('http://bench.example.test'), says: 'an address or a name alone' },
    { flags: at('192.168.1.5:7080'), says: 'ports go to --gateway-ports' },
    { flags: at('192.168.1'), says: 'an address or a name alone' },
    { flags: at('bench.example.test', { gatewayPorts: '7080' }), says: 'give two ports' },
    { flags: at('bench.example.test', { gatewayPorts: '7080,7080' }), says: 'give two ports' },
    { flags: at('bench.example.test', { gatewayPorts: '7080,70000' }), says: 'give two ports' },
    { flags: at('bench.example.test', { gatewayListen: 'eth0' }), says: 'an IPv4 address of this machine' },
    { flags: { serial, open: true }, says: '--open needs --gateway-host' },
    { flags: { serial, gatewayPorts: '1,2' }, says: '--gateway-ports needs --gateway-host' },
    { flags: { serial, gatewayListen: '127.0.0.1' }, says: '--gateway-listen needs --gateway-host' },
  ])('$flags', ({ flags, says }) => {
    expect(() => requireGatewayAddress(flags, OWN)).toThrow(UsageError);
    expect(() => requireGatewayAddress(flags, OWN)).toThrow(says);
  });
});
