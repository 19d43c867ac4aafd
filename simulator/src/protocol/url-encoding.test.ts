import { expect, test } from 'vitest';
import { urlEncoded } from './url-encoding.ts';

test.each([
  ['a b&=é', 'a%20b%26%3D%C3%A9'],
  ['\ud83d\ude00', '%F0%9F%98%80'],
  ['\ud83d', '%EF%BF%BD'],
  ['a\ude00b', 'a%EF%BF%BDb'],
])('%j is encoded as %s', (text, encoded) => {
  expect(urlEncoded(text)).toBe(encoded);
});
