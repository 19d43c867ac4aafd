import { describe, expect, test } from 'vitest';
import { CALLBACK_CASES } from '../test/law-cases/callback-cases.ts';
import { event, GOOD, type LawCase, LOGIN, login, withEvents } from '../test/law-cases/law-case.ts';
import { NETWORK_CASES } from '../test/law-cases/network-cases.ts';
import { PAGE_CASES } from '../test/law-cases/page-cases.ts';
import { REQUEST_CASES } from '../test/law-cases/request-cases.ts';
import { RESULT_CASES } from '../test/law-cases/result-cases.ts';
import { SECRET_CASES } from '../test/law-cases/secret-cases.ts';
import { called, request, row } from '../test/observed.ts';
import { CHECKS } from './catalogue.ts';
import type { Check } from './check.ts';
import { readClauses } from './clauses.ts';
import { judgeLaws } from './judge-laws.ts';
import { LAWS } from './law-table.ts';
import type { GatewayRequest, Observations, ObservedCall } from './observations.ts';

const CASES: readonly LawCase[] = [
  ...CALLBACK_CASES,
  ...RESULT_CASES,
  ...REQUEST_CASES,
  ...NETWORK_CASES,
  ...PAGE_CASES,
  ...SECRET_CASES,
];

function breachesOf(law: string, seen: Observations, arrange: Check['arrange'] = {}): readonly { readonly observed: string }[] {
  return judgeLaws(row({ arrange }), seen).filter((breach) => breach.law === law);
}

describe('each law', () => {
  test.each(CASES)('$law: $says', ({ law, upheld, broken, says, arrange }) => {
    expect(breachesOf(law, upheld, arrange)).toEqual([]);
    expect(breachesOf(law, broken, arrange).map(({ observed }) => observed)).toEqual([expect.stringMatching(says)]);
  });

  test('has a case here', () => {
    expect(new Set(CASES.map(({ law }) => law))).toEqual(new Set(LAWS.map(({ id }) => id)));
  });

  test('can be excepted by a row, with a reason', () => {
    const excepting = row({ except: [{ law: 'law-callback-exactly-once', reason: 'the row is about it' }] });
    expect(judgeLaws(excepting, withEvents()).map(({ law }) => law)).not.toContain('law-callback-exactly-once');
  });

  test('is undecided where a call is late by less than a loaded machine can be', () => {
    expect(judgeLaws(row({}), called(GOOD, {}, 9_000))).toMatchObject([
      { law: 'law-time-call-ends-within-limit', status: 'unsure' },
    ]);
  });
});

test.each([
  [2_275, []],
  [5_400, []],
  [6_000, ['unsure']],
  [7_600, ['wrong']],
])('a login with a limit of 1500 ms whose page came after %i ms is judged %j: the system opens the page', (pageMs, statuses) => {
  const seen = login(LOGIN, {}, { limitMs: 1_500 });
  const call = Object.values(seen.calls)[0];
  const atNanos = String(BigInt(call?.startedNanos ?? 0) + BigInt(pageMs) * 1_000_000n);
  const pageIn = event({ type: 'pageIn', callId: call?.callId ?? '', atNanos });
  const laws = judgeLaws(row({}), { ...seen, events: [...seen.events, pageIn] });
  const limit = laws.filter(({ law }) => law === 'law-time-call-ends-within-limit');
  expect(limit.map(({ status }) => status)).toEqual(statuses);
});

test.each([
  [3, 3, []],
  [3, 6, []],
  [3, 7, ['wrong', 'wrong', 'wrong']],
  [1, 3, ['wrong']],
])('%i calls side by side, %i number requests: %j, since each call may repeat its own once', (count, sent, statuses) => {
  const requests = Array.from({ length: sent }, (_, index) => request({ id: index + 1, fields: { msgid: `m${index}` } }));
  const seen = called(GOOD, { requests });
  const numbers = Array.from({ length: count }, (_, index) => index);
  const calls = Object.fromEntries(
    numbers.map((index) => [`call-${index}`, { ...seen.calls['first'], callId: `c${index}` } as ObservedCall]),
  );
  const events = numbers.map((index) => event({ callId: `c${index}`, seq: index, atNanos: `${1_500_000_000 + index}` }));
  const laws = judgeLaws(row({}), { ...seen, calls, events });
  expect(laws.filter(({ law }) => law === 'law-request-one-retry-at-most').map(({ status }) => status)).toEqual(statuses);
});

test('a call without a listener is a call all the same: its requests are judged by its kind and its SIM', () => {
  const sealed = { name: 'sealed data', outcome: 'passed', got: 'operatortype 1, networktype 2 inside' };
  const requests = [
    request({ id: 1, trace: [sealed] as unknown as GatewayRequest['trace'], fields: { msgid: 'm1' } }),
    request({ id: 2, operation: 'get-token', fields: { msgid: 'm2', capability: 'check' } }),
  ];
  const seen = called(GOOD, { requests, events: [] });
  const first = seen.calls['first'] as ObservedCall;
  const judged = (call: Partial<ObservedCall>): readonly string[] =>
    judgeLaws(row({}), { ...seen, calls: { first: { ...first, hasListener: false, operatorType: '1', ...call } } }).map(
      ({ law }) => law,
    );
  expect(judged({ api: 'mobileAuth' })).toEqual([]);
  expect(judged({ api: 'loginAuth', operatorType: '2' })).toEqual([
    'law-request-operator-of-the-sim',
    'law-request-capability-of-its-call',
  ]);
});

describe('the table of laws', () => {
  test('has unique ids in style', () => {
    const ids = LAWS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^law(-[a-z0-9]+)+$/.test(id))).toEqual([]);
  });

  test('names clauses that exist, and the level of the strictest of them', async () => {
    const clauses = await readClauses();
    const wrong = LAWS.filter(
      ({ clause, level }) =>
        (level !== 'INFO' && !clause.some((id) => clauses.get(id)?.level === level)) || clause.some((id) => !clauses.has(id)),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('names rows that exist: those that kill its mutants, and laws that rows except', () => {
    const rows = new Set(CHECKS.map(({ id }) => id));
    const laws = new Set<string>(LAWS.map(({ id }) => id));
    expect(LAWS.flatMap(({ kills }) => kills.filter((kill) => !rows.has(kill.in)))).toEqual([]);
    expect(CHECKS.flatMap(({ except = [] }) => except.filter(({ law }) => !laws.has(law)))).toEqual([]);
  });
});
