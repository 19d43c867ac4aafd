import { expect, test } from 'vitest';
import { exitCode, isAnythingJudged, summarize, type Verdict } from './verdict.ts';

const ROWS: readonly (readonly [readonly Verdict[], number, number])[] = [
  [['pass', 'warn', 'skipped', 'unimplemented', 'not-claimed', 'not-reached'], 0, 0],
  [['skipped', 'unimplemented', 'not-claimed', 'not-reached'], 0, 2],
  [[], 0, 2],
  [['pass', 'fail'], 0, 1],
  [['pass', 'inconclusive'], 0, 2],
  [['pass', 'env-error'], 0, 3],
  [['pass', 'suite-error'], 0, 4],
  [['fail', 'env-error', 'inconclusive', 'suite-error'], 0, 4],
  [['fail', 'env-error', 'inconclusive'], 0, 1],
  [['env-error', 'inconclusive'], 0, 3],
  [['pass'], 1, 1],
  [['env-error'], 1, 1],
];

test.each(ROWS)('%j with %i survivors exits with %i', (verdicts, survivors, code) => {
  const outcomes = verdicts.map((verdict) => ({ id: 'cache-a-b', verdict }));
  const rules = { survivors, isStrict: false, isAnythingJudged: isAnythingJudged(outcomes) };
  expect(exitCode(summarize(outcomes), rules)).toBe(code);
});

test('a warn fails a strict run', () => {
  const rules = { survivors: 0, isStrict: true, isAnythingJudged: true };
  expect(exitCode(summarize([{ verdict: 'warn' }]), rules)).toBe(1);
});

test('a law that holds in rows that were not judged is no judgement; one that is broken is', () => {
  const row = { id: 'cache-a-b', verdict: 'not-reached' } as const;
  expect(isAnythingJudged([row, { id: 'law-a-b', verdict: 'pass' }])).toBe(false);
  expect(isAnythingJudged([row, { id: 'law-a-b', verdict: 'fail' }])).toBe(true);
});
