import type { Check } from '../src/check.ts';
import { SDK_ROW, UNKNOWN_APP_ID } from './defaults.ts';
import { numberRequests, result, success } from './expectations.ts';
import {
  AWAIT_NUMBER_REQUEST,
  awaitCall,
  callAndAwait,
  NUMBER_REQUEST_IS_HELD,
  numberRequestFault,
  RELEASE_ANSWERS,
  setTimeLimit,
} from './steps.ts';

const REFUSED = ['103119'] as const;

const SEVEN_CALLS = [1, 2, 3, 4, 5, 6, 7].map((number) => ({ as: `call-${number}`, requestCode: 1_000 + number }));

/** What one call has to do with another that is under way: nothing, but for a retrieval of the same app and SIM (PRE-04). */
export const sideBySideChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    ...NUMBER_REQUEST_IS_HELD,
    id: 'callback-two-calls-with-one-request-code',
    clause: ['API-05', 'API-03', 'API-11'],
    act: [
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 341 },
      AWAIT_NUMBER_REQUEST,
      { do: 'call', as: 'check', api: 'mobileAuth', requestCode: 341 },
      ...RELEASE_ANSWERS,
      awaitCall('first'),
      awaitCall('check'),
    ],
    expect: [
      success({
        name: 'first-result',
        call: 'first',
        requestCode: 341,
        meaning: 'of two calls with one request code each has its result',
      }),
      success({
        name: 'check-result',
        call: 'check',
        fields: { token: { present: true } },
        requestCode: 341,
        meaning: 'of two calls with one request code each has its result',
      }),
    ],
    kills: [{ mutant: 'listener-by-request-code', by: 'first-result' }],
  },
  {
    ...SDK_ROW,
    ...NUMBER_REQUEST_IS_HELD,
    id: 'callback-seven-calls-at-once',
    clause: ['API-05', 'API-03', 'API-11'],
    act: [
      ...SEVEN_CALLS.map((call) => ({ do: 'call', api: 'getPhoneInfo', ...call }) as const),
      AWAIT_NUMBER_REQUEST,
      ...RELEASE_ANSWERS,
      ...SEVEN_CALLS.map(({ as }) => awaitCall(as)),
    ],
    expect: SEVEN_CALLS.map(({ as, requestCode }) =>
      success({ name: `${as}-result`, call: as, requestCode, meaning: 'of seven calls at once each has its result' }),
    ),
    kills: [{ mutant: 'seventh-call-dropped', by: 'call-7-result' }],
  },
  {
    ...SDK_ROW,
    id: 'callback-held-call-does-not-hold-another',
    clause: ['API-05', 'AUX-06'],
    arrange: { fault: { ...numberRequestFault({ kind: 'hold' }), when: { nth: 1 } } },
    act: [
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 342 },
      AWAIT_NUMBER_REQUEST,
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', appId: UNKNOWN_APP_ID, requestCode: 343 }, 4_000),
      ...RELEASE_ANSWERS,
      awaitCall('first'),
    ],
    expect: [
      result({
        name: 'second-result',
        call: 'second',
        accept: REFUSED,
        meaning: 'a call of another app id waits for an answer that is not its own',
      }),
      success({ name: 'first-result', call: 'first', meaning: 'a call goes on when another has ended' }),
    ],
    kills: [{ mutant: 'held-call-holds-others', by: 'second-result' }],
  },
  {
    ...SDK_ROW,
    ...NUMBER_REQUEST_IS_HELD,
    id: 'timeout-of-one-call-leaves-another-alone',
    clause: ['API-05', 'AUX-05'],
    profile: ['timing'],
    act: [
      setTimeLimit(1_500),
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 344 },
      AWAIT_NUMBER_REQUEST,
      { do: 'invoke', as: 'limit-again', api: 'setOverTime', value: 8_000 },
      { do: 'call', as: 'second', api: 'getPhoneInfo', appId: UNKNOWN_APP_ID, requestCode: 345 },
      awaitCall('first', 4_000),
      ...RELEASE_ANSWERS,
      awaitCall('second'),
    ],
    expect: [
      result({
        name: 'second-result',
        call: 'second',
        accept: REFUSED,
        meaning: 'the time limit of one call ended another',
      }),
      result({ name: 'first-result', call: 'first', accept: ['200023'], meaning: 'a held answer ends in the time-out code' }),
    ],
    kills: [{ mutant: 'time-out-ends-all-calls', by: 'second-result' }],
  },
  {
    ...SDK_ROW,
    ...NUMBER_REQUEST_IS_HELD,
    id: 'callback-one-listener-for-all-calls',
    clause: ['API-03', 'API-05', 'API-11'],
    act: [
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 348, listener: 'shared' },
      AWAIT_NUMBER_REQUEST,
      { do: 'call', as: 'check', api: 'mobileAuth', requestCode: 349, listener: 'shared' },
      ...RELEASE_ANSWERS,
      awaitCall('first'),
      awaitCall('check'),
      ...callAndAwait({ as: 'login', api: 'loginAuth', appId: UNKNOWN_APP_ID, requestCode: 350, listener: 'shared' }),
      ...callAndAwait({ as: 'last', api: 'getPhoneInfo', requestCode: 351, listener: 'shared' }),
    ],
    expect: [
      ...(['first', 'check', 'last'] as const).map((call) =>
        success({
          name: `${call}-result`,
          call,
          meaning: 'an app that has one listener for all calls hears of each by its code',
        }),
      ),
      result({
        name: 'login-result',
        call: 'login',
        accept: REFUSED,
        meaning: 'an app that has one listener for all calls hears of each by its code',
      }),
    ],
    kills: [
      { mutant: 'code-by-listener', by: 'first-result' },
      { mutant: 'listener-served-once', by: 'check-result' },
    ],
  },
  {
    ...SDK_ROW,
    ...NUMBER_REQUEST_IS_HELD,
    id: 'cache-retrieval-of-another-app-is-not-shared',
    clause: ['PRE-09', 'PRE-04', 'GWY-03'],
    level: 'SHOULD',
    act: [
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 346 },
      AWAIT_NUMBER_REQUEST,
      { do: 'call', as: 'second', api: 'getPhoneInfo', appId: UNKNOWN_APP_ID, requestCode: 347 },
      // So that the second has asked, or waits for the first.
      { do: 'watch', as: 'meanwhile', forMs: 300 },
      ...RELEASE_ANSWERS,
      awaitCall('first'),
      awaitCall('second'),
    ],
    expect: [
      result({
        name: 'second-result',
        call: 'second',
        accept: REFUSED,
        meaning: 'a call with another appId must not succeed by the retrieval of the first',
      }),
      numberRequests({ name: 'both-ask', exactly: 2, meaning: 'two apps have two number requests' }),
      success({ name: 'first-result', call: 'first', meaning: 'the first call succeeds' }),
    ],
    kills: [{ mutant: 'retrieval-shared-by-all', by: 'second-result' }],
  },
];
