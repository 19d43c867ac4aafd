import { expect, test } from 'vitest';
import { RunTally } from './run-tally.ts';
import { unrunOutcome } from './unrun-outcome.ts';
import type { Outcome } from './verdict.ts';
import { Waivers } from './waivers.ts';

const RUN: Outcome = {
  ...unrunOutcome({ id: 'cache-one', verdict: 'pass', headline: '103000' }),
  clause: ['PRE-01'],
  evidence: 'cache-one',
};
const BROKEN = { law: 'law-callback-exactly-once', status: 'wrong', expected: 'one', observed: '2 callbacks' } as const;

function stoppedAfter(outcomes: readonly Outcome[], hasLaws = true): ReadonlyMap<string, Outcome> {
  const checks = [...outcomes.map(({ id }) => id), 'cache-later', 'cache-last'].map((id) => ({ id, profile: [] }));
  const tally = new RunTally({
    ...{ print: () => undefined, describe: () => [], isStrict: false, isBailed: false, hasLaws },
    plan: { mutants: [], selection: {}, baseline: null, checks, table: checks },
    waivers: new Waivers([], '2026-11-29'),
  });
  for (const outcome of outcomes) {
    tally.add({ outcome, mutantRun: null, scope: { devices: ['handset'], build: 'x' } });
  }
  tally.finish({ isStopped: true });
  return new Map(tally.report().checks.map((outcome) => [outcome.id, outcome]));
}

test('a run that is stopped judges its laws over the rows that ran, and says how many did not', () => {
  const checks = stoppedAfter([RUN]);
  expect(checks.get('cache-last')).toMatchObject({ verdict: 'skipped', headline: 'the run was stopped' });
  expect(checks.get(BROKEN.law)).toMatchObject({ verdict: 'pass', headline: 'holds in 1 row; 2 rows did not run' });
});

test('a law that a row of a stopped run broke is a fail', () => {
  const checks = stoppedAfter([{ ...RUN, breaches: [BROKEN] }]);
  expect(checks.get(BROKEN.law)).toMatchObject({ verdict: 'fail', headline: '2 callbacks in cache-one; 2 rows did not run' });
});

test('a run that is stopped before its first row, or that knows no laws, judges none', () => {
  expect([...stoppedAfter([]).keys()]).toEqual(['cache-later', 'cache-last']);
  expect(stoppedAfter([RUN], false).has(BROKEN.law)).toBe(false);
});
