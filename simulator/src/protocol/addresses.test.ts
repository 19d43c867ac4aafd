import { describe, expect, test } from 'vitest';
import { ADDRESS_PATTERN, addressOfSocket, canonicalAddress, isInRanges, parseWhitelist } from './addresses.ts';

test.each([
  { text: '127.0.0.1', canonical: '127.0.0.1' },
  { text: '::ffff:127.0.0.1', canonical: '127.0.0.1' },
  { text: '::FFFF:7f00:1', canonical: '127.0.0.1' },
  { text: '::1', canonical: '0:0:0:0:0:0:0:1' },
  { text: '0:0:0:0:0:0:0:1', canonical: '0:0:0:0:0:0:0:1' },
  { text: '2001:DB8::0a', canonical: '2001:db8:0:0:0:0:0:a' },
  { text: '::127.0.0.1', canonical: '0:0:0:0:0:0:7f00:1' },
  { text: '1:2:3:4:5:6:1.2.3.4', canonical: '1:2:3:4:5:6:102:304' },
  { text: 'fe80::1%eth0', canonical: null },
  { text: '1.2.3.4::1', canonical: null },
  { text: '::1.2.3.4:5.6.7.8', canonical: null },
  { text: ':::1.2.3.4', canonical: null },
  { text: '1:2:3:4:5:6:7:1.2.3.4', canonical: null },
  { text: '127.0.0.256', canonical: null },
  { text: '127.0.01.1', canonical: null },
  { text: '1.2.3', canonical: null },
  { text: '1::2::3', canonical: null },
  { text: '1:2:3:4:5:6:7:8:9', canonical: null },
  { text: '1:2:3:4:5:6:7', canonical: null },
  { text: '::12345', canonical: null },
  { text: '', canonical: null },
])('$text is written $canonical', ({ text, canonical }) => {
  expect(canonicalAddress(text)).toBe(canonical);
});

test.each([
  { text: 'fe80::1%eth0', address: 'fe80:0:0:0:0:0:0:1' },
  { text: 'fe80::1%enp0s31f6.100', address: 'fe80:0:0:0:0:0:0:1' },
  { text: '127.0.0.1', address: '127.0.0.1' },
  { text: 'fe80::1%', address: null },
])('a socket at $text has the address $address', ({ text, address }) => {
  expect(addressOfSocket(text)).toBe(address);
});

describe('whitelist', () => {
  const allows = (list: string, address: string): boolean => {
    const parsed = parseWhitelist(list);
    return parsed.ok && isInRanges(address, parsed.ranges);
  };

  test.each([
    { list: '', address: '127.0.0.1', allowed: false },
    { list: '127.0.0.1,::1', address: '127.0.0.1', allowed: true },
    { list: '127.0.0.1,::1', address: '::ffff:127.0.0.1', allowed: true },
    { list: '127.0.0.1,::1', address: '127.0.0.2', allowed: false },
    { list: '127.0.0.1, 0:0::1', address: '::1', allowed: true },
    { list: '10.0.0.0/8', address: '10.255.255.255', allowed: true },
    { list: '10.0.0.0/8', address: '11.0.0.0', allowed: false },
    { list: '10.1.2.3/0', address: '200.1.1.1', allowed: true },
    { list: '10.0.0.5-10.0.0.9', address: '10.0.0.9', allowed: true },
    { list: '10.0.0.5-9', address: '10.0.0.7', allowed: true },
    { list: '10.0.0.5-9', address: '10.0.0.10', allowed: false },
    { list: '2001:db8::/32', address: '2001:0DB8:ffff::1', allowed: true },
    { list: '2001:db8::1-2001:db8::ff', address: '2001:db8::100', allowed: false },
    { list: '::/0', address: '10.0.0.1', allowed: false },
    { list: '::ffff:127.0.0.0/104', address: '127.9.9.9', allowed: true },
    { list: '::ffff:127.0.0.0/104', address: '128.0.0.0', allowed: false },
    { list: '::FFFF:0:0/96', address: '200.1.1.1', allowed: true },
    { list: '::ffff:0:0/96', address: '::1', allowed: false },
    { list: '::ffff:7f00:1/128', address: '127.0.0.1', allowed: true },
    { list: '::ffff:7f00:1/128', address: '127.0.0.2', allowed: false },
    { list: '::ffff:10.0.0.5-::ffff:10.0.0.9', address: '10.0.0.7', allowed: true },
  ])('$list lets $address in: $allowed', ({ list, address, allowed }) => {
    expect(allows(list, address)).toBe(allowed);
  });

  test.each([
    { list: '10.0.0.1,10.0.0.300', why: 'entry 2 (character 10) "10.0.0.300"' },
    { list: '10.0.0.1,', why: 'entry 2 (character 10) ""' },
    { list: '10.0.0.9-10.0.0.5', why: 'entry 1 (character 1)' },
    { list: '10.0.0.1,::ffff:10.0.0.0/8', why: 'entry 2 (character 10) "::ffff:10.0.0.0/8"' },
    { list: '::ffff:10.0.0.0/129', why: 'entry 1 (character 1)' },
    { list: '10.0.0.1, fe80::1%eth0', why: 'entry 2 (character 10) " fe80::1%eth0"' },
    { list: 'fe80::%eth0/64', why: 'entry 1 (character 1)' },
    { list: 'fe80::1%eth0-fe80::2', why: 'entry 1 (character 1)' },
    { list: '10.0.0.0/33', why: 'entry 1 (character 1)' },
    { list: '10.0.0.1-::1', why: 'entry 1 (character 1)' },
    { list: '10.0.0.9-10.0.0.5', why: 'the range ends before it begins' },
    { list: '127.0.0.1;::1', why: 'entries have a comma of ASCII between them' },
    { list: '127.0.0.1，::1', why: 'entries have a comma of ASCII between them' },
    { list: '127.0.0.1\n::1', why: 'entries have a comma of ASCII between them' },
    { list: '10.0.0.1,', why: 'nothing stands between two commas, or behind the last one' },
    { list: '[::1]', why: 'an IPv6 address stands without brackets' },
    { list: '10.0.0.*', why: 'write a block' },
    { list: '10.0.0.1:8080', why: 'an address stands without a port' },
    { list: 'http://10.0.0.1', why: 'not a URL' },
    { list: '010.0.0.1', why: 'numbers of an address have no zeros before them' },
    { list: 'localhost', why: 'names are not looked up' },
    { list: '1.1.1.1-2-3', why: 'entry 1 (character 1)' },
    { list: `10.0.0.1,${' '.repeat(4000)}`, why: 'is 4009 characters long' },
  ])('$why is named', ({ list, why }) => {
    const parsed = parseWhitelist(list);
    expect(parsed).toMatchObject({ ok: false, why: expect.stringContaining(why) });
  });
});

test.each([
  '127.0.0.1',
  '::1',
  '::',
  '1::',
  '1:2:3:4:5:6:7::',
  '::ffff:127.0.0.1',
  '::FFFF:7f00:1',
  '::127.0.0.1',
  '1:2:3:4:5:6:1.2.3.4',
  'fe80::1:2',
  '2001:db8:0:0:1:0:0:1',
  '256.0.0.1',
  '01.2.3.4',
  ':00',
  '1::2::3',
  '1:2:3:4:5:6:7',
  'nowhere',
  '',
])('the pattern of the documents judges %j as the service does', (address) => {
  expect(new RegExp(ADDRESS_PATTERN).test(address)).toBe(canonicalAddress(address) !== null);
});
