import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operatorTime, parseOperatorTime, shanghaiDay } from './times.ts';

test('an operator’s time is Asia/Shanghai', () => {
  expect(operatorTime(Date.UTC(2026, 10, 23, 16, 0, 0, 5))).toBe('20261124000000005');
  expect(parseOperatorTime('20261124000000005')).toBe(Date.UTC(2026, 10, 23, 16, 0, 0, 5));
});

test('it agrees with the platform’s own calendar on every day', () => {
  const platform = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2099, 11, 31) }), (ms) => {
      const expected = platform.format(ms).replace(/\D/g, '') + String(ms % 1000).padStart(3, '0');
      expect(operatorTime(ms)).toBe(expected);
      expect(parseOperatorTime(expected)).toBe(ms);
    }),
  );
});

test.each([
  '20261323120000000',
  '20260230120000000',
  '20260023120000000',
  '20261100120000000',
  '20261123240000000',
  '20261123126000000',
  '20261123120060000',
  '2026112312000000',
  '202611231200000000',
  '２0261123120000000',
  '2026112312000000x',
])('%s is no time', (text) => {
  expect(parseOperatorTime(text)).toBeNull();
});

test.each(['20240229000000000', '20000229235959999'])('%s is a leap day', (text) => {
  expect(parseOperatorTime(text)).not.toBeNull();
});

test.each(['20230229000000000', '21000229000000000'])('%s is no leap day', (text) => {
  expect(parseOperatorTime(text)).toBeNull();
});

test('a day begins at midnight in Shanghai', () => {
  const midnight = parseOperatorTime('20261124000000000') ?? 0;
  expect(shanghaiDay(midnight)).toBe(shanghaiDay(midnight - 1) + 1);
  expect(shanghaiDay(midnight + 86_399_999)).toBe(shanghaiDay(midnight));
});
