import { describe, expect, test } from 'vitest';
import type { GatewayCheck, GatewayExpectation } from './gateway-check.ts';
import type { Answered, GatewayObservations } from './gateway-observations.ts';
import { judgeGateway } from './judge-gateway.ts';

const NUMBER = '15400000001';
const CODE: GatewayExpectation = { expect: 'code', name: 'code', of: 'x', is: '103000', meaning: 'wrong' };

function check(...expectations: readonly GatewayExpectation[]): GatewayCheck {
  const base = {
    id: 'server-a-b',
    clause: ['SRV-01'],
    level: 'MUST',
    subject: 'server',
    profile: ['gateway'],
    since: '0.2.0',
  } as const;
  return { ...base, arrange: {}, act: [], expect: expectations, kills: [] };
}

function answered(body: unknown, changes: Partial<Answered> = {}): Answered {
  const request = { method: 'POST', url: 'http://127.0.0.1/x', contentType: 'application/json', body: '{}' };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { request, answer: { status: 200, body: text }, failure: null, msgid: 'm1', opened: null, ...changes };
}

function seen(answers: readonly Answered[], changes: Partial<GatewayObservations> = {}): GatewayObservations {
  return { answers: { x: answers }, stopped: null, number: NUMBER, ...changes };
}

interface Case {
  readonly title: string;
  readonly expectation: GatewayExpectation;
  readonly answers: readonly Answered[];
  readonly verdict: string;
  readonly headline: string;
}

const CASES: readonly Case[] = [
  {
    title: 'the code that must come',
    expectation: CODE,
    answers: [answered({ resultCode: '103000' })],
    verdict: 'pass',
    headline: '103000',
  },
  {
    title: 'another code',
    expectation: CODE,
    answers: [answered({ resultCode: '104201' })],
    verdict: 'fail',
    headline: '104201',
  },
  {
    title: 'a code that is no string',
    expectation: CODE,
    answers: [answered({ resultCode: 103000 })],
    verdict: 'fail',
    headline: 'HTTP 200 without a resultCode',
  },
  {
    title: 'no JSON',
    expectation: CODE,
    answers: [answered('<html>')],
    verdict: 'fail',
    headline: 'HTTP 200 without a resultCode',
  },
  {
    title: 'a closed connection',
    expectation: CODE,
    answers: [answered('', { answer: null, failure: 'ECONNRESET' })],
    verdict: 'fail',
    headline: 'no answer (ECONNRESET)',
  },
  {
    title: 'no answer in time',
    expectation: CODE,
    answers: [answered('', { answer: null, failure: 'TIMEOUT' })],
    verdict: 'inconclusive',
    headline: 'no answer (TIMEOUT)',
  },
  {
    title: 'a code in the header',
    expectation: { ...CODE, is: '000' },
    answers: [answered({ header: { resultCode: '000' }, body: {} })],
    verdict: 'pass',
    headline: '000',
  },
  {
    title: 'another message id',
    expectation: { ...CODE, expect: 'echo' },
    answers: [answered({ inresponseto: 'm2' })],
    verdict: 'fail',
    headline: 'message id "m2"',
  },
  {
    title: 'a number where none may be',
    expectation: { ...CODE, expect: 'number', is: 'absent' },
    answers: [answered({ desc: `for ${NUMBER}` })],
    verdict: 'fail',
    headline: 'the number',
  },
  {
    title: 'the number in another field',
    expectation: { ...CODE, expect: 'number', is: 'subscriber' },
    answers: [answered({ phone: NUMBER })],
    verdict: 'fail',
    headline: 'the number in another field',
  },
  {
    title: 'two winners',
    expectation: { ...CODE, expect: 'codes', are: { '103000': 1, '104201': 1 } },
    answers: [answered({ resultCode: '103000' }), answered({ resultCode: '103000' })],
    verdict: 'fail',
    headline: '2 × 103000',
  },
];

describe('a check of the gateway profile', () => {
  test.each(CASES)('$title', ({ expectation, answers, verdict, headline }) => {
    expect(judgeGateway(check(expectation), seen(answers))).toMatchObject({ verdict, headline });
  });

  test('that could not go on is inconclusive and says why; what was seen to be wrong before fails', () => {
    const stopped = { step: 2, reason: 'the token request brought no token' };
    expect(judgeGateway(check(CODE), { answers: {}, stopped, number: null })).toMatchObject({
      verdict: 'inconclusive',
      headline: 'step 2: the token request brought no token',
    });
    expect(judgeGateway(check(CODE), seen([answered({ resultCode: '104201' })], { stopped })).verdict).toBe('fail');
  });

  test('of a SHOULD clause warns', () => {
    expect(judgeGateway({ ...check(CODE), level: 'SHOULD' }, seen([answered({})])).verdict).toBe('warn');
  });
});
