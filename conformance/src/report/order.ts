import type { Outcome, Verdict } from '../verdict.ts';

/** What a reader has to see first stands first. */
const ORDER: readonly Verdict[] = [
  'fail',
  'suite-error',
  'env-error',
  'inconclusive',
  'warn',
  'not-reached',
  'pass',
  'unimplemented',
  'skipped',
  'not-claimed',
];

/** Verdicts that need a reader. */
const OPEN: readonly Verdict[] = ['fail', 'suite-error', 'env-error', 'inconclusive', 'warn', 'not-reached'];

/** Somebody has to look at it; a waived failure has been looked at. */
export function isOpen({ verdict, waived }: Outcome): boolean {
  return OPEN.includes(verdict) && waived === undefined;
}

/** Failures first, each kind in the order of the run; a failure that is waived stands behind those that count. */
export function failuresFirst(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function placeOf({ verdict, waived }: Outcome): number {
  return waived === undefined ? ORDER.indexOf(verdict) : ORDER.indexOf('not-reached');
}
