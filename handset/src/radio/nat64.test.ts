import { expect, test } from 'vitest';
import { embedded, synthesized } from './nat64.ts';

test('an IPv4 address and the IPv6 address that stands for it', () => {
  expect(synthesized('198.18.0.1')).toBe('64:ff9b::c612:1');
  expect(embedded('64:ff9b::c612:1')).toBe('198.18.0.1');
  expect(embedded('64:ff9b:0:0:0:0:c612:1')).toBe('198.18.0.1');
});

test.each(['2001:db8::1', '198.18.0.1', 'gateway.test', '::1', '64:ff9b:1::c612:1'])(
  '%s stands for no IPv4 address',
  (address) => {
    expect(embedded(address)).toBeNull();
  },
);
