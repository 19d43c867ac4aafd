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
    kills: [{ mutant: 'security-token-in-log', by: 'log' }],
    since: '0.1.0',
  },
];
