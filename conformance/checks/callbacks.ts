import type { Check } from '../src/check.ts';
import { SDK_PAGE_ROW, SDK_ROW } from './defaults.ts';
import { numberRequests, once, result, success } from './expectations.ts';
import { awaitCall, callAndAwait, numberRequestFault, numberRequestMeets, openPage, setTimeLimit } from './steps.ts';

/** A repeat that comes behind the callback has come by then. */
const SILENCE = { do: 'watch', as: 'silence', forMs: 3_500 } as const;
/** Mobile data stays up after the call, so that a late request reaches the gateway. */
const MOBILE_DATA_ALONE = { wifi: 'off' } as const;
const MOBILE_DATA_IS_DEFAULT = { canary: 'default-network', is: 'cellular' } as const;
const ONE_CALLBACK = once('first', 'the call that had ended was called back again');

/** What comes of a call, how often, and with which request code (guide 1.2). */
export const callbackChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'callback-none-after-the-first',
    clause: ['API-05', 'DEV-02'],
    needs: ['radio'],
    arrange: { radio: MOBILE_DATA_ALONE, fault: numberRequestFault({ kind: 'socket', fault: 'CONNECTION_RESET_BY_PEER' }) },
    canary: [MOBILE_DATA_IS_DEFAULT, numberRequestMeets('reset')],
    act: [setTimeLimit(2_000), ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 111 }), SILENCE],
    expect: [
      ONE_CALLBACK,
      numberRequests({
        name: 'no-late-request',
        exactly: 0,
        since: 'silence',
        meaning: 'the SDK sent the request again although the call had ended',
      }),
    ],
    kills: [
      { mutant: 'callback-again-after-3s', by: 'once' },
      { mutant: 'reset-repeated-after-callback', by: 'no-late-request' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'callback-timeout-ends-the-requests',
    clause: ['API-05', 'DEV-07'],
    profile: ['timing'],
    needs: ['radio'],
    arrange: { radio: MOBILE_DATA_ALONE, fault: numberRequestFault({ kind: 'hold' }) },
    canary: [MOBILE_DATA_IS_DEFAULT, numberRequestMeets('timeout')],
    act: [setTimeLimit(1_000), ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 112 }, 3_000), SILENCE],
    expect: [
      result({ call: 'first', accept: ['200023'], meaning: 'a held answer must end in the time-out code' }),
      numberRequests({
        name: 'no-late-request',
        exactly: 0,
        since: 'silence',
        meaning: 'the SDK sent the request again although the call had timed out',
      }),
      ONE_CALLBACK,
    ],
    kills: [{ mutant: 'timeout-repeated-after-callback', by: 'no-late-request' }],
  },
  {
    ...SDK_ROW,
    id: 'callback-no-request-code-gives-minus-one-in-login',
    clause: ['API-04', 'API-10'],
    act: callAndAwait({ as: 'first', api: 'loginAuth', appId: '', requestCode: null }),
    expect: [
      result({
        call: 'first',
        accept: ['102203', '200026'],
        requestCode: -1,
        meaning: 'a loginAuth without requestCode must receive -1',
      }),
    ],
    kills: [{ mutant: 'login-without-code-zero', by: 'result' }],
  },
  {
    ...SDK_ROW,
    id: 'callback-no-request-code-gives-minus-one-in-mobile-auth',
    clause: ['API-04'],
    act: callAndAwait({ as: 'first', api: 'mobileAuth', requestCode: null }),
    expect: [success({ call: 'first', requestCode: -1, meaning: 'a mobileAuth without requestCode must receive -1' })],
    kills: [{ mutant: 'check-without-code-zero', by: 'result' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'callback-login-that-another-replaces',
    clause: ['API-05', 'API-11'],
    act: [
      ...openPage(113),
      { do: 'call', as: 'newer', api: 'loginAuth', requestCode: 114 },
      { do: 'watch', as: 'both', forMs: 500 },
      { do: 'invoke', as: 'quit', api: 'quitAuthActivity' },
      awaitCall('newer', 3_000),
      { do: 'watch', as: 'ended', forMs: 500 },
    ],
    expect: [
      once('login', 'a login that a newer one replaces ends in exactly one callback'),
      { expect: 'callbacks', name: 'newer-once', call: 'newer', exactly: 1, meaning: 'the newer login ends in one callback' },
    ],
    kills: [{ mutant: 'replaced-login-silent', by: 'once' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'callback-login-that-the-app-quits',
    clause: ['API-05', 'LOG-14'],
    act: [...openPage(115), { do: 'invoke', as: 'quit', api: 'quitAuthActivity' }, awaitCall('login', 3_000)],
    expect: [once('login', 'a pending login that quitAuthActivity() ends has exactly one callback')],
    kills: [{ mutant: 'quit-pending-silent', by: 'once' }],
  },
];
