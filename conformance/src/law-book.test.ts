import { expect, test } from 'vitest';
import { LawBook, lawsOf } from './law-book.ts';
import type { Verdict } from './verdict.ts';

const [law] = lawsOf(['law-app-lives-on']);

function outcomeAfter(verdicts: readonly Verdict[], ends: readonly string[] = []) {
  const book = new LawBook();
  for (const verdict of verdicts) {
    book.add({ id: `a-b-${verdict}`, evidence: null, breaches: [], verdict, headline: 'x' });
  }
  book.addLateEnds(ends.map((row) => ({ row, how: 'java.lang.IllegalStateException: no' })));
  return law === undefined ? null : book.outcomeOf(law);
}

test('a law holds in rows that were judged; rows that the bench ended show nothing of it', () => {
  expect(outcomeAfter(['pass', 'fail', 'not-reached'])).toMatchObject({ verdict: 'pass', headline: 'holds in 3 rows' });
  expect(outcomeAfter(['pass', 'env-error', 'suite-error'])).toMatchObject({ headline: 'holds in 1 row' });
  expect(outcomeAfter(['env-error', 'skipped', 'unimplemented'])).toBeNull();
});

test('a crash after a row is a fail of the law, in that row', () => {
  expect(outcomeAfter(['pass'], ['a-b-pass'])).toMatchObject({
    verdict: 'fail',
    headline: 'after the row: java.lang.IllegalStateException: no in a-b-pass',
    evidence: 'a-b-pass',
  });
});
