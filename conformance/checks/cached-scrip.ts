import type { Check, Step } from '../src/check.ts';
import { GATEWAY_ANSWERS, SDK_PAGE_ROW, SDK_ROW, UNKNOWN_APP_ID, WIFI_IS_DEFAULT } from './defaults.ts';
import { asksAgain, asksNobody, numberRequests, result, success } from './expectations.ts';
import {
  AWAIT_NUMBER_REQUEST,
  awaitCall,
  CHECK_AND_PRESS,
  callAndAwait,
  HOLD_TOKEN_REQUEST,
  NUMBER_REQUEST_IS_HELD,
  numberRequestFault,
  numberRequestMeets,
  openPage,
  RELEASE_ANSWERS,
  setTimeLimit,
  tokenRequestFault,
} from './steps.ts';

const FIRST = callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 101 });
const SECOND = callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 102 });
const FIRST_SUCCEEDS = success({ name: 'first-result', call: 'first', meaning: 'there was no scrip that could be used' });

function setDataSim(dataSim: 'unicom' | 'second'): Step {
  return { do: 'radio', set: { dataSim } };
}

/** A scrip serves every call while it may be used. */
const servedChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'cache-survives-failed-token-request',
    clause: ['PRE-04', 'LOG-08'],
    level: 'SHOULD',
    arrange: { fault: tokenRequestFault({ kind: 'status', status: 500 }) },
    act: [
      ...FIRST,
      ...callAndAwait({ as: 'failed', api: 'mobileAuth', requestCode: 107 }),
      { do: 'clear-faults' },
      ...callAndAwait({ as: 'second', api: 'mobileAuth', requestCode: 108 }),
    ],
    expect: [
      asksNobody('second', 'a failure that says nothing of the scrip took it out of the cache'),
      success({ name: 'second-result', call: 'second', meaning: 'the scrip is valid still' }),
    ],
    kills: [{ mutant: 'no-cache', by: 'no-second-request' }],
  },
  {
    ...SDK_ROW,
    id: 'cache-mobile-auth-asks-nobody',
    clause: ['PRE-04'],
    level: 'SHOULD',
    act: [...FIRST, ...callAndAwait({ as: 'second', api: 'mobileAuth', requestCode: 102 })],
    expect: [
      asksNobody('second', 'mobileAuth asked for the number again although the SDK holds a scrip'),
      success({ name: 'second-result', call: 'second', meaning: 'with a cached scrip mobileAuth succeeds' }),
    ],
    kills: [{ mutant: 'check-ignores-cache', by: 'no-second-request' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'cache-login-timeout-after-press-is-102507',
    clause: ['LOG-11', 'AUX-05'],
    profile: ['page', 'timing'],
    act: [...FIRST, setTimeLimit(1_500), ...openPage(), HOLD_TOKEN_REQUEST, ...CHECK_AND_PRESS, awaitCall('login', 3_000)],
    expect: [
      result({
        call: 'login',
        accept: ['102507'],
        warn: ['200023'],
        meaning: 'a time-out after the press has a code of its own, with a cached scrip too',
      }),
    ],
    kills: [{ mutant: 'press-timeout-as-other', by: 'result', isControl: true }],
  },
  {
    ...SDK_ROW,
    id: 'cache-login-asks-nobody',
    clause: ['PRE-04'],
    level: 'SHOULD',
    needs: ['screen'],
    act: [...FIRST, ...openPage(103)],
    expect: [asksNobody('login', 'loginAuth asked for the number again although the SDK holds a scrip'), FIRST_SUCCEEDS],
    kills: [{ mutant: 'login-ignores-cache', by: 'no-second-request' }],
  },
  {
    ...SDK_ROW,
    id: 'cache-mobile-auth-on-wifi-alone-says-auth-type-1',
    clause: ['PRE-03', 'LOG-04', 'CHK-02'],
    needs: ['radio'],
    act: [
      ...FIRST,
      { do: 'radio', set: { data: 'off' } },
      ...callAndAwait({ as: 'second', api: 'mobileAuth', requestCode: 104 }),
    ],
    expect: [
      success({
        name: 'second-result',
        call: 'second',
        fields: { token: { present: true }, authType: '1', authTypeDes: { present: true } },
        meaning: 'on Wi-Fi alone a cached scrip gives a token, and its authType is 1',
      }),
      FIRST_SUCCEEDS,
    ],
    kills: [{ mutant: 'auth-type-always-2', by: 'second-result' }],
  },
];

/** A scrip that may no longer be used is not used, and a failure is nothing to be used again. */
const staleChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'cache-failure-is-tried-anew',
    clause: ['PRE-01'],
    arrange: { fault: numberRequestFault({ kind: 'html', page: 'arrears' }) },
    canary: [numberRequestMeets('answer', { status: 200, says: 'text/html' })],
    act: [...FIRST, { do: 'clear-faults' }, ...SECOND],
    expect: [success({ name: 'second-result', call: 'second', meaning: 'after a failure the next call tries again' })],
    kills: [{ mutant: 'failure-cached', by: 'second-result' }],
  },
  {
    ...SDK_ROW,
    id: 'cache-scrip-deleted-while-it-is-retrieved',
    clause: ['AUX-03'],
    ...NUMBER_REQUEST_IS_HELD,
    act: [
      { do: 'call', as: 'first', api: 'getPhoneInfo', requestCode: 105 },
      AWAIT_NUMBER_REQUEST,
      { do: 'invoke', as: 'delete', api: 'delScrip' },
      ...RELEASE_ANSWERS,
      awaitCall('first'),
      ...SECOND,
    ],
    expect: [asksAgain('second', 'a scrip that was on its way survived delScrip()')],
    kills: [{ mutant: 'del-scrip-outrun', by: 'asks-again' }],
  },
  {
    ...SDK_ROW,
    id: 'cache-scrip-over-its-life-is-not-used',
    clause: ['PRE-09'],
    level: 'SHOULD',
    arrange: { scripLifeMs: 2_000 },
    // On a slow machine the call in between is late, and asks in place of the last one.
    act: [
      ...FIRST,
      { do: 'watch', as: 'half', forMs: 1_100 },
      ...callAndAwait({ as: 'between', api: 'getPhoneInfo', requestCode: 109 }),
      { do: 'watch', as: 'life', forMs: 1_100 },
      ...SECOND,
    ],
    expect: [
      numberRequests({
        name: 'asks-again',
        exactly: 2,
        meaning: 'the SDK went on with a scrip whose life was over, which does not begin anew when it is used',
      }),
      FIRST_SUCCEEDS,
    ],
    kills: [
      { mutant: 'expired-scrip-sent', by: 'asks-again' },
      { mutant: 'scrip-life-slides', by: 'asks-again' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'cache-scrip-of-another-app-is-not-used',
    clause: ['PRE-09', 'GWY-03'],
    level: 'SHOULD',
    act: [...FIRST, ...callAndAwait({ as: 'second', api: 'getPhoneInfo', appId: UNKNOWN_APP_ID, requestCode: 106 })],
    expect: [
      result({
        name: 'second-result',
        call: 'second',
        accept: ['103119'],
        meaning: 'a call with another appId must not succeed by the scrip of the first',
      }),
      FIRST_SUCCEEDS,
    ],
    kills: [{ mutant: 'cache-of-any-app', by: 'second-result' }],
  },
  {
    ...SDK_ROW,
    id: 'cache-scrip-of-former-sim-is-not-used',
    clause: ['SEC-06', 'PRE-09'],
    level: 'SHOULD',
    needs: ['sim'],
    canary: [WIFI_IS_DEFAULT, GATEWAY_ANSWERS],
    act: [...FIRST, setDataSim('unicom'), ...SECOND],
    expect: [asksAgain('second', 'the SDK used the scrip of a SIM that no longer carries data'), FIRST_SUCCEEDS],
    kills: [{ mutant: 'cache-of-any-sim', by: 'asks-again' }],
  },
  {
    ...SDK_ROW,
    id: 'cache-scrip-of-other-slot-is-not-used',
    clause: ['SEC-06', 'PRE-09'],
    level: 'SHOULD',
    needs: ['sim'],
    canary: [WIFI_IS_DEFAULT, GATEWAY_ANSWERS],
    act: [...FIRST, setDataSim('second'), ...SECOND],
    expect: [
      asksAgain('second', 'the SDK used the scrip of a SIM of the same operator that no longer carries data'),
      FIRST_SUCCEEDS,
    ],
    kills: [{ mutant: 'cache-by-operator-only', by: 'asks-again' }],
  },
];

/** Which scrip is used, and which is not (guide 2.3, 4.2). */
export const cachedScripChecks: readonly Check[] = [...servedChecks, ...staleChecks];
