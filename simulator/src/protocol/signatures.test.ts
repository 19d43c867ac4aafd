import { expect, test } from 'vitest';
import { fromBase64 } from './signatures.ts';

test.each([
  { text: 'AAEC', bytes: [0, 1, 2] },
  { text: '+/8=', bytes: [251, 255] },
  // Bits left over in the last letter: some encoders leave them there.
  { text: 'AB==', bytes: [0] },
])('$text is base64', ({ text, bytes }) => {
  expect([...(fromBase64(text) ?? [])]).toEqual(bytes);
});

test.each(['', 'AAE', 'AAEC\n', '-_8=', 'AA EC', 'AAEC====', 'AB=='.repeat(2)])('%j is none', (text) => {
  expect(fromBase64(text)).toBeNull();
});
