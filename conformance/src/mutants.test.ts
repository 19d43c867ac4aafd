import { describe, expect, test } from 'vitest';
import { CHECKS } from './catalogue.ts';
import type { Check } from './check.ts';
import { huntsOf, isUndecided, killOf, unhunted } from './mutants.ts';
import type { Finding, Outcome, Verdict } from './verdict.ts';

const check = CHECKS[0] as Check;
const hunt = { mutant: 'default-network', check, by: ['carried'] };

function outcome(verdict: Verdict, wrong: readonly string[]): Outcome {
  const findings: readonly Finding[] = wrong.map((name) => ({
    name,
    status: 'wrong',
    expected: 'e',
    observed: 'over Wi-Fi',
    meaning: 'm',
  }));
  return { ...check, verdict, headline: 'seen', findings, durationMs: 1, evidence: null, screenshots: [], mutant: hunt.mutant };
}

describe('a mutant', () => {
  test('is killed by a failure under the named expectation', () => {
    expect(killOf(hunt, '', outcome('fail', ['result', 'carried']))).toMatchObject({
      killed: true,
      reason: 'carried: over Wi-Fi',
    });
  });

  test('is killed by a warning too, where the clause is a SHOULD', () => {
    expect(killOf(hunt, '', outcome('warn', ['carried'])).killed).toBe(true);
  });

  test('is not killed by another failure', () => {
    expect(killOf(hunt, '', outcome('fail', ['result']))).toMatchObject({
      killed: false,
      reason: 'failed, but not by carried: seen',
    });
  });

  test('survives a pass, and a broken bench decides nothing', () => {
    const survived = killOf(hunt, '', outcome('pass', []));
    const undecided = killOf(hunt, '', outcome('env-error', []));
    expect([survived.killed, isUndecided(survived)]).toEqual([false, false]);
    expect([undecided.killed, isUndecided(undecided)]).toEqual([false, true]);
  });
});

test('every pair of a listed mutant and a check that names it is hunted; one without a check survives', () => {
  const listed = [
    { id: 'no-cache', text: '' },
    { id: 'unheard-of', text: '' },
  ];
  const hunts = huntsOf(CHECKS, listed);
  expect(hunts.map((one) => one.check.id)).toContain('cache-second-call-asks-nobody');
  expect(unhunted(listed, hunts)).toMatchObject([{ mutant: 'unheard-of', check: null, killed: false }]);
});
