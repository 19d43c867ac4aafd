import { expect, test } from 'vitest';
import { parseRouteName, writeRouteName } from './route-name.ts';

test.each([
  ['rcs.example.com', 'rcs.example.com', null],
  ['RCS.example.com:80', 'rcs.example.com', 80],
  ['203.0.113.9:8080', '203.0.113.9', 8080],
  ['[2001:DB8:0:0:0:0:0:1]:443', '2001:db8::1', 443],
  ['2001:db8::1', '2001:db8::1', null],
  ['*:80', '*', 80],
  ['*', '*', null],
] as const)('reads %s', (text, host, port) => {
  const name = parseRouteName(text);
  expect(name).toEqual({ host, port });
  expect(parseRouteName(writeRouteName(name ?? { host: '', port: null }))).toEqual(name);
});

test.each(['', 'a b', 'x.test:0', 'x.test:65536', '*.example.com', '[203.0.113.9]:80', 'https://x.test', 'x.test:80:80'])(
  'refuses %j',
  (text) => {
    expect(parseRouteName(text)).toBeNull();
  },
);
