import { expect, test } from 'vitest';
import { encodedForms } from './encoded-forms.ts';

const SECRET = 'STsid0000001179540640000AbCdEfGhIjKlMnOpQrStUvWxYz012345';

function isSeen(text: string): boolean {
  return encodedForms(SECRET).some((form) => text.includes(form));
}

test.each(['', 'a', 'ab', 'abc', 'token=', 'the token is '])('base64 of a text that begins with "%s"', (before) => {
  for (const after of ['', '.', '..', ' and more']) {
    const bytes = Buffer.from(`${before}${SECRET}${after}`);
    expect([isSeen(bytes.toString('base64')), isSeen(bytes.toString('base64url'))]).toEqual([true, true]);
  }
});

test('hexadecimal in either letter case, and backwards', () => {
  const hex = Buffer.from(SECRET).toString('hex');
  expect([isSeen(`x${hex}x`), isSeen(hex.toUpperCase()), isSeen([...SECRET].reverse().join(''))]).toEqual([true, true, true]);
});

test('another secret is not seen, and a short text has no forms', () => {
  expect(isSeen(Buffer.from(SECRET.replace('AbCd', 'AbCe')).toString('base64'))).toBe(false);
  expect(encodedForms('154')).toEqual([]);
});
