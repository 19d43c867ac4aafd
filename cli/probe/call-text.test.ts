import { expect, test } from 'vitest';
import type { CallReport, Carriage } from '../../conformance/src/by-hand.ts';
import { callText } from './call-text.ts';

const RESULT = {
  seq: 1,
  type: 'result',
  callId: 'getPhoneInfo-1',
  atNanos: '1064000000',
  thread: 'main',
  payload: { requestCode: 7, json: { resultCode: '103000', desc: 'true' } },
} as const;

const CARRIAGE: Carriage = {
  proofs: ['socket table', 'bytes by app'],
  strength: 'socket',
  sockets: [{ seq: 1, plane: 'bearer', bearer: 'cellular', local: '10.0.2.15', remote: '10.0.2.2:7080', uid: 10_123 }],
  bytes: { '': { cellular: 1_412, wifi: 0 } },
};
const CONNECTION = {
  seq: 3,
  bearer: 'cellular',
  host: 'cm.gateway.test',
  port: 80,
  package: 'app.quhao.probe',
  openedNanos: '1010000000',
  closedNanos: '1060000000',
  bytesOut: 1412,
  bytesIn: 688,
  end: 'closed',
} as const;

const REQUEST = {
  id: 42,
  monotonicNanos: '1020000000',
  plane: 'bearer',
  operation: 'prefetch',
  session: '10.64.0.7',
  subscriber: '15400000001',
  fields: {},
  trace: [],
  fault: null,
  resultCode: '103000',
  status: 200,
} as const;

const REPORT: CallReport = {
  startedNanos: '1000000000',
  value: null,
  isAsynchronous: true,
  events: [RESULT],
  connections: [CONNECTION],
  carriage: null,
  requests: [REQUEST],
};

test('a call is told from three sides, and the number is hidden', () => {
  expect(callText(REPORT)).toEqual([
    'callback   resultCode 103000 · desc true · requestCode 7 · main thread · after 64 ms · once',
    "carried    mobile data, proved by the handset's log: 1 connection to cm.gateway.test:80 · 1,412 B out, 688 B in",
    'gateway    prefetch from 10.64.0.7 → 154****0001 · answered 103000 · journal #42',
  ]);
});

test.each([
  [
    'no callback',
    { events: [], connections: [], requests: [] },
    ['callback   none came', 'carried    nothing left', 'gateway    no request'],
  ],
  [
    'two callbacks',
    { events: [RESULT, { ...RESULT, seq: 2 }] },
    ['callback   resultCode 103000', 'callback   resultCode 103000'],
  ],
  ['a device without a log', { connections: null }, ['callback', 'carried    not proved']],
  [
    'a device whose tables prove it',
    { connections: null, carriage: CARRIAGE },
    ['callback', 'carried    mobile data 1,412 B, Wi-Fi 0 B of the app · sockets over mobile data · proved by'],
  ],
  ['a call that returns', { isAsynchronous: false, events: [], value: { networktype: '3' } }, ['returned   {"networktype":"3"}']],
])('%s', (_, changes, beginnings) => {
  const lines = callText({ ...REPORT, ...changes });
  for (const [index, beginning] of beginnings.entries()) {
    expect(lines[index]).toMatch(new RegExp(`^${beginning.replaceAll(/[{}]/g, '\\$&')}`));
  }
});

test('a crash is told with the top of its stack', () => {
  const stack = `java.lang.IllegalStateException: no\n${Array.from({ length: 20 }, (_, index) => `\tat com.acme.Sdk.step${index}(Sdk.java:${index})`).join('\n')}\n`;
  const payload = { class: 'java.lang.IllegalStateException', message: 'no', thread: 'pool-1', stack };
  const crash = { ...RESULT, type: 'crash', callId: null, payload } as const;
  const lines = callText({ ...REPORT, events: [crash] });
  expect(lines.slice(0, 2)).toEqual([
    'crash      java.lang.IllegalStateException: no · pool-1 thread · after 64 ms',
    '           at com.acme.Sdk.step0(Sdk.java:0)',
  ]);
  expect(lines.filter((text) => text.includes('at com.acme'))).toHaveLength(12);
});
