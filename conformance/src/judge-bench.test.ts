import { describe, expect, test } from 'vitest';
import { called, RESULT, row } from '../test/observed.ts';
import { isLoaded } from './bench-load.ts';
import type { Check } from './check.ts';
import { judge } from './judge.ts';
import { excuseBreaches } from './judge-bench.ts';
import type { BenchReport, Observations } from './observations.ts';

const QUIET: BenchReport = { beats: 60, longestStillMs: 0, stillMs: 0, runnable: 1.2, cores: 2 };
const BUSY: BenchReport = { ...QUIET, runnable: 20 };
const STILL: BenchReport = { ...QUIET, longestStillMs: 1_800, stillMs: 2_000 };

const page: Check = row({
  act: [{ do: 'await-page', as: 'page', withinMs: 10_000 }],
  expect: [{ expect: 'page-in', name: 'in', exactly: 1, meaning: 'no page' }],
});
function noPage(bench: BenchReport, json: unknown = null): Observations {
  const seen = called(json, { bench, stopped: { step: 1, reason: 'no authorisation page within 10000 ms', isUnclear: false } });
  return json === null ? { ...seen, events: [] } : seen;
}

test.each([
  ['quiet', QUIET, false],
  ['busy', BUSY, true],
  ['standing still', STILL, true],
  ['of unknown load', { ...QUIET, runnable: null }, false],
] as const)('a bench that is %s is loaded: %s', (_, bench, loaded) => {
  expect(isLoaded(bench)).toBe(loaded);
});

describe('a page that has not come', () => {
  test('is the fault of the SDK where the bench was quiet', () => {
    expect(judge(page, noPage(QUIET)).verdict).toBe('fail');
  });

  test.each([BUSY, STILL])('is inconclusive where the bench was not: %j', (bench) => {
    expect(judge(page, noPage(bench))).toMatchObject({
      verdict: 'inconclusive',
      findings: [{ status: 'unsure', meaning: expect.stringContaining('the test bench was too busy') as string }],
    });
  });

  test('is the fault of the SDK on any bench where a result came in its place', () => {
    expect(judge(page, noPage(BUSY, { resultCode: '200025' })).verdict).toBe('fail');
  });
});

describe('a time limit that was reached', () => {
  const success = row({ expect: [{ ...RESULT, accept: ['103000'], warn: [] } as typeof RESULT] });

  test('is inconclusive on a busy bench, and another code is not', () => {
    expect(judge(success, called({ resultCode: '200023' }, { bench: BUSY }, 8_020)).verdict).toBe('inconclusive');
    expect(judge(success, called({ resultCode: '200023' }, { bench: QUIET }, 8_020)).verdict).toBe('fail');
    expect(judge(success, called({ resultCode: '102101' }, { bench: BUSY }, 8_020)).verdict).toBe('fail');
  });

  test('is the fault of the SDK on any bench where the limit was not used up', () => {
    expect(judge(success, called({ resultCode: '200023' }, { bench: BUSY }, 5_000)).verdict).toBe('fail');
  });
});

describe('a callback out of its bounds', () => {
  const timed = row({ expect: [], timing: { call: 'first', lowerMs: 1_500, upperMs: 1_650, stretchMs: 200 } });
  const at = (ms: number, bench: BenchReport) => judge(timed, called({ resultCode: '200023' }, { bench }, ms)).verdict;

  test('is late by the bench where that was busy or stood still for as long', () => {
    expect([at(2_500, QUIET), at(2_500, BUSY), at(3_500, STILL), at(3_500, BUSY)]).toEqual([
      'fail',
      'inconclusive',
      'inconclusive',
      'fail',
    ]);
  });

  test('is never early by the bench', () => {
    expect(at(1_400, STILL)).toBe('fail');
  });
});

test('a callback that never came is inconclusive only where the bench stood still', () => {
  const check = row({ act: [{ do: 'await', call: 'first', withinMs: 10_000 }] });
  const silent = (bench: BenchReport): Observations => ({
    ...called(null, { bench, stopped: { step: 1, reason: 'no callback of first within 10000 ms', isUnclear: false } }),
    events: [],
  });
  expect([QUIET, BUSY, STILL].map((bench) => judge(check, silent(bench)).verdict)).toEqual(['fail', 'fail', 'inconclusive']);
});

test('laws of time are unsure on a busy bench, other laws are not', () => {
  const breach = { status: 'wrong', expected: 'e', observed: 'o' } as const;
  const breaches = [
    { law: 'law-time-call-ends-within-limit', ...breach },
    { law: 'law-result-trace-id', ...breach },
  ];
  const statuses = (bench: BenchReport) => excuseBreaches(page, breaches, noPage(bench)).map(({ status }) => status);
  expect([statuses(QUIET), statuses(BUSY)]).toEqual([
    ['wrong', 'wrong'],
    ['unsure', 'wrong'],
  ]);
});
