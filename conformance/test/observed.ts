import type { Check, Expectation } from '../src/check.ts';
import type { GatewayRequest, Lookup, Observations, RelayConnection, Screen } from '../src/observations.ts';
import type { ProbeEvent } from '../src/probe/messages.ts';

/** Rows and observations for tests of the pure judges: one getPhoneInfo call `first`, and what a test adds. */

export const CALL = { requestCode: 7, limitMs: 8_000, bearers: { wifi: true, cellular: true }, hasOwnKeys: false };

export const NOTHING: Observations = {
  calls: {},
  events: [],
  requests: [],
  connections: [],
  marks: {},
  screens: {},
  exchanges: {},
  raws: {},
  held: {},
  log: [],
  leaks: [],
  networkRequests: { before: 0, after: 0, waitedMs: 0 },
  bound: [],
  pages: [],
  pagesAfterQuit: [],
  closingEvents: [],
  clock: null,
  canaries: [],
  stopped: null,
  crash: null,
  facts: {
    simSession: '10.64.0.7',
    subscriber: '15400000001',
    numberHosts: ['cm.gateway.test'],
    tokenHost: 'token.gateway.test',
    gatewayHosts: ['cm.gateway.test'],
  },
};

export const RESULT: Expectation = {
  expect: 'result',
  name: 'result',
  call: 'first',
  accept: ['200050'],
  warn: ['200028'],
  meaning: 'the wrong code',
};

export function row(changes: Partial<Check>): Check {
  return {
    id: 'area-condition-outcome',
    clause: ['DEV-10'],
    level: 'MUST',
    subject: 'sdk',
    profile: ['core'],
    needs: [],
    arrange: {},
    canary: [],
    act: [],
    expect: [RESULT],
    kills: [],
    since: '0.1.0',
    ...changes,
  };
}

export function called(json: unknown, more: Partial<Observations> = {}, atMs = 10): Observations {
  const event: ProbeEvent = {
    seq: 1,
    type: 'result',
    callId: 'c1',
    atNanos: String(1_000_000_000 + Math.round(atMs * 1e6)),
    thread: 'main',
    payload: { requestCode: 7, json },
  };
  const calls = { first: { api: 'getPhoneInfo', callId: 'c1', startedNanos: '1000000000', value: null, threw: null, ...CALL } };
  return { ...NOTHING, calls, events: [event], ...more };
}

export function connection(changes: Partial<RelayConnection>): RelayConnection {
  return {
    seq: 1,
    bearer: 'cellular',
    host: 'cm.gateway.test',
    port: 80,
    package: 'app.quhao.probe',
    openedNanos: '1',
    closedNanos: '2',
    bytesOut: 100,
    bytesIn: 50,
    end: 'eof',
    ...changes,
  };
}

export function request(changes: Partial<GatewayRequest>): GatewayRequest {
  return {
    id: 1,
    monotonicNanos: '1',
    plane: 'bearer',
    operation: 'prefetch',
    session: '10.64.0.7',
    subscriber: '154****0001',
    fields: { msgid: 'm1' },
    trace: [],
    fault: null,
    resultCode: '103000',
    status: 200,
    ...changes,
  };
}

/** One look, named `page`, at a page that is all right but for these changes. */
export function screensWith(changes: Partial<Screen>): Observations['screens'] {
  const page = { shows: 'page', reason: null, isFront: true, isThemed: false, sights: {}, findings: [] } as const;
  return { page: { screenshot: 'page.png', tree: 'page.xml', ...page, ...changes } };
}

export function lookup(more: Partial<Lookup>): Lookup {
  return {
    seq: 1,
    bearer: 'wifi',
    name: 'stats.example',
    package: 'app.quhao.probe',
    answered: false,
    atNanos: '1005000000',
    ...more,
  };
}
