import { expect, test } from 'vitest';
import { partIn } from './secret-parts.ts';

const SECRET = 'abcdefghijklmnopqrstuvwxyz012345';

test.each([
  ['its end', `token …${SECRET.slice(-24)}`, SECRET.slice(-24)],
  ['its beginning', `${SECRET.slice(0, 16)}***`, SECRET.slice(0, 16)],
  ['its middle', `x${SECRET.slice(5, 25)}x`, SECRET.slice(5, 25)],
  ['the longer of two parts', `${SECRET.slice(0, 16)} ${SECRET.slice(10)}`, SECRET.slice(10)],
])('a text has %s', (_, text, part) => {
  expect(partIn(text, SECRET)).toBe(part);
});

test.each([
  ['a mask', `${SECRET.slice(0, 8)}****${SECRET.slice(-8)}`, SECRET],
  ['fifteen letters', SECRET.slice(0, 15), SECRET],
  ['all of it, which is another finding', `key ${SECRET}`, SECRET],
  ['half of what is short', '1540000', '15400000001'],
])('no part is %s', (_, text, secret) => {
  expect(partIn(text, secret)).toBeNull();
});
