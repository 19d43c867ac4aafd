import { expect, test } from 'vitest';
import { exitCode, summarize, type Verdict } from './verdict.ts';

const ROWS: readonly (readonly [readonly Verdict[], number, number])[] = [
  [['pass', 'warn', 'skipped', 'unimplemented', 'not-claimed'], 0, 0],
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
  expect(exitCode(summarize(verdicts.map((verdict) => ({ verdict }))), survivors)).toBe(code);
});
