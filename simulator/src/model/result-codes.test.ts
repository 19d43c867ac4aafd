import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { NUMBER_CHECK_CODES } from './number-check-codes.ts';
import { RESULT_CODES, type ResultCodeRow, WIRE_CODES } from './result-codes.ts';

const fixture: { codes: (Omit<ResultCodeRow, 'pair'> & { pair?: string | string[] })[] } = parse(
  readFileSync(new URL('../../../fixtures/result-codes.yaml', import.meta.url), 'utf8'),
);

test('the table holds the 50 codes of the fixture, in its order, word for word', () => {
  const rows = fixture.codes.map(({ pair, ...row }) => (pair === undefined ? row : { ...row, pair: [pair].flat() }));
  expect(RESULT_CODES).toEqual(rows);
  expect(RESULT_CODES).toHaveLength(50);
});

test('no code and no name stands twice', () => {
  const all = [...RESULT_CODES, ...WIRE_CODES, ...NUMBER_CHECK_CODES];
  expect(new Set(all.map((row) => row.code)).size).toBe(all.length);
  expect(new Set(all.map((row) => row.name)).size).toBe(all.length);
});

test('24 codes are the gateway’s to prove, 11 the wire’s and 15 a device’s', () => {
  const count = (proof: string): number => RESULT_CODES.filter((row) => row.proof === proof).length;
  expect([count('gateway'), count('wire'), count('device')]).toEqual([24, 11, 15]);
});

test('whoever is one of a pair is so both ways, or names codes that exist', () => {
  const codes = new Set<string>(RESULT_CODES.map((row) => row.code));
  const rows: readonly ResultCodeRow[] = RESULT_CODES;
  for (const row of rows) {
    expect((row.pair ?? []).filter((code) => !codes.has(code))).toEqual([]);
  }
});
