import type { Check } from '../src/check.ts';
import { SDK_ROW, UNKNOWN_APP_ID, WRONG_APP_KEY } from './defaults.ts';
import { numberRequests, once, result, tokenRequests } from './expectations.ts';
import { callAndAwait, numberRequestFault, numberRequestMeets, setTimeLimit, tokenRequestFault } from './steps.ts';

const RETRIEVE = callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 41 });
const ONE_CALLBACK = once('first', 'a failed call ends in exactly one callback');
const UNICOM_NUMBER_REQUEST = 'http://cu.gateway.test/unisdk/rs/getPrePhonescrip';
/** A description in the language of the guide. */
const CHINESE = '该请求被网关拒绝';
const CODE_UNCHANGED = "the gateway's own code must reach the app unchanged";

/** From what the gateway does on the wire to the code that the app sees (guide 5). */
export const mappingChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'mapping-peer-closes-without-a-byte',
    clause: ['DEV-10'],
    arrange: { fault: numberRequestFault({ kind: 'socket', fault: 'EMPTY_RESPONSE' }) },
    canary: [numberRequestMeets('eof')],
    act: RETRIEVE,
    expect: [
      result({
        call: 'first',
        accept: ['200050'],
        warn: ['102102', '200028', '200025'],
        meaning: 'a peer that closes without a byte has a code of its own',
      }),
      ONE_CALLBACK,
    ],
    kills: [
      { mutant: 'eof-as-timeout', by: 'result' },
      { mutant: 'everything-as-other', by: 'result' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'mapping-connection-reset',
    clause: ['DEV-02'],
    arrange: { fault: numberRequestFault({ kind: 'socket', fault: 'CONNECTION_RESET_BY_PEER' }) },
    canary: [numberRequestMeets('reset')],
    act: [setTimeLimit(2_000), ...RETRIEVE],
    expect: [
      result({
        call: 'first',
        accept: ['200028', '102102', '200025'],
        warn: ['200027'],
        meaning: 'a reset connection is a network error',
      }),
      ONE_CALLBACK,
    ],
    kills: [{ mutant: 'reset-as-timeout', by: 'result' }],
  },
  {
    ...SDK_ROW,
    id: 'mapping-html-page-instead-of-answer',
    clause: ['DEV-04', 'API-06'],
    arrange: { fault: numberRequestFault({ kind: 'html', page: 'arrears' }) },
    canary: [numberRequestMeets('answer', { status: 200, says: 'text/html' })],
    act: RETRIEVE,
    expect: [
      result({ call: 'first', accept: ['200021', '102223'], meaning: "the operator's top-up page is no answer" }),
      ONE_CALLBACK,
    ],
    kills: [
      { mutant: 'html-as-success', by: 'result' },
      { mutant: 'everything-as-other', by: 'result' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'mapping-http-status-500-is-network-error',
    clause: ['DEV-16'],
    arrange: { fault: numberRequestFault({ kind: 'status', status: 500 }) },
    canary: [numberRequestMeets('answer', { status: 500 })],
    act: RETRIEVE,
    expect: [
      result({
        call: 'first',
        accept: ['200028', '102102'],
        meaning: 'an HTTP status other than 200 and 503 is a network error',
      }),
      ONE_CALLBACK,
    ],
    kills: [
      { mutant: 'everything-as-other', by: 'result' },
      { mutant: 'status-ignored', by: 'result' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'mapping-http-status-503-is-busy',
    clause: ['DEV-14'],
    level: 'SHOULD',
    arrange: { fault: numberRequestFault({ kind: 'status', status: 503 }) },
    canary: [numberRequestMeets('answer', { status: 503 })],
    act: RETRIEVE,
    expect: [
      result({ call: 'first', accept: ['200082'], meaning: 'a gateway that is busy has a code of its own' }),
      ONE_CALLBACK,
    ],
    kills: [
      { mutant: 'everything-as-other', by: 'result' },
      { mutant: 'busy-as-network-error', by: 'result' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'mapping-unknown-gateway-code-is-no-success',
    clause: ['DEV-18', 'API-09'],
    arrange: { fault: numberRequestFault({ kind: 'code', code: '199999' }) },
    canary: [numberRequestMeets('answer', { status: 200, says: '199999' })],
    act: RETRIEVE,
    expect: [
      result({
        call: 'first',
        accept: ['200025'],
        warn: ['200021', '102223'],
        meaning: "a code outside the guide's table reached the app or was taken for success",
      }),
      ONE_CALLBACK,
    ],
    kills: [
      { mutant: 'unknown-code-as-success', by: 'result' },
      { mutant: 'unknown-code-passed-on', by: 'result' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'mapping-wrong-app-key-is-103101',
    clause: ['API-09', 'GWY-03'],
    act: callAndAwait({
      as: 'first',
      api: 'getPhoneInfo',
      requestCode: 42,
      appKey: WRONG_APP_KEY,
    }),
    expect: [result({ call: 'first', accept: ['103101'], meaning: CODE_UNCHANGED }), ONE_CALLBACK],
    kills: [{ mutant: 'gateway-code-replaced', by: 'result' }],
  },
  {
    ...SDK_ROW,
    id: 'mapping-package-mismatch-is-103102',
    clause: ['API-09', 'GWY-02'],
    arrange: { registration: { packageName: 'com.example.someone.else' } },
    act: RETRIEVE,
    expect: [result({ call: 'first', accept: ['103102'], meaning: CODE_UNCHANGED }), ONE_CALLBACK],
    kills: [{ mutant: 'gateway-code-replaced', by: 'result' }],
  },
  {
    ...SDK_ROW,
    id: 'mapping-success-without-token-is-no-success',
    clause: ['DEV-04'],
    arrange: { fault: tokenRequestFault({ kind: 'code', code: '103000' }) },
    act: callAndAwait({ as: 'first', api: 'mobileAuth', requestCode: 44 }),
    expect: [
      result({
        call: 'first',
        accept: ['200021', '102223'],
        meaning: '103000 without a token was taken for success',
      }),
      tokenRequests({ name: 'token-request', exactly: 1, meaning: 'the token request never met the fault' }),
      ONE_CALLBACK,
    ],
    kills: [
      { mutant: 'empty-token-as-success', by: 'result' },
      { mutant: 'token-request-twice-in-check', by: 'token-request' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'mapping-redirect-target-redirects-again',
    clause: ['DEV-13'],
    arrange: { subscriber: { operator: 'unicom' } },
    act: [
      setTimeLimit(2_000),
      { do: 'fault', fault: { ...numberRequestFault({ kind: 'code', code: '103273' }), when: { nth: 2 } } },
      {
        do: 'fault',
        fault: numberRequestFault({ kind: 'field', field: 'redirect', change: 'set', value: UNICOM_NUMBER_REQUEST }),
      },
      ...RETRIEVE,
    ],
    expect: [
      result({
        call: 'first',
        accept: ['200039'],
        meaning: 'a redirect by the other operator is none that the SDK follows',
      }),
      numberRequests({ name: 'two-requests', exactly: 2, meaning: 'a redirect is followed once' }),
      ONE_CALLBACK,
    ],
    kills: [{ mutant: 'redirect-in-circles', by: 'result' }],
  },
  {
    ...SDK_ROW,
    id: 'mapping-gateway-text-is-chinese',
    clause: ['API-08', 'API-09'],
    act: [
      { do: 'fault', fault: numberRequestFault({ kind: 'field', field: 'desc', change: 'set', value: CHINESE }) },
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', appId: UNKNOWN_APP_ID, requestCode: 45 }),
      { do: 'fault', fault: tokenRequestFault({ kind: 'code', code: '105018' }) },
      { do: 'fault', fault: tokenRequestFault({ kind: 'field', field: 'desc', change: 'set', value: CHINESE }) },
      ...callAndAwait({ as: 'check', api: 'mobileAuth', requestCode: 46 }),
    ],
    expect: [
      result({ call: 'first', accept: ['103119'], meaning: 'the language of a description changes nothing of its code' }),
      result({
        name: 'check-result',
        call: 'check',
        accept: ['105018'],
        meaning: 'the language of a description changes nothing of its code',
      }),
    ],
    kills: [],
  },
  {
    ...SDK_ROW,
    id: 'mapping-plain-http-that-the-app-forbids',
    clause: ['ENV-08'],
    level: 'SHOULD',
    needs: ['cleartext-denied'],
    // Whatever is refused here never reaches a gateway.
    gateway: 'none',
    act: callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 511 }),
    expect: [
      result({
        call: 'first',
        // Android cannot hold back a client on plain sockets, which asks no policy.
        accept: ['200028', '102102', '200025', '103000'],
        meaning: 'an app that forbids plain HTTP gets a documented code, and goes on',
      }),
      once('first', 'an app that forbids plain HTTP hears exactly once'),
    ],
    kills: [],
  },
];
