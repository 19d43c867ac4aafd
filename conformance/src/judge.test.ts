import { describe, expect, test } from 'vitest';
import { called, connection, RESULT, request, row } from '../test/observed.ts';
import type { Expectation } from './check.ts';
import { judge } from './judge.ts';
import type { Observations } from './observations.ts';
import type { ProbeEvent, ProbeThread } from './probe/messages.ts';

describe('verdicts', () => {
  test('a code in accept passes', () => {
    expect(judge(row({}), called({ resultCode: '200050' }))).toMatchObject({ verdict: 'pass', headline: '200050' });
  });

  test('a code in warn warns', () => {
    expect(judge(row({}), called({ resultCode: '200028' })).verdict).toBe('warn');
  });

  test('any other code fails a MUST, warns a SHOULD and only records an INFO', () => {
    const seen = called({ resultCode: '200025' });
    expect(judge(row({ level: 'MUST' }), seen).verdict).toBe('fail');
    expect(judge(row({ level: 'SHOULD' }), seen).verdict).toBe('warn');
    expect(judge(row({ level: 'INFO' }), seen).verdict).toBe('pass');
  });

  describe('an expectation about an INFO clause in a row of another level', () => {
    const once: Expectation = { expect: 'callbacks', name: 'once', call: 'first', exactly: 1, meaning: 'never called back' };
    const check = row({ expect: [{ ...RESULT, level: 'INFO' }, once] });

    test('is ok where the reading is one of the clause', () => {
      expect(judge(check, called({ resultCode: '200050' }))).toMatchObject({ verdict: 'pass', headline: '200050, 1 callback' });
    });

    test('is reported and not judged where the reading is another', () => {
      const judgement = judge(check, called({ resultCode: '200025' }));
      expect(judgement).toMatchObject({ verdict: 'pass', findings: [{ status: 'info', observed: '200025' }, { status: 'ok' }] });
      expect(judgement.headline).toMatch(/^200025 \(not judged: the guide knows 200050\)/);
    });

    test('does not excuse what another clause forbids, nor a crash', () => {
      const silent = { ...called(null), events: [] };
      expect(judge(check, silent)).toMatchObject({ verdict: 'fail', headline: '0 callbacks' });
      const threw = { first: { ...silent.calls['first'], threw: 'SecurityException: no' } } as Observations['calls'];
      expect(judge(check, { ...silent, calls: threw }).headline).toBe('0 callbacks: the SDK threw SecurityException: no');
      expect(judge(check, { ...silent, crash: 'Process crashed.' })).toMatchObject({
        verdict: 'fail',
        headline: 'Process crashed.',
      });
    });
  });

  test('a number where text belongs fails, and the headline shows it', () => {
    expect(judge(row({}), called({ resultCode: 200050 }))).toMatchObject({ verdict: 'fail', headline: 'resultCode 200050' });
  });

  test('a call without a callback fails', () => {
    expect(judge(row({}), { ...called(null), events: [] })).toMatchObject({ verdict: 'fail', headline: 'no callback' });
  });

  test('a canary that does not hold is a bench fault, whatever the subject did', () => {
    const canary = {
      expected: 'eof',
      observed: 'answer 200',
      holds: false,
      raw: { active: null, networks: [], cleartextPermitted: true },
    };
    const judged = judge(row({}), called({ resultCode: '200050' }, { canaries: [canary] }));
    expect(judged.verdict).toBe('env-error');
    expect(judged.headline).toContain('Check the test bench');
  });

  test('a crash fails although every expectation held', () => {
    const judged = judge(row({}), called({ resultCode: '200050' }, { crash: 'shortMsg=Process crashed.' }));
    expect(judged).toMatchObject({ verdict: 'fail', headline: 'shortMsg=Process crashed.' });
  });

  test('a step that could not be performed fails although every expectation held', () => {
    const judged = judge(
      row({}),
      called({ resultCode: '200050' }, { stopped: { step: 2, reason: 'no button', isUnclear: false } }),
    );
    expect(judged).toMatchObject({ verdict: 'fail', headline: 'no button' });
  });

  test('a page that cannot be read is inconclusive although no expectation held', () => {
    const stopped = { step: 2, reason: 'two buttons look alike', isUnclear: true };
    const judged = judge(row({}), { ...called({}, { stopped }), events: [] });
    expect(judged).toMatchObject({ verdict: 'inconclusive', headline: 'two buttons look alike' });
    expect(judge(row({}), called({}, { stopped, crash: 'shortMsg=Process crashed.' })).verdict).toBe('fail');
  });

  test('what the subject need not have is skipped', () => {
    const stopped = { step: 2, reason: 'no way to close it', isUnclear: false, isOptional: true } as const;
    expect(judge(row({}), called({}, { stopped }))).toMatchObject({ verdict: 'skipped', headline: 'no way to close it' });
    expect(judge(row({}), called({}, { stopped, crash: 'shortMsg=Process crashed.' })).verdict).toBe('fail');
  });
});

describe('timing', () => {
  const timing = { call: 'first', lowerMs: 1500, upperMs: 1650, stretchMs: 150 };
  const check = row({ timing });
  const clock = { errorMs: 3, roundTripMs: 2, driftMs: 0 };
  const at = (ms: number, roundTripMs = 2): string =>
    judge(check, called({ resultCode: '200050' }, { clock: { ...clock, roundTripMs } }, ms)).verdict;

  test.each([
    [1500, 'pass'],
    [1650, 'pass'],
    [1498, 'inconclusive'],
    [1652, 'inconclusive'],
    [1490, 'fail'],
    [1660, 'fail'],
  ])('a callback at %i ms gives %s', (ms, verdict) => expect(at(ms)).toBe(verdict));

  test('a late callback is inconclusive on a device that answers slowly, an early one is not', () => {
    expect(at(1700, 30)).toBe('inconclusive');
    expect(at(1900, 30)).toBe('fail');
    expect(at(1400, 30)).toBe('fail');
  });

  test('the headline shows bounds and error', () => {
    expect(judge(check, called({ resultCode: '200050' }, { clock }, 1504.2)).headline).toBe(
      '200050, at 1504 ms (allowed 1500–1650, error ±3)',
    );
  });
});

interface Example {
  readonly what: string;
  readonly expectation: Expectation;
  readonly right: Observations;
  readonly wrong: Observations;
}

function pageIn(seq: number, atNanos: string): ProbeEvent {
  return { seq, type: 'pageIn', callId: null, atNanos, thread: 'main', payload: { resultCode: '200087' } };
}

const named = { name: 'it', meaning: 'm' } as const;
const ok = called({ resultCode: '103000', traceId: 'm1', token: 't' });
const result = ok.events[0] as ProbeEvent;

/** The clock was set to 13:20 in Shanghai at 1 s of this machine's time, and the request came 5 s later. */
const CLOCKED: Observations = {
  ...ok,
  clocks: { afternoon: { millis: Date.UTC(2026, 10, 29, 5, 20), atNanos: '1000000000' } },
};

function sentAt(systemtime: string): Observations {
  return { ...CLOCKED, requests: [request({ monotonicNanos: '6000000000', fields: { msgid: 'm1', systemtime } })] };
}

const EXAMPLES: readonly Example[] = [
  {
    what: 'sent-at',
    expectation: { ...named, expect: 'sent-at', operation: 'prefetch' },
    right: sentAt('20261129132005000'),
    wrong: sentAt('20261129012005000'),
  },
  {
    what: 'sent-at of another form',
    expectation: { ...named, expect: 'sent-at', operation: 'prefetch' },
    right: sentAt('20261129132005000'),
    wrong: sentAt('٢٠٢٦١١٢٩١٣٢٠٠٥٠٠٠'),
  },
  {
    what: 'sent-at without a request',
    expectation: { ...named, expect: 'sent-at', operation: 'prefetch' },
    right: sentAt('20261129132005000'),
    wrong: CLOCKED,
  },
  {
    what: 'callbacks',
    expectation: { ...named, expect: 'callbacks', call: 'first', exactly: 1 },
    right: ok,
    wrong: { ...ok, events: [result, { ...result, seq: 2 }] },
  },
  {
    what: 'a description by another name of the guide',
    expectation: { ...named, expect: 'result', call: 'first', accept: ['103000'], fields: { desc: 'true' } },
    right: called({ resultCode: '103000', resultDesc: 'true' }),
    wrong: called({ resultCode: '103000', resultDesc: 'ok' }),
  },
  {
    what: 'fields',
    expectation: { ...named, expect: 'result', call: 'first', accept: ['103000'], fields: { token: { present: true } } },
    right: ok,
    wrong: called({ resultCode: '103000', token: '' }),
  },
  {
    what: 'requestCode',
    expectation: { ...named, expect: 'result', call: 'first', accept: ['103000'], requestCode: 7 },
    right: ok,
    wrong: { ...ok, events: [{ ...result, payload: { ...result.payload, requestCode: -1 } }] },
  },
  {
    what: 'requests',
    expectation: { ...named, expect: 'requests', plane: 'bearer', operation: 'prefetch', exactly: 0, since: 'second' },
    right: { ...ok, requests: [request({ id: 4 })], marks: { second: { journal: 4, relay: 0 } } },
    wrong: { ...ok, requests: [request({ id: 5 })], marks: { second: { journal: 4, relay: 0 } } },
  },
  {
    what: 'requests, not connections without a request',
    expectation: { ...named, expect: 'requests', plane: 'bearer', operation: 'prefetch', exactly: 1 },
    right: { ...ok, requests: [request({}), request({ operation: null, session: '', trace: [], resultCode: null })] },
    wrong: { ...ok, requests: [request({}), request({})] },
  },
  {
    what: 'carried',
    expectation: { ...named, expect: 'carried', by: 'cellular' },
    right: { ...ok, connections: [connection({}), connection({ host: 'elsewhere.test', bearer: 'wifi' })] },
    wrong: { ...ok, connections: [connection({}), connection({ bearer: 'wifi' })] },
  },
  {
    what: 'carried, where no connection was made',
    expectation: { ...named, expect: 'carried', by: 'cellular' },
    right: { ...ok, connections: [connection({})] },
    wrong: { ...ok, connections: [] },
  },
  {
    what: 'no-bytes',
    expectation: { ...named, expect: 'no-bytes', over: 'wifi' },
    right: { ...ok, connections: [connection({})] },
    wrong: { ...ok, connections: [connection({ bearer: 'wifi', bytesOut: 1, bytesIn: 0 })] },
  },
  {
    what: 'session',
    expectation: { ...named, expect: 'session', operation: 'prefetch' },
    right: { ...ok, requests: [request({})] },
    wrong: { ...ok, requests: [request({ session: '192.168.77.10' })] },
  },
  {
    what: 'trace',
    expectation: { ...named, expect: 'trace', call: 'first', operation: 'prefetch' },
    right: { ...ok, requests: [request({})] },
    wrong: { ...ok, requests: [request({ fields: { msgid: 'other' } })] },
  },
  {
    what: 'value',
    expectation: { ...named, expect: 'value', of: 'first', equals: { networktype: '3', operatortype: '1' } },
    right: { ...ok, calls: { first: { ...ok.calls['first']!, value: { operatortype: '1', networktype: '3' } } } },
    wrong: { ...ok, calls: { first: { ...ok.calls['first']!, value: { operatortype: '1', networktype: 3 } } } },
  },
  {
    what: 'page-in',
    expectation: { ...named, expect: 'page-in', exactly: 1, before: 'first' },
    right: { ...ok, events: [pageIn(1, '1'), result] },
    wrong: { ...ok, events: [result, pageIn(2, '9000000000')] },
  },
  {
    what: 'page-in twice',
    expectation: { ...named, expect: 'page-in', exactly: 1 },
    right: { ...ok, events: [pageIn(1, '1')] },
    wrong: { ...ok, events: [pageIn(1, '1'), pageIn(2, '2')] },
  },
  {
    what: 'exchange',
    expectation: { ...named, expect: 'exchange', of: 'once', resultCode: '103000', number: 'subscriber' },
    right: { ...ok, exchanges: { once: { status: 200, resultCode: '103000', msisdn: '15400000001' } } },
    wrong: { ...ok, exchanges: { once: { status: 200, resultCode: '103000', msisdn: '15400000002' } } },
  },
  {
    what: 'held',
    expectation: { ...named, expect: 'held', at: 'after', since: 'before', exactly: 0 },
    right: { ...ok, held: { before: 2, after: 2 } },
    wrong: { ...ok, held: { before: 2, after: 3 } },
  },
  {
    what: 'threads',
    expectation: { ...named, expect: 'threads', at: 'after', since: 'before', atMost: 1 },
    right: { ...ok, threads: { before: threads(1, 2), after: threads(2, 3) } },
    wrong: { ...ok, threads: { before: threads(1, 2), after: threads(3, 4) } },
  },
  {
    what: 'threads that were never listed',
    expectation: { ...named, expect: 'threads', at: 'after', since: 'before', atMost: 1 },
    right: { ...ok, threads: { before: [], after: [] } },
    wrong: ok,
  },
  {
    what: 'defaults',
    expectation: { ...named, expect: 'defaults', at: 'after' },
    right: { ...ok, defaults: { after: [] } },
    wrong: { ...ok, defaults: { after: ['proxy selector'] } },
  },
  {
    what: 'lasts',
    expectation: { ...named, expect: 'lasts', call: 'first', lowerMs: 1, upperMs: 100, stretchMs: 0 },
    right: ok,
    wrong: { ...ok, events: [{ ...result, atNanos: '9000000000' }] },
  },
  {
    what: 'log-clean',
    expectation: { ...named, expect: 'log-clean' },
    right: ok,
    wrong: { ...ok, leaks: [{ where: 'log', secret: 'token', place: 'line 1 of log.txt' }] },
  },
];

function threads(...ids: readonly number[]): readonly ProbeThread[] {
  return ids.map((id) => ({ id, name: `pool-${id}` }));
}

describe.each(EXAMPLES)('$what', ({ expectation, right, wrong }) => {
  test('passes where the observation is right', () => expect(judge(row({ expect: [expectation] }), right).verdict).toBe('pass'));

  test('fails where the observation is wrong, under the name of the expectation', () => {
    const judged = judge(row({ expect: [expectation] }), wrong);
    expect(judged.verdict).toBe('fail');
    expect(judged.findings.filter((finding) => finding.status === 'wrong').map((finding) => finding.name)).toEqual(['it']);
  });
});

test('a device without a record of its bearers makes the verdict inconclusive', () => {
  const expectation: Expectation = { ...named, expect: 'carried', by: 'cellular' };
  expect(judge(row({ expect: [expectation] }), { ...ok, connections: null }).verdict).toBe('inconclusive');
});

test('a call that threw is wrong even where a callback with an accepted code came', () => {
  const calls = { first: { ...ok.calls['first']!, threw: 'IllegalStateException: no' } };
  const judged = judge(row({ expect: [RESULT] }), { ...called({ resultCode: '200050' }), calls });
  expect(judged).toMatchObject({ verdict: 'fail', headline: 'the SDK threw IllegalStateException: no' });
});
