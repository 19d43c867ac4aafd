import type { Check } from '../src/check.ts';

/** Which bearer carries what (guide 2.3; PRE-02, PRE-06). */
export const bearerChecks: readonly Check[] = [
  {
    id: 'bearer-number-request-uses-mobile-data',
    clause: ['PRE-02', 'PRE-01', 'GWY-01'],
    level: 'MUST',
    subject: 'sdk',
    profile: ['smoke', 'core'],
    needs: ['bearers'],
    arrange: {},
    canary: [
      { canary: 'default-network', is: 'wifi' },
      { canary: 'raw', bearer: 'cellular', target: 'ca', meets: 'answer', status: 200 },
      { canary: 'raw', bearer: 'wifi', target: 'ca', meets: 'answer', status: 200 },
    ],
    act: [
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 11 },
      { do: 'await', call: 'first', withinMs: 10_000 },
    ],
    expect: [
      {
        expect: 'carried',
        name: 'carried',
        by: 'cellular',
        meaning: 'the number request left over the default network instead of mobile data',
      },
      { expect: 'no-bytes', name: 'wifi-bytes', over: 'wifi', meaning: 'bytes for the gateway left over Wi-Fi' },
      {
        expect: 'session',
        name: 'session',
        operation: 'prefetch',
        meaning: "the gateway did not see the request on the SIM's own session",
      },
      {
        expect: 'result',
        name: 'result',
        call: 'first',
        accept: ['103000'],
        meaning: 'retrieval over mobile data did not succeed',
      },
      {
        expect: 'requests',
        name: 'one-request',
        plane: 'bearer',
        operation: 'prefetch',
        exactly: 1,
        meaning: 'one retrieval is one number request',
      },
    ],
    kills: [{ mutant: 'default-network', by: 'carried' }],
    since: '0.1.0',
  },
  {
    id: 'bearer-other-traffic-stays-on-wifi',
    clause: ['PRE-06'],
    level: 'SHOULD',
    subject: 'sdk',
    profile: ['core'],
    needs: ['bearers'],
    arrange: {},
    canary: [
      { canary: 'default-network', is: 'wifi' },
      { canary: 'raw', bearer: 'default', target: 'ca', meets: 'answer', status: 200 },
    ],
    act: [
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 12 },
      { do: 'await', call: 'first', withinMs: 10_000 },
      { do: 'raw', as: 'own', bearer: 'default' },
    ],
    expect: [
      {
        expect: 'carried',
        name: 'own-traffic',
        by: 'wifi',
        since: 'own',
        meaning: "the SDK moved the app's own traffic to mobile data and left it there",
      },
      { expect: 'result', name: 'result', call: 'first', accept: ['103000'], meaning: 'retrieval did not succeed' },
    ],
    kills: [{ mutant: 'binds-process', by: 'own-traffic' }],
    since: '0.1.0',
  },
];
