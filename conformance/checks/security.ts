import type { Check } from '../src/check.ts';

/** What must not leak (guide 2.3, 2.4; published work on one-tap login). */
export const securityChecks: readonly Check[] = [
  {
    id: 'security-log-holds-no-secret',
    clause: ['SEC-03'],
    level: 'SHOULD',
    subject: 'sdk',
    profile: ['security'],
    needs: [],
    arrange: {},
    canary: [{ canary: 'raw', bearer: 'cellular', target: 'ca', meets: 'answer', status: 200 }],
    act: [
      { do: 'call', as: 'check', api: 'mobileAuth', requestCode: 81 },
      { do: 'await', call: 'check', withinMs: 10_000 },
    ],
    expect: [
      {
        expect: 'log-clean',
        name: 'log',
        meaning: 'token, app key or whole number stands in the device log, where other tools read it',
      },
      {
        expect: 'result',
        name: 'result',
        call: 'check',
        accept: ['103000'],
        fields: { token: { present: true } },
        meaning: 'there was no token that could have leaked',
      },
    ],
    kills: [{ mutant: 'token-in-log', by: 'log' }],
    since: '0.1.0',
  },
  {
    id: 'security-untrusted-chain-is-refused',
    clause: ['DEV-11'],
    level: 'MUST',
    subject: 'sdk',
    profile: ['security'],
    needs: [],
    arrange: { trust: 'another-root' },
    canary: [{ canary: 'raw', bearer: 'cellular', target: 'ca', meets: 'answer', status: 200 }],
    act: [
      { do: 'call', as: 'check', api: 'mobileAuth', requestCode: 82 },
      { do: 'await', call: 'check', withinMs: 10_000 },
    ],
    expect: [
      {
        expect: 'result',
        name: 'result',
        call: 'check',
        accept: ['200072'],
        meaning: 'a chain that does not end in the trusted root must be refused',
      },
      {
        expect: 'requests',
        name: 'nothing-sent',
        plane: 'token',
        operation: 'get-token',
        exactly: 0,
        meaning: 'the scrip was sent to an endpoint that is not trusted',
      },
    ],
    kills: [{ mutant: 'any-certificate', by: 'nothing-sent' }],
    since: '0.1.0',
  },
];
