import type { Check } from '../src/check.ts';
import { GATEWAY_ANSWERS, PAGE_ROW, SDK_ROW, WIFI_IS_DEFAULT } from './defaults.ts';
import { asksAgain, exchange, result, success, tokenRequests } from './expectations.ts';
import { CONFIRM, callAndAwait, openPage, setTimeLimit, tokenRequestFault } from './steps.ts';

const LOGIN = [...openPage(71), ...CONFIRM];

/** What the delivered token is worth at the app's back end (guide 2.4, 2.6, 3.4). */
export const tokenChecks: readonly Check[] = [
  {
    ...PAGE_ROW,
    id: 'token-exchanged-once-gives-number-then-104201',
    clause: ['SRV-01', 'LOG-03', 'LOG-06', 'SRV-05'],
    subject: 'server',
    profile: ['smoke', 'page'],
    act: [...LOGIN, { do: 'exchange', as: 'once', tokenOf: 'login' }, { do: 'exchange', as: 'twice', tokenOf: 'login' }],
    expect: [
      exchange({
        name: 'number',
        of: 'once',
        resultCode: '103000',
        number: 'subscriber',
        meaning: "the token does not give the subscriber's number",
      }),
      exchange({ name: 'single-use', of: 'twice', resultCode: '104201', meaning: 'a token can be used once' }),
    ],
    kills: [],
  },
  {
    ...PAGE_ROW,
    id: 'token-after-121-seconds-gives-104201',
    clause: ['LOG-05', 'SRV-05'],
    subject: 'gateway',
    act: [...LOGIN, { do: 'advance', ms: 121_000 }, { do: 'exchange', as: 'late', tokenOf: 'login' }],
    expect: [
      success({ call: 'login', fields: { token: { present: true } }, meaning: 'there was no token to let expire' }),
      exchange({ name: 'expired', of: 'late', resultCode: '104201', meaning: 'a token is valid for two minutes' }),
    ],
    kills: [],
  },
  {
    ...SDK_ROW,
    id: 'check-other-operator-is-200080',
    // An SDK may learn the operator from the gateway as well as from the SIM.
    gateway: 'dialect',
    clause: ['CHK-04'],
    needs: ['sim'],
    arrange: { radio: { dataSim: 'unicom' }, subscriber: { operator: 'unicom' } },
    canary: [GATEWAY_ANSWERS, WIFI_IS_DEFAULT],
    act: callAndAwait({ as: 'check', api: 'mobileAuth', requestCode: 1_000_073 }),
    expect: [
      result({
        call: 'check',
        accept: ['200080'],
        requestCode: 1_000_073,
        meaning: 'the number check is for China Mobile subscribers; others have a code of their own',
      }),
      tokenRequests({
        name: 'no-token-request',
        exactly: 0,
        meaning: 'a token was requested for a number that cannot be checked',
      }),
    ],
    kills: [
      { mutant: 'everything-as-other', by: 'result' },
      { mutant: 'other-operator-as-other', by: 'result' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'check-other-operator-with-cached-scrip-is-200080',
    gateway: 'dialect',
    clause: ['CHK-04'],
    needs: ['sim'],
    arrange: { radio: { dataSim: 'unicom' }, subscriber: { operator: 'unicom' } },
    canary: [GATEWAY_ANSWERS, WIFI_IS_DEFAULT],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 1_000_074 }),
      ...callAndAwait({ as: 'check', api: 'mobileAuth', requestCode: 1_000_075 }),
    ],
    expect: [
      tokenRequests({
        name: 'no-token-request',
        exactly: 0,
        meaning: 'a token was requested for a number that cannot be checked, since its scrip was cached',
      }),
      result({
        call: 'check',
        accept: ['200080'],
        meaning: 'the number check is for China Mobile subscribers; others have a code of their own',
      }),
    ],
    kills: [{ mutant: 'other-operator-served', by: 'no-token-request' }],
  },
  {
    ...SDK_ROW,
    id: 'check-refused-scrip-is-tried-once-more-at-most',
    clause: ['PRE-09', 'API-09'],
    level: 'SHOULD',
    arrange: { fault: tokenRequestFault({ kind: 'code', code: '103902' }) },
    act: [
      setTimeLimit(3_000),
      ...callAndAwait({ as: 'check', api: 'mobileAuth', requestCode: 74 }),
      { do: 'clear-faults' },
      ...callAndAwait({ as: 'next', api: 'mobileAuth', requestCode: 75 }),
    ],
    expect: [
      asksAgain('next', 'the scrip of the repeat was refused as well, and the next call sent it again'),
      success({ name: 'next-result', call: 'next', meaning: 'the fresh retrieval succeeds' }),
      result({
        call: 'check',
        accept: ['103902'],
        meaning: 'a scrip that is refused time and again ends the call with the code of the gateway',
      }),
    ],
    kills: [],
  },
  {
    ...SDK_ROW,
    id: 'check-token-comes-without-a-page',
    clause: ['CHK-01', 'CHK-02', 'CHK-05', 'CHK-07'],
    act: [
      { do: 'invoke', as: 'listener', api: 'setPageInListener' },
      ...callAndAwait({ as: 'check', api: 'mobileAuth', requestCode: 72 }),
      { do: 'exchange', as: 'wrong-use', tokenOf: 'check' },
    ],
    expect: [
      success({
        call: 'check',
        fields: {
          token: { present: true },
          authType: { present: true },
          authTypeDes: { present: true },
          traceId: { present: true },
        },
        requestCode: 72,
        meaning: 'mobileAuth gives 103000 with token, authType, authTypeDes and traceId',
      }),
      { expect: 'page-in', name: 'no-page', exactly: 0, meaning: 'mobileAuth opened a page' },
      exchange({
        name: 'rights',
        of: 'wrong-use',
        resultCode: '105018',
        meaning: 'the token of a number check must not give the number',
      }),
    ],
    kills: [{ mutant: 'request-code-lost', by: 'result' }],
  },
];
