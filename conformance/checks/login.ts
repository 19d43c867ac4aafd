import type { Check } from '../src/check.ts';
import { SDK_PAGE_ROW } from './defaults.ts';
import { asksAgain, asksNobody, once, result, success, tokenRequests } from './expectations.ts';
import {
  AWAIT_TOKEN_REQUEST,
  awaitCall,
  CHECK_AND_PRESS,
  CONFIRM,
  callAndAwait,
  HOLD_TOKEN_REQUEST,
  openPage,
  RELEASE_ANSWERS,
  setTimeLimit,
  tokenRequestFault,
} from './steps.ts';

const ONE_CALLBACK = once('login', 'a login ends in exactly one callback');

const SUCCEEDS = success({ call: 'login', meaning: 'the confirmed login succeeds' });

/** loginAuth: what it requests and delivers (guide 2.4). */
export const loginChecks: readonly Check[] = [
  {
    ...SDK_PAGE_ROW,
    id: 'login-checked-press-gives-token',
    clause: ['LOG-03', 'LOG-01', 'LOG-04', 'LOG-09'],
    profile: ['smoke', 'page'],
    act: [...openPage(), ...CONFIRM],
    expect: [
      success({
        call: 'login',
        fields: {
          token: { present: true },
          authType: { oneOf: ['1', '2'] },
          authTypeDes: { present: true },
          traceId: { present: true },
        },
        requestCode: 1_000_061,
        meaning: 'a confirmed login gives 103000 with token, authType, authTypeDes and traceId',
      }),
      ONE_CALLBACK,
      tokenRequests({ name: 'one-token-request', exactly: 1, meaning: 'one confirmation is one token request' }),
    ],
    kills: [
      { mutant: 'token-before-consent', by: 'one-token-request' },
      { mutant: 'token-request-twice-in-login', by: 'one-token-request' },
    ],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-leaves-scrip-in-cache',
    clause: ['LOG-08'],
    act: [...openPage(), ...CONFIRM, ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 62 })],
    expect: [
      success({ name: 'second-result', call: 'second', meaning: 'after a login retrieval succeeds from the cache' }),
      asksNobody('second', 'the login left no scrip behind'),
    ],
    kills: [
      { mutant: 'no-cache', by: 'no-second-request' },
      { mutant: 'login-leaves-no-scrip', by: 'no-second-request' },
      { mutant: 'scrip-dropped-after-token', by: 'no-second-request' },
    ],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-double-press-asks-for-one-token',
    clause: ['SEC-07', 'API-05'],
    level: 'SHOULD',
    profile: ['page', 'security'],
    act: [
      ...openPage(),
      HOLD_TOKEN_REQUEST,
      ...CHECK_AND_PRESS,
      AWAIT_TOKEN_REQUEST,
      { do: 'press', as: 'again' },
      { do: 'watch', as: 'between', forMs: 300 },
      ...RELEASE_ANSWERS,
      awaitCall('login'),
      { do: 'watch', as: 'after', forMs: 300 },
    ],
    expect: [
      tokenRequests({ name: 'one-token-request', exactly: 1, meaning: 'a second press requested a second token' }),
      ONE_CALLBACK,
      SUCCEEDS,
    ],
    kills: [{ mutant: 'button-twice', by: 'one-token-request' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-timeout-after-press-is-102507',
    clause: ['LOG-11', 'AUX-05'],
    profile: ['page', 'timing'],
    act: [setTimeLimit(1500), ...openPage(), HOLD_TOKEN_REQUEST, ...CHECK_AND_PRESS, awaitCall('login', 3_000)],
    expect: [
      result({
        call: 'login',
        accept: ['102507'],
        warn: ['200023'],
        meaning: 'a time-out after the press has a code of its own',
      }),
      ONE_CALLBACK,
    ],
    kills: [
      { mutant: 'never-times-out', by: 'result' },
      { mutant: 'press-timeout-as-other', by: 'result' },
      { mutant: 'never-times-out-after-press', by: 'result' },
    ],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-refused-scrip-is-dropped',
    clause: ['GWY-05', 'API-09'],
    act: [
      ...openPage(),
      { do: 'fault', fault: tokenRequestFault({ kind: 'code', code: '103902' }) },
      ...CONFIRM,
      { do: 'clear-faults' },
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 64 }),
    ],
    expect: [
      result({
        name: 'refusal',
        call: 'login',
        accept: ['103902'],
        meaning: 'the refusal of the scrip must reach the app unchanged',
      }),
      asksAgain('second', 'the SDK went on using a scrip that the gateway had refused'),
    ],
    kills: [{ mutant: 'keeps-refused-scrip', by: 'asks-again' }],
  },
];
