import { describe, expect, test } from 'vitest';
import { called, connection, NOTHING, RESULT, request, row, screensWith } from '../test/observed.ts';
import { CHECKS } from './catalogue.ts';
import { CauseBook, SPEAKS } from './cause-book.ts';
import type { Check } from './check.ts';
import { gatewayNeedOf } from './gateway-need.ts';
import { judge } from './judge.ts';
import type { Observations } from './observations.ts';
import type { Portrait, PortraitCall } from './portrait/portrait.ts';
import type { Outcome } from './verdict.ts';

function byId(id: string): Check {
  const check = CHECKS.find((one) => one.id === id);
  if (check === undefined) {
    throw new Error(`no check ${id}`);
  }
  return check;
}

function outcomeOf(check: Check, seen: Observations): Outcome {
  const { id, clause, level, subject } = check;
  const rest = { durationMs: 1, evidence: null, screenshots: [], mutant: null, breaches: [] };
  return { id, clause, level, subject, ...judge(check, seen), ...rest };
}

const speaks = byId(SPEAKS);
const elsewhere: Observations = {
  ...called({ resultCode: '200028' }),
  connections: [connection({ host: 'api.example.test', port: 443, bearer: 'wifi', bytesOut: 312, bytesIn: 0 })],
};

describe('a subject that never speaks to the gateway', () => {
  const book = new CauseBook({ isConfigured: true });
  const outcome = book.settle(outcomeOf(speaks, elsewhere), speaks, elsewhere);

  test('is one fail, with the hosts that it asked for', () => {
    expect(outcome).toMatchObject({
      verdict: 'fail',
      headline: 'no connection to a gateway host; asked for api.example.test:443 over Wi-Fi (312 B out, 0 B in)',
    });
  });

  test('leaves rows that need the gateway not reached, and points at that fail', () => {
    expect(book.obstacleOf(byId('mapping-http-status-500-is-network-error'))).toMatchObject({
      verdict: 'not-reached',
      reason: expect.stringMatching(/^see subject-speaks-to-the-gateway: no connection/) as string,
    });
    expect(book.obstacleOf(byId('login-page-shows-number-button-and-terms'))?.verdict).toBe('not-reached');
  });

  test('does not touch rows that need no gateway', () => {
    for (const id of [
      'network-type-wifi-and-mobile-data-is-3',
      'mapping-no-sim',
      'mapping-airplane-mode-is-no-network',
      SPEAKS,
    ]) {
      expect(book.obstacleOf(byId(id)), id).toBeNull();
    }
  });

  test('is skipped where nobody has told it the gateway', () => {
    const unconfigured = new CauseBook({ isConfigured: false });
    expect(unconfigured.settle(outcomeOf(speaks, elsewhere), speaks, elsewhere)).toMatchObject({
      verdict: 'skipped',
      headline: expect.stringMatching(/^needs dialect: no connection/) as string,
    });
    expect(unconfigured.obstacleOf(byId('token-exchanged-once-gives-number-then-104201'))?.verdict).toBe('skipped');
  });
});

test('a subject that connects, and sends what the gateway does not read, serves for rows that need a socket only', () => {
  const book = new CauseBook({ isConfigured: true });
  const seen = { ...elsewhere, connections: [connection({})], requests: [request({ operation: null })] };
  expect(book.settle(outcomeOf(speaks, seen), speaks, seen)).toMatchObject({
    verdict: 'fail',
    headline: 'connected to the gateway, and sent nothing in its dialect (1 other request)',
  });
  expect(book.obstacleOf(row({ gateway: 'socket' }))).toBeNull();
  expect(book.obstacleOf(row({ gateway: 'dialect' }))?.verdict).toBe('not-reached');
});

test('a subject that speaks to the gateway leaves every row as it is', () => {
  const book = new CauseBook({ isConfigured: true });
  const seen = called({ resultCode: '103000' }, { requests: [request({})] });
  expect(book.settle(outcomeOf(speaks, seen), speaks, seen).verdict).toBe('pass');
  expect(CHECKS.filter((check) => book.obstacleOf(check) !== null)).toEqual([]);
});

test('a bench that failed under the first row says nothing of the gateway', () => {
  const book = new CauseBook({ isConfigured: true });
  book.settle({ ...outcomeOf(speaks, elsewhere), verdict: 'env-error' }, speaks, elsewhere);
  expect(book.obstacleOf(byId('token-exchanged-once-gives-number-then-104201'))).toBeNull();
});

test('rows that arrange or expect something of the gateway need its dialect', () => {
  const needs = (changes: Partial<Check>) => gatewayNeedOf(row(changes));
  expect(needs({})).toBe('none');
  expect(needs({ arrange: { registration: { admitted: false } } })).toBe('dialect');
  expect(needs({ arrange: { radio: { wifi: 'off' } } })).toBe('none');
  expect(needs({ expect: [{ ...RESULT, accept: ['103000'] } as typeof RESULT] })).toBe('dialect');
  expect(needs({ gateway: 'socket' })).toBe('socket');
});

describe('an SDK that was looked at before', () => {
  const host = { host: 'a.test', port: 80, bearer: 'cellular', tls: false, bytesOut: 1, bytesIn: 1, ends: ['eof'] } as const;
  const portrait = (plane: 'bearer' | 'token' | null, changes: Partial<PortraitCall> = {}): Portrait => ({
    calls: (['getPhoneInfo', 'mobileAuth'] as const).map((api) => ({
      ...{ api, result: '200021', tookMs: 5, thread: 'main', understood: 0, notUnderstood: ['POST /v2/who'] },
      hosts: [{ ...host, plane, connections: 1 }],
      networkRequests: { held: 1, forMs: 5, left: 0 },
      ...changes,
    })),
    files: null,
    logTags: [],
    proposals: [],
  });
  const bookOf = (seen: Portrait) => new CauseBook({ isConfigured: false, portrait: seen });
  const verdictOf = (seen: Portrait, id: string) => bookOf(seen).obstacleOf(byId(id))?.verdict ?? 'run';

  test('is judged by its connections where the gateway understands nothing, and by nothing else', () => {
    const seen = portrait('bearer');
    expect(verdictOf(seen, 'timeout-set-1500-held-answer')).toBe('run');
    expect(verdictOf(seen, 'mapping-no-sim')).toBe('run');
    expect(bookOf(seen).obstacleOf(byId('prefetch-success-describes-itself'))).toMatchObject({
      verdict: 'skipped',
      reason: expect.stringMatching(/^needs dialect: connected to the gateway, which understood none of 2 requests/),
    });
    expect(bookOf(seen).formOf(byId('timeout-set-1500-held-answer')).arrange.fault?.isAnywhere).toBe(true);
  });

  test('is judged by rows of TLS where its call begins with TLS to a host of the token plane', () => {
    const id = 'mapping-token-tls-expired-mobile-auth';
    expect(verdictOf(portrait('bearer'), id)).toBe('skipped');
    expect(verdictOf(portrait('token', { hosts: [{ ...host, plane: 'token', tls: true, connections: 1 }] }), id)).toBe('run');
  });

  test('is judged by what needs no gateway where its hosts lead nowhere', () => {
    const seen = portrait(null);
    expect(verdictOf(seen, 'timeout-set-1500-held-answer')).toBe('skipped');
    expect(verdictOf(seen, 'mapping-no-sim')).toBe('run');
  });

  test('is judged whole where the gateway understands it', () => {
    const seen = portrait('bearer', { understood: 1 });
    expect(CHECKS.filter((check) => bookOf(seen).obstacleOf(check) !== null)).toEqual([]);
    expect(bookOf(seen).formOf(byId('timeout-set-1500-held-answer'))).toBe(byId('timeout-set-1500-held-answer'));
  });
});

describe('a step that rows only pass through', () => {
  const reason = 'no authorisation page within 10000 ms; results so far: 102101';
  const pageRow = (id: string, changes: Partial<Check> = {}): Check =>
    row({
      id,
      act: [{ do: 'await-page', as: 'page', withinMs: 10_000 }],
      expect: [{ ...RESULT, accept: ['103000'], warn: [] } as typeof RESULT],
      ...changes,
    });
  const stopped = (withinMs = 10_000): Observations =>
    called(
      { resultCode: '102101' },
      { stopped: { step: 1, reason: reason.replace('10000', String(withinMs)), isUnclear: false } },
    );

  test('fails once, and the rows behind it point at the first', () => {
    const book = new CauseBook({ isConfigured: true });
    const first = pageRow('login-a-b');
    const second = pageRow('login-c-d');
    expect(book.settle(outcomeOf(first, stopped()), first, stopped()).verdict).toBe('fail');
    expect(book.settle(outcomeOf(second, stopped(8_000)), second, stopped(8_000))).toMatchObject({
      verdict: 'not-reached',
      headline: `see login-a-b: ${reason.replace('10000', '8000')}`,
      findings: [{ status: 'wrong' }],
    });
  });

  test('fails again for another reason', () => {
    const book = new CauseBook({ isConfigured: true });
    const check = pageRow('login-a-b');
    const other = called(
      { resultCode: '200025' },
      { stopped: { step: 1, reason: 'no authorisation page within 10000 ms; results so far: 200025', isUnclear: false } },
    );
    book.settle(outcomeOf(check, stopped()), check, stopped());
    expect(book.settle(outcomeOf(check, other), check, other).verdict).toBe('fail');
  });

  test('does not excuse what came and should not have', () => {
    const book = new CauseBook({ isConfigured: true });
    const check = pageRow('login-a-b', { expect: [{ expect: 'log-clean', name: 'log', meaning: 'a secret in the log' }] });
    const leaking = { ...stopped(), leaks: [{ where: 'log' as const, secret: 'token', place: 'line 1 of log.txt' }] };
    book.settle(outcomeOf(check, leaking), check, leaking);
    expect(book.settle(outcomeOf(check, leaking), check, leaking).verdict).toBe('fail');
  });

  test('a fail does not hide behind a warn, a warn may hide behind a fail', () => {
    const book = new CauseBook({ isConfigured: true });
    const should = pageRow('login-a-b', { level: 'SHOULD' });
    const must = pageRow('login-c-d');
    expect(book.settle(outcomeOf(should, stopped()), should, stopped()).verdict).toBe('warn');
    expect(book.settle(outcomeOf(must, stopped()), must, stopped()).verdict).toBe('fail');
    expect(book.settle(outcomeOf(should, stopped()), should, stopped())).toMatchObject({
      verdict: 'not-reached',
      headline: expect.stringContaining('login-c-d') as string,
    });
  });

  test('what the row is about is no step that it passes through', () => {
    const book = new CauseBook({ isConfigured: true });
    const check = row({ act: [{ do: 'await', call: 'first', withinMs: 10_000 }] });
    const silent = {
      ...called(null, { stopped: { step: 1, reason: 'no callback of first within 10000 ms', isUnclear: false } }),
      events: [],
    };
    expect([1, 2].map(() => book.settle(outcomeOf(check, silent), check, silent).verdict)).toEqual(['fail', 'fail']);
    const behind = row({
      act: [{ do: 'await', call: 'first', withinMs: 1 }],
      expect: [{ ...RESULT, call: 'second' } as typeof RESULT],
    });
    expect([1, 2].map(() => book.settle(outcomeOf(behind, silent), behind, silent).verdict)).toEqual(['fail', 'not-reached']);
  });
});

test('nothing connected at all is said as such', () => {
  const book = new CauseBook({ isConfigured: true });
  const nothing = { ...NOTHING, connections: [] };
  expect(book.settle(outcomeOf(speaks, nothing), speaks, nothing).headline).toBe(
    'no connection to a gateway host; no other host was asked for',
  );
});

describe('a page that disables its login button until the terms are checked', () => {
  const disabled = { 'button-enabled': false, 'check-box': 'unchecked' } as const;
  const settle = (check: Check, sights: Observations['screens'][string]['sights']): Outcome => {
    const seen = {
      ...NOTHING,
      screens: { ...screensWith({ sights }), pressed: screensWith({ sights })['page'] },
    } as Observations;
    return new CauseBook({ isConfigured: true }).settle(outcomeOf(check, seen), check, seen);
  };
  const asked = byId('theme-consent-answered-true-goes-on');

  test('fails for the hint, and a row about what follows an unchecked press points there', () => {
    expect(settle(byId('login-unchecked-press-shows-hint'), { ...disabled, 'consent-asked': '' }).verdict).toBe('fail');
    expect(settle(asked, disabled)).toMatchObject({
      verdict: 'not-reached',
      headline: 'see login-unchecked-press-shows-hint: the login button is disabled until the terms are checked',
    });
  });

  test.each(['login-unchecked-press-shows-hint-in-english', 'login-unchecked-press-shows-hint-in-traditional-chinese'])(
    'fails once: %s points there too',
    (id) => {
      const sights = { ...disabled, 'consent-asked': '' } as const;
      expect(settle(byId(id), sights).verdict).toBe('not-reached');
      expect(settle(byId(id), { ...sights, 'button-enabled': true }).verdict).toBe('fail');
    },
  );

  test.each([
    ['a button that takes the press', { ...disabled, 'button-enabled': true }],
    ['terms that are checked', { ...disabled, 'check-box': 'checked' }],
  ])('is no excuse for %s', (_, sights) => {
    expect(settle(asked, sights).verdict).toBe('fail');
  });

  test('is no excuse after consent', () => {
    const press = byId('login-checked-press-gives-token');
    expect(settle(press, disabled).verdict).not.toBe('not-reached');
  });
});
