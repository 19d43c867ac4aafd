import { describe, expect, test } from 'vitest';
import { CHECKS } from './catalogue.ts';
import type { Check } from './check.ts';
import { type MutantRun, mutantResultOf, mutantRunsOf, mutantsNotRun } from './mutants.ts';
import type { Finding, Outcome, Verdict } from './verdict.ts';

const check = CHECKS[0] as Check;
const run = { mutant: 'default-network', check, by: ['carried'] };

function outcome(verdict: Verdict, wrong: readonly string[]): Outcome {
  const findings: readonly Finding[] = wrong.map((name) => ({
    name,
    status: 'wrong',
    expected: 'e',
    observed: 'over Wi-Fi',
    meaning: 'm',
  }));
  return {
    ...check,
    verdict,
    headline: 'seen',
    findings,
    durationMs: 1,
    evidence: null,
    screenshots: [],
    mutant: run.mutant,
    breaches: [],
  };
}

describe('a mutant', () => {
  test('is killed by a failure under the named expectation', () => {
    expect(mutantResultOf(run, '', outcome('fail', ['result', 'carried']))).toMatchObject({
      fate: 'killed',
      reason: 'carried: over Wi-Fi',
    });
  });

  test('is killed by a warning too, where the clause is a SHOULD', () => {
    expect(mutantResultOf(run, '', outcome('warn', ['carried'])).fate).toBe('killed');
  });

  test('is not killed by another failure', () => {
    expect(mutantResultOf(run, '', outcome('fail', ['result']))).toMatchObject({
      fate: 'survived',
      reason: 'failed, but not by carried: seen',
    });
  });

  test('survives a pass, and a broken bench decides nothing', () => {
    expect(mutantResultOf(run, '', outcome('pass', [])).fate).toBe('survived');
    for (const verdict of ['env-error', 'suite-error', 'inconclusive'] as const) {
      expect(mutantResultOf(run, '', outcome(verdict, [])).fate).toBe('undecided');
    }
  });
});

test('every pair of a mutant and a check that names it is run; a mutant without a check survives, or is open for a written reason', () => {
  const listed = ['no-cache', 'unknown', 'never-seen-to-die'].map((id) => ({ id, text: '' }));
  const runs = mutantRunsOf(
    CHECKS,
    listed.map(({ id }) => id),
  );
  expect(runs.map((run) => run.check.id)).toContain('cache-second-call-asks-nobody');
  const catalogue = { checks: CHECKS, uncovered: [{ mutant: 'never-seen-to-die', reason: 'needs a clock' }] };
  expect(mutantsNotRun(listed, runs, catalogue)).toMatchObject([
    { mutant: 'unknown', fate: 'survived' },
    { mutant: 'never-seen-to-die', fate: 'open', reason: 'no check yet: needs a clock' },
  ]);
});

test('a mutant whose checks were not run is open, not survived', () => {
  const results = mutantsNotRun([{ id: 'no-cache', text: '' }], [], { checks: CHECKS, uncovered: [] });
  expect(results).toMatchObject([{ fate: 'open', reason: 'its checks were not run here' }]);
});

test('control rows run in the whole matrix only', () => {
  const named = ['gateway-code-replaced'];
  const isControl = ({ check }: MutantRun): boolean => check.kills.some((kill) => kill.mutant === named[0] && kill.isControl);
  expect(mutantRunsOf(CHECKS, named).filter(isControl)).toEqual([]);
  expect(mutantRunsOf(CHECKS, named, { whole: true }).filter(isControl)).not.toEqual([]);
});
