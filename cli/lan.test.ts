import { expect, test } from 'vitest';
import { lanAddresses, lanText } from './lan.ts';

const row = { netmask: '', mac: '', cidr: null };
const loopback = { ...row, address: '127.0.0.1', family: 'IPv4' as const, internal: true };

test('finds the addresses that others can reach', () => {
  const wifi = { ...row, address: '192.168.1.5', family: 'IPv4' as const, internal: false };
  const linkLocal = { ...row, address: '169.254.3.4', family: 'IPv4' as const, internal: false };
  const six = { ...row, address: 'fe80::1', family: 'IPv6' as const, internal: false, scopeid: 2 };
  expect(lanAddresses({ lo: [loopback], wlan0: [six, wifi], usb0: [linkLocal] })).toEqual(['192.168.1.5']);
});

test('refuses a machine without a network', () => {
  expect(() => lanAddresses({ lo: [loopback] })).toThrow('join a network first');
});

test('shows each address, and the first one as a QR code', () => {
  const lines = lanText(['192.168.1.5', '10.0.0.2'], 7080);
  expect(lines.slice(0, 2)).toEqual([
    'phone       http://192.168.1.5:7080/quhao/join',
    '            http://10.0.0.2:7080/quhao/join',
  ]);
  expect(lines.filter((line) => /[▀▄█]{3}/.test(line)).length).toBeGreaterThan(12);
});
