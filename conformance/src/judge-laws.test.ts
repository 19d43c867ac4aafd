import { describe, expect, test } from 'vitest';
import { CALL, called, connection, request, row, screensWith } from '../test/observed.ts';
import { CHECKS } from './catalogue.ts';
import type { Check } from './check.ts';
import { readClauses } from './clauses.ts';
import { judgeLaws } from './judge-laws.ts';
import { LAWS } from './law-table.ts';
import type { GatewayRequest, Observations } from './observations.ts';
import type { ProbeEvent } from './probe/messages.ts';

const GOOD = { resultCode: '103000', desc: 'true', traceId: 'm1' };
const LOGIN = { resultCode: '103000', token: 'T', authType: '2', authTypeDes: 'gateway', traceId: 'm1' };

/** One loginAuth call with this result, with both bearers up unless stated otherwise. */
function login(json: unknown, more: Partial<Observations> = {}, call: object = {}): Observations {
  const seen = called(json, more);
  return {
    ...seen,
    calls: {
      first: {
        ...seen.calls['first'],
        ...CALL,
        api: 'loginAuth',
        callId: 'c1',
        startedNanos: '1000000000',
        value: null,
        threw: null,
        ...call,
      },
    },
  };
}

function event(changes: Partial<ProbeEvent>): ProbeEvent {
  return {
    seq: 2,
    type: 'result',
    callId: 'c1',
    atNanos: '1020000000',
    thread: 'main',
    payload: { requestCode: 7, json: GOOD },
    ...changes,
  };
}

function withEvents(...events: readonly ProbeEvent[]): Observations {
  return { ...called(GOOD), events };
}

function created(name: string, atNanos: string): ProbeEvent {
  return event({ type: 'activity', callId: null, atNanos, payload: { name } });
}

/** Two calls, the second of them at once after the first, whose results have this traceId. */
function calledTwice(traceId: string, more: Partial<Observations>): Observations {
  const json = { ...GOOD, traceId };
  const seen = called(json, more);
  const next = { ...CALL, api: 'getPhoneInfo', callId: 'c2', startedNanos: '1030000000', value: null, threw: null };
  const later = event({ seq: 3, callId: 'c2', atNanos: '1040000000', payload: { requestCode: 7, json } });
  return { ...seen, calls: { ...seen.calls, second: next }, events: [...seen.events, later] };
}

const COVERED = { part: 'number', level: 'fail', flaw: 'covered', message: 'the number lies under a view' } as const;

/** A token request for each scrip, all of them refused. */
function tokenRequests(...scrips: readonly string[]): readonly GatewayRequest[] {
  return scrips.map((scrip, index) =>
    request({ id: index + 1, operation: 'get-token', resultCode: '103902', fields: { msgid: `t${index}`, scrip } }),
  );
}

/** A number request that the gateway could open. */
function sealedWith(digest: string, id: number, inside = ''): GatewayRequest {
  const got = `keyid "k", key of 344 characters, data of 200 characters: all of it opens${inside}, with the session key of sha256 ${digest}`;
  const step = { step: 6, name: 'sealed data', outcome: 'passed', expected: '', got } as const;
  return request({ id, fields: { msgid: `m${id}` }, trace: [step] });
}

/** A token request whose scrip's life ended so long before. */
function expiredScrip(agoMs: number): GatewayRequest {
  const got = `an entry of the scrip, expired ${agoMs} ms ago`;
  const step = { step: 8, name: 'scrip', outcome: 'failed', expected: '', got } as const;
  return request({ id: 1, operation: 'get-token', resultCode: '103902', fields: { msgid: 't1' }, trace: [step] });
}

/** A number request that names an operator, of a call that knows the SIM's. */
function ofOperator(sent: string, operatorType: string | null): Observations {
  const seen = called(GOOD, { requests: [sealedWith('01234567', 1, `, operatortype ${sent}, networktype 3 inside`)] });
  const { first } = seen.calls;
  return { ...seen, calls: first === undefined ? {} : { first: { ...first, operatorType } } };
}

/** Each law with what keeps it and what breaks it, and what the breach says. */
const CASES: readonly {
  readonly law: string;
  readonly upheld: Observations;
  readonly broken: Observations;
  readonly says: RegExp;
  /** What the row arranges, where the law looks at it. */
  readonly arrange?: Check['arrange'];
}[] = [
  {
    law: 'law-callback-exactly-once',
    upheld: called(GOOD),
    broken: withEvents(event({ seq: 1 }), event({ atNanos: '4020000000' })),
    says: /2 callbacks .*3000 ms apart/,
  },
  { law: 'law-callback-exactly-once', upheld: called(GOOD), broken: withEvents(), says: /no callback of first/ },
  {
    law: 'law-callback-exactly-once',
    upheld: called(GOOD),
    broken: called(GOOD, { closingEvents: [event({ atNanos: '1500000000' })] }),
    says: /2 callbacks/,
  },
  {
    law: 'law-callback-echoes-request-code',
    upheld: called(GOOD),
    broken: withEvents(event({ payload: { requestCode: -1, json: GOOD } })),
    says: /reported -1/,
  },
  {
    law: 'law-callback-on-main-thread',
    upheld: called(GOOD),
    broken: withEvents(event({ thread: 'pool-1' })),
    says: /on pool-1/,
  },
  {
    law: 'law-app-lives-on',
    upheld: called(GOOD),
    broken: called(GOOD, { crash: 'NullPointerException' }),
    says: /NullPointerException/,
  },
  {
    law: 'law-result-code-of-section-5',
    upheld: called(GOOD),
    broken: called({ ...GOOD, resultCode: '999999' }),
    says: /"999999"/,
  },
  {
    law: 'law-result-code-of-section-5',
    upheld: called(GOOD),
    broken: called({ ...GOOD, resultCode: 103000 }),
    says: /reported 103000/,
  },
  {
    law: 'law-result-text-is-readable',
    upheld: called({ ...GOOD, resultCode: '103119', desc: '应用未注册 (appid)' }),
    broken: called({ ...GOOD, resultCode: '103119', desc: Buffer.from('应用未注册').toString('latin1') }),
    says: /desc has UTF-8 that was read as ISO-8859-1/,
  },
  {
    law: 'law-result-text-is-readable',
    upheld: called(GOOD),
    broken: called({ ...GOOD, resultCode: '103119', desc: 'app \ufffd\ufffd' }),
    says: /could not be read/,
  },
  {
    law: 'law-request-scrip-within-its-life',
    upheld: called(GOOD, { requests: [expiredScrip(40)] }),
    broken: called(GOOD, { requests: [expiredScrip(900)] }),
    says: /whose life was over/,
  },
  {
    law: 'law-request-operator-of-the-sim',
    upheld: ofOperator('1', '1'),
    broken: ofOperator('0', '1'),
    says: /operatortype 0/,
  },
  {
    law: 'law-request-operator-of-the-sim',
    upheld: ofOperator('0', null),
    broken: ofOperator('2', '1'),
    says: /operatortype 2/,
  },
  {
    law: 'law-result-token-only-in-success',
    upheld: login(LOGIN),
    broken: login({ ...LOGIN, token: '' }),
    says: /without a token/,
  },
  {
    law: 'law-result-token-only-in-success',
    upheld: called(GOOD),
    broken: called({ ...GOOD, token: 'T' }),
    says: /with a token/,
  },
  {
    law: 'law-result-has-description',
    upheld: called({ ...GOOD, desc: undefined, resultString: 'true' }),
    broken: called({ ...GOOD, desc: '' }),
    says: /without one/,
  },
  {
    law: 'law-result-has-description',
    upheld: login({ resultCode: '200020', resultDesc: 'left', traceId: 't' }),
    broken: login({ resultCode: '200020', traceId: 't' }),
    says: /loginAuth reported 200020/,
  },
  {
    law: 'law-result-auth-type-fits-bearers',
    upheld: login(LOGIN),
    broken: login({ ...LOGIN, authType: '0' }),
    says: /authType "0"/,
  },
  {
    law: 'law-result-auth-type-fits-bearers',
    upheld: login(LOGIN, {}, { bearers: { wifi: false, cellular: true } }),
    broken: login(LOGIN, {}, { bearers: { wifi: true, cellular: false } }),
    says: /authType "2"/,
  },
  {
    law: 'law-result-trace-id',
    upheld: called(GOOD, { requests: [request({})] }),
    broken: called({ ...GOOD, traceId: undefined }),
    says: /without one/,
  },
  {
    law: 'law-result-trace-id',
    upheld: called(GOOD),
    broken: called({ ...GOOD, traceId: 'other' }, { requests: [request({})] }),
    says: /reported other/,
  },
  {
    law: 'law-result-trace-id',
    upheld: calledTwice('m1', { requests: [request({ fields: { msgid: 'm1' } })] }),
    broken: calledTwice('m1', {}),
    says: /were given the same/,
  },
  { law: 'law-time-call-ends-within-limit', upheld: called(GOOD, {}, 8_200), broken: called(GOOD, {}, 12_000), says: /12000 ms/ },
  {
    law: 'law-network-number-request-on-mobile-data',
    upheld: called(GOOD, { connections: [connection({})] }),
    broken: called(GOOD, { connections: [connection({ bearer: 'wifi' })] }),
    says: /over Wi-Fi/,
  },
  {
    law: 'law-network-token-request-by-tls',
    upheld: called(GOOD, { connections: [connection({ host: 'token.gateway.test', port: 443, bearer: 'wifi' })] }),
    broken: called(GOOD, { connections: [connection({ host: 'token.gateway.test', port: 80, bearer: 'wifi', bytesOut: 110 })] }),
    says: /token.gateway.test:80 over Wi-Fi, 110 B/,
  },
  {
    law: 'law-network-wifi-for-token-only',
    upheld: called(GOOD, { connections: [connection({})] }),
    broken: called(GOOD, { connections: [connection({ host: 'stats.example', port: 443, bearer: 'wifi' })] }),
    says: /stats.example/,
  },
  {
    law: 'law-network-token-request-by-tls',
    upheld: called(GOOD, { connections: [connection({ host: 'token.gateway.test', port: 443, bytesOut: 0 })] }),
    broken: called(GOOD, { connections: [connection({ host: 'token.gateway.test', port: 80, bytesOut: 0 })] }),
    says: /token.gateway.test:80/,
  },
  {
    law: 'law-network-redirect-to-operators-only',
    arrange: {
      fault: {
        plane: 'bearer',
        operation: 'prefetch',
        effect: { kind: 'field', field: 'redirect', change: 'set', value: 'http://127.0.0.1:9/x' },
      },
    },
    upheld: called(GOOD, { connections: [connection({})] }),
    broken: called(GOOD, { connections: [connection({}), connection({ host: '127.0.0.1', port: 9, bearer: 'loopback' })] }),
    says: /127\.0\.0\.1:9 over loopback/,
  },
  {
    law: 'law-network-connection-closed',
    upheld: called(GOOD, { connections: [connection({ closedNanos: '1006000000' })] }),
    broken: called(GOOD, { connections: [connection({ closedNanos: null })] }),
    says: /still open/,
  },
  {
    law: 'law-network-process-not-bound',
    upheld: called(GOOD),
    broken: called(GOOD, { bound: ['after the last step'] }),
    says: /after the last step/,
  },
  {
    law: 'law-network-request-released',
    upheld: called(GOOD),
    broken: called(GOOD, { networkRequests: { before: 1, after: 2, waitedMs: 5_000 } }),
    says: /2 held 5000 ms/,
  },
  {
    law: 'law-request-form',
    upheld: called(GOOD, { requests: [request({})] }),
    broken: called(GOOD, {
      requests: [request({ trace: [{ step: 6, name: 'signature', outcome: 'failed', detail: 'the key differs' }] })],
    }),
    says: /the key differs/,
  },
  {
    law: 'law-request-own-msgid',
    upheld: called(GOOD, { requests: [request({ resultCode: '103273' }), request({ id: 2 })] }),
    broken: called(GOOD, { requests: [request({}), request({ id: 2 })] }),
    says: /twice with msgid m1/,
  },
  {
    law: 'law-request-own-session-key',
    upheld: called(GOOD, { requests: [sealedWith('0a1b2c3d', 1), sealedWith('ffffffff', 2)] }),
    broken: called(GOOD, { requests: [sealedWith('0a1b2c3d', 1), sealedWith('0a1b2c3d', 2)] }),
    says: /one session key \(sha256 0a1b2c3d\)/,
  },
  {
    law: 'law-request-capability-of-its-call',
    upheld: login(LOGIN, { requests: [request({ operation: 'get-token', fields: { capability: 'login' } })] }),
    broken: login(LOGIN, { requests: [request({ operation: 'get-token', fields: { capability: 'check' } })] }),
    says: /loginAuth asked for a token of capability check/,
  },
  {
    law: 'law-result-token-of-own-request',
    upheld: login(LOGIN, { requests: [request({ operation: 'get-token', resultCode: '103000' })] }),
    broken: login(LOGIN, {
      events: [event({ payload: { requestCode: 7, json: LOGIN } }), event({ seq: 2, payload: { requestCode: 7, json: LOGIN } })],
      requests: [request({ operation: 'get-token', resultCode: '103000' })],
    }),
    says: /2 results with a token/,
  },
  {
    law: 'law-request-none-after-callback',
    upheld: called(GOOD, { connections: [connection({ openedNanos: '1005000000' })] }),
    broken: called(GOOD, { connections: [connection({ openedNanos: '1500000000' })] }),
    says: /490 ms after the callback/,
  },
  {
    law: 'law-request-one-retry-at-most',
    upheld: called(GOOD, { requests: [1, 2].map((id) => request({ id, fields: { msgid: `m${id}` } })) }),
    broken: called(GOOD, { requests: [1, 2, 3].map((id) => request({ id, fields: { msgid: `m${id}` } })) }),
    says: /3 prefetch requests/,
  },
  {
    law: 'law-request-refused-scrip-not-sent-again',
    upheld: called(GOOD, { requests: tokenRequests('s1', 's2') }),
    broken: called(GOOD, { requests: tokenRequests('s1', 's1') }),
    says: /refused with 103902/,
  },
  {
    law: 'law-page-by-login-only',
    upheld: called(GOOD),
    broken: called(GOOD, { pages: ['com.cmic.gen.sdk.view.GenLoginAuthActivity'] }),
    says: /GenLoginAuthActivity was opened/,
  },
  {
    law: 'law-page-by-login-only',
    upheld: called(GOOD, { events: [event({}), created('app.quhao.probe.ProbeActivity', '1010000000')] }),
    broken: called(GOOD, { events: [event({}), created('com.example.Page', '1010000000')] }),
    says: /com.example.Page was opened/,
  },
  {
    law: 'law-page-none-after-its-call',
    upheld: login(LOGIN, {
      events: [created('com.example.Page', '1010000000'), event({}), created('com.example.Terms', '9000000000')],
    }),
    broken: login(LOGIN, { events: [event({}), created('com.example.Page', '1900000000')] }),
    says: /com.example.Page was opened after first had ended/,
  },
  {
    law: 'law-page-token-after-press-only',
    upheld: login(LOGIN, { requests: [request({ id: 2 })] }),
    broken: login(LOGIN, { requests: tokenRequests('s1') }),
    says: /request \d+ asked for a token/,
  },
  {
    law: 'law-page-gone-after-quit',
    upheld: login(LOGIN),
    broken: login(LOGIN, { pagesAfterQuit: ['com.cmic.gen.sdk.view.GenLoginAuthActivity'] }),
    says: /still there/,
  },
  {
    law: 'law-page-parts-readable',
    upheld: login(LOGIN, { screens: screensWith({ isFront: false, findings: [COVERED] }) }),
    broken: login(LOGIN, { screens: screensWith({ findings: [COVERED, { ...COVERED, level: 'warn' }] }) }),
    says: /the number lies under a view \(page\)/,
  },
  {
    law: 'law-page-parts-readable-with-theme',
    upheld: login(LOGIN, { screens: screensWith({ findings: [COVERED] }) }),
    broken: login(LOGIN, { screens: screensWith({ isThemed: true, findings: [COVERED] }) }),
    says: /the number lies under a view \(page\)/,
  },
  {
    law: 'law-secret-not-in-log',
    upheld: called(GOOD),
    broken: called(GOOD, { leaks: [{ where: 'log', secret: 'token', place: 'line 3 of log.txt' }] }),
    says: /token in line 3/,
  },
  {
    law: 'law-secret-not-in-file',
    upheld: called(GOOD),
    broken: called(GOOD, { leaks: [{ where: 'file', secret: 'appKey', place: 'files/x' }] }),
    says: /appKey in files/,
  },
  {
    law: 'law-secret-not-in-clear-on-wire',
    upheld: called(GOOD),
    broken: called(GOOD, { leaks: [{ where: 'wire', secret: 'appKey', place: 'cm.gateway.test:80' }] }),
    says: /appKey in cm/,
  },
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
