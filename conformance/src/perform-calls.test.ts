import { expect, test } from 'vitest';
import type { Collector } from './collector.ts';
import { type Caller, sendCalls } from './perform-calls.ts';
import type { CallAnswer, CallRequest } from './probe/messages.ts';
import { ProbeError } from './probe/probe-error.ts';

const LIMIT = { name: 'limit', request: { api: 'setOverTime', callId: 'c1', value: 1_500 } };
const FIRST = { name: 'first', request: { api: 'getPhoneInfo', callId: 'c2', requestCode: 7 } };
const AGAIN = { name: 'again', request: { api: 'setOverTime', callId: 'c3', value: 8_000 } };

function caller(call: (request: CallRequest) => Promise<CallAnswer>): Caller {
  return {
    probe: { call },
    radio: { bearers: async () => ({ wifi: true, cellular: true }), operatorType: async () => '1' },
    controls: { has: () => true },
    app: { appid: '300000000001', appKey: 'K' },
  };
}

function nothingCollected(): Pick<Collector, 'collected' | 'limitMs'> {
  const collected = { calls: {}, marks: {}, exchanges: {}, raws: {}, held: {}, clocks: {}, threads: {}, defaults: {}, kept: {} };
  return { collected, limitMs: 8_000 };
}

test('the calls of a turn are one request of the probe, in their order, and the last one keeps the thread', async () => {
  const requests: CallRequest[] = [];
  const testbed = caller(async (request) => {
    requests.push(request);
    return {
      callId: 'c1',
      startedNanos: '10',
      next: { callId: 'c2', startedNanos: '20', next: { callId: 'c3', startedNanos: '30' } },
    };
  });
  const collector = nothingCollected();
  expect(await sendCalls([LIMIT, FIRST, AGAIN], { testbed, collector, lastsMs: 400 })).toBeNull();
  expect(requests).toEqual([{ ...LIMIT.request, next: { ...FIRST.request, next: { ...AGAIN.request, turnMs: 400 } } }]);
  expect(Object.entries(collector.collected.calls).map(([name, { startedNanos }]) => `${name} ${startedNanos}`)).toEqual([
    'limit 10',
    'first 20',
    'again 30',
  ]);
});

test('a call of a turn has the limit that the turn has set by then', async () => {
  const testbed = caller(async () => ({ callId: 'c1', startedNanos: '10', next: { callId: 'c2', startedNanos: '20' } }));
  const collector = nothingCollected();
  await sendCalls([LIMIT, FIRST], { testbed, collector });
  expect(collector.collected.calls['first']).toMatchObject({ limitMs: 1_500, requestCode: 7 });
  expect(collector.limitMs).toBe(1_500);
});

test('what the SDK throws stops the row and is noted, and the limit stays as it was', async () => {
  const testbed = caller(() => Promise.reject(new ProbeError('SDK_THREW', 'java.lang.NullPointerException')));
  const collector = nothingCollected();
  const stop = await sendCalls([LIMIT, FIRST], { testbed, collector });
  expect(stop?.reason).toBe('the SDK threw in setOverTime, then getPhoneInfo: java.lang.NullPointerException');
  expect(collector.collected.calls['limit']).toMatchObject({ threw: 'java.lang.NullPointerException' });
  expect(collector.limitMs).toBe(8_000);
});
