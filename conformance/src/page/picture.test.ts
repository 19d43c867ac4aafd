import { expect, test } from 'vitest';
import { contrast, hexOf } from './colour.ts';
import { decodePng } from './picture.ts';

test.each([
  [0x000000, 0xffffff, 21],
  [0xffffff, 0xffffff, 1],
  [0x777777, 0xffffff, 4.48],
  [0x0000ff, 0xffffff, 8.59],
])('the contrast of two colours is that of WCAG: %d on %d', (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 2);
  expect(contrast(other, one)).toBeCloseTo(ratio, 2);
});

test('a colour is written as people write it', () => {
  expect(hexOf(0x0a00ff)).toBe('#0A00FF');
});

test.each([[Buffer.from('no picture')], [Buffer.alloc(0)]])('a screenshot that is no PNG is a fault of the bench', (png) => {
  expect(() => decodePng(png)).toThrow(expect.objectContaining({ name: 'PageError', code: 'PICTURE' }));
});
