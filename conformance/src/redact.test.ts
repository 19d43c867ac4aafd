import { expect, test } from 'vitest';
import { Redactor } from './redact.ts';

test('secrets are replaced wherever they occur, and leaks are reported by name', () => {
  const redactor = new Redactor();
  redactor.add('KEY1', 'appKey');
  redactor.add('15400000001', 'whole number');
  redactor.add('', 'nothing');
  const value = redactor.value({ a: ['x KEY1 y'], b: { msisdn: '15400000001', masked: '154****0001' } });
  expect(value).toEqual({ a: ['x [appKey] y'], b: { msisdn: '[whole number]', masked: '154****0001' } });
  expect(redactor.leaksIn('… 15400000001 …')).toEqual(['whole number']);
  expect(redactor.leaksIn('154****0001')).toEqual([]);
});
