import { expect, test } from 'vitest';
import type { Outcome } from './verdict.ts';
import { VerdictError } from './verdict-error.ts';

const OUTCOME: Outcome = {
  id: 'area-condition-outcome',
  verdict: 'fail',
  headline: 'no callback',
  findings: [{ name: 'result', status: 'wrong', expected: '103000', observed: 'no callback', meaning: 'the call never ended' }],
  clause: ['PRE-05'],
  level: 'MUST',
  subject: 'sdk',
  durationMs: 1,
  evidence: 'area-condition-outcome',
  screenshots: [],
  mutant: null,
  breaches: [],
};

const CONTEXT = { words: { clauses: new Map(), codes: new Map(), command: '' }, runDir: '/runs/1' };

test.each([
  ['env-error', 'This is the test bench; the SDK was not judged.'],
  ['inconclusive', 'The test bench measured too coarsely to judge the SDK.'],
  ['suite-error', 'This is a defect of quhao; the SDK was not judged.'],
] as const)('%s says that it does not judge the SDK', (verdict, remark) => {
  const { message } = new VerdictError(verdict, { ...OUTCOME, verdict, findings: [] }, CONTEXT);
  expect(message.split('\n').slice(0, 2)).toEqual([`${verdict}: no callback`, expect.stringContaining(remark) as string]);
});

test('fail shows what was expected and observed, and where the evidence is, without a stack', () => {
  const error = new VerdictError('fail', OUTCOME, CONTEXT);
  expect(error.message.split('\n').map((line) => line.trim())).toEqual([
    'fail: no callback',
    'expected  103000',
    'observed  no callback',
    'meaning   the call never ended',
    'evidence  /runs/1/area-condition-outcome/',
  ]);
  expect(error.stack).toBe(`VerdictError: ${error.message}`);
});
