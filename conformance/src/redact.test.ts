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

test('a secret that is written as JSON writes it is replaced, in a value and in a text inside it', () => {
  const redactor = new Redactor();
  redactor.add('a"b\\c\n', 'appKey');
  const body = JSON.stringify({ appKey: 'a"b\\c\n' });
  expect(redactor.value({ key: 'x a"b\\c\n', body })).toEqual({ key: 'x [appKey]', body: '{"appKey":"[appKey]"}' });
});

test('a number that is a secret, and a key that holds one, are replaced; a part of another number is not', () => {
  const redactor = new Redactor();
  redactor.add('15400000001', 'whole number');
  const value = redactor.value<unknown>({ msisdn: 15_400_000_001, took: 1_540_000_000_123, 'token=15400000001': '' });
  expect(value).toEqual({ msisdn: '[whole number]', took: 1_540_000_000_123, 'token=[whole number]': '' });
});

test("the suite's own words in an outcome stay, and its keys, where a secret is the same word", () => {
  const redactor = new Redactor();
  for (const word of ['skipped', 'server', 'headline', 'wrong', 'SRV', 'MUST', '$&']) {
    redactor.add(word, 'appKey');
  }
  const finding = { name: 'code', status: 'wrong', expected: '1', observed: 'the skipped $& key', meaning: 'm' } as const;
  const fixed = { id: 'server-a-b', clause: ['SRV-01'], level: 'MUST', subject: 'server', verdict: 'skipped' } as const;
  const outcome = { ...fixed, headline: 'no headline', findings: [finding], durationMs: 3, mutant: null, breaches: [] };
  expect(redactor.outcome(outcome)).toEqual({
    ...outcome,
    headline: 'no [appKey]',
    findings: [{ ...finding, observed: 'the [appKey] [appKey] key' }],
  });
});
