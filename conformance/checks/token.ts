import type { Check, Step } from '../src/check.ts';

const HEALTHY = [{ canary: 'raw', bearer: 'cellular', target: 'ca', meets: 'answer', status: 200 }] as const;

const LOGIN: readonly Step[] = [
  { do: 'invoke', as: 'listener', api: 'setPageInListener' },
  { do: 'call', as: 'login', api: 'loginAuth', requestCode: 71 },
  { do: 'await-page', withinMs: 10_000 },
  { do: 'tap', as: 'check', on: { checkable: true } },
  { do: 'tap', as: 'press', on: { text: '登录|注册', clickable: true } },
  { do: 'await', call: 'login', withinMs: 10_000 },
];

/** What the delivered token is worth at the app's back end (guide 2.4, 2.6, 3.4). */
export const tokenChecks: readonly Check[] = [
  {
    id: 'token-exchanged-once-gives-number-then-104201',
    clause: ['SRV-01', 'LOG-03', 'LOG-06', 'SRV-05'],
    level: 'MUST',
    subject: 'server',
    profile: ['smoke', 'page'],
    needs: ['screen'],
    arrange: {},
    canary: HEALTHY,
    act: [...LOGIN, { do: 'exchange', as: 'once', tokenOf: 'login' }, { do: 'exchange', as: 'twice', tokenOf: 'login' }],
    expect: [
      {
        expect: 'exchange',
        name: 'number',
        of: 'once',
        resultCode: '103000',
        number: 'subscriber',
        meaning: "the token does not give the subscriber's number",
      },
      { expect: 'exchange', name: 'single-use', of: 'twice', resultCode: '104201', meaning: 'a token can be used once' },
    ],
    kills: [],
    since: '0.1.0',
  },
  {
    id: 'token-after-121-seconds-gives-104201',
    clause: ['LOG-05', 'SRV-05'],
    level: 'MUST',
    subject: 'gateway',
    profile: ['page'],
    needs: ['screen'],
    arrange: {},
    canary: HEALTHY,
    act: [...LOGIN, { do: 'advance', ms: 121_000 }, { do: 'exchange', as: 'late', tokenOf: 'login' }],
    expect: [
      {
        expect: 'result',
        name: 'result',
        call: 'login',
        accept: ['103000'],
        fields: { token: { present: true } },
        meaning: 'there was no token to let expire',
      },
      { expect: 'exchange', name: 'expired', of: 'late', resultCode: '104201', meaning: 'a token is valid for two minutes' },
    ],
    kills: [],
    since: '0.1.0',
  },
  {
    id: 'check-token-comes-without-a-page',
    clause: ['CHK-01', 'CHK-02', 'CHK-05'],
    level: 'MUST',
    subject: 'sdk',
    profile: ['core'],
    needs: [],
    arrange: {},
    canary: HEALTHY,
    act: [
      { do: 'invoke', as: 'listener', api: 'setPageInListener' },
      { do: 'call', as: 'check', api: 'mobileAuth', requestCode: 72 },
      { do: 'await', call: 'check', withinMs: 10_000 },
      { do: 'exchange', as: 'wrong-use', tokenOf: 'check' },
    ],
    expect: [
      {
        expect: 'result',
        name: 'result',
        call: 'check',
        accept: ['103000'],
        fields: {
          token: { present: true },
          authType: { present: true },
          authTypeDes: { present: true },
          traceId: { present: true },
        },
        requestCode: 72,
        meaning: 'mobileAuth gives 103000 with token, authType, authTypeDes and traceId',
      },
      { expect: 'page-in', name: 'no-page', exactly: 0, meaning: 'mobileAuth opened a page' },
      {
        expect: 'exchange',
        name: 'rights',
        of: 'wrong-use',
        resultCode: '105018',
        meaning: 'the token of a number check must not give the number',
      },
    ],
    kills: [{ mutant: 'request-code-lost', by: 'result' }],
    since: '0.1.0',
  },
];
