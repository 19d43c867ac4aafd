import type { Check } from '../src/check.ts';
import { SDK_ROW } from './defaults.ts';
import { numberRequests, result, success } from './expectations.ts';
import { AWAIT_NUMBER_REQUEST, awaitCall, callAndAwait, NUMBER_REQUEST_IS_HELD, RELEASE_ANSWERS, setTimeLimit } from './steps.ts';

const EACH_ONCE = 'each call ends in exactly one callback';

/** What getPhoneInfo delivers, and how (guide 1.2, 2.3). */
export const prefetchChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'prefetch-success-describes-itself',
    clause: ['PRE-05', 'API-02', 'API-06', 'API-07', 'API-08'],
    profile: ['smoke', 'core'],
    act: callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 1_000_021 }),
    expect: [
      success({
        call: 'first',
        fields: { desc: 'true', traceId: { present: true } },
        requestCode: 1_000_021,
        meaning: 'a success must say 103000, "true" and a traceId',
      }),
      {
        expect: 'trace',
        name: 'trace',
        call: 'first',
        operation: 'prefetch',
        meaning: 'the traceId does not lead to the request at the gateway',
      },
    ],
    kills: [
      { mutant: 'desc-missing', by: 'result' },
      { mutant: 'desc-of-success-not-true', by: 'result' },
      { mutant: 'trace-id-missing-in-prefetch', by: 'result' },
      { mutant: 'trace-id-foreign', by: 'trace' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'callback-request-codes-echoed-side-by-side',
    clause: ['API-03', 'API-05', 'API-11'],
    ...NUMBER_REQUEST_IS_HELD,
    act: [
      setTimeLimit(4_000),
      { do: 'call', as: 'one', api: 'getPhoneInfo', requestCode: 4711 },
      { do: 'call', as: 'two', api: 'getPhoneInfo', requestCode: 815 },
      AWAIT_NUMBER_REQUEST,
      ...RELEASE_ANSWERS,
      awaitCall('one', 5_000),
      awaitCall('two', 2_000),
    ],
    expect: [
      success({ name: 'first-code', call: 'one', requestCode: 4711, meaning: 'the first call got the wrong requestCode' }),
      success({ name: 'second-code', call: 'two', requestCode: 815, meaning: 'the second call got the wrong requestCode' }),
      { expect: 'callbacks', name: 'first-once', call: 'one', exactly: 1, meaning: EACH_ONCE },
      { expect: 'callbacks', name: 'second-once', call: 'two', exactly: 1, meaning: EACH_ONCE },
    ],
    kills: [
      { mutant: 'request-code-lost', by: 'first-code' },
      { mutant: 'request-code-minus-one', by: 'first-code' },
      { mutant: 'request-code-of-newest', by: 'first-code' },
      { mutant: 'second-call-dropped', by: 'second-once' },
      { mutant: 'request-codes-swapped', by: 'first-code' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'callback-no-request-code-gives-minus-one',
    clause: ['API-04'],
    act: callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: null }),
    expect: [success({ call: 'first', requestCode: -1, meaning: 'a call without requestCode must receive -1' })],
    kills: [
      { mutant: 'request-code-lost', by: 'result' },
      { mutant: 'prefetch-without-code-zero', by: 'result' },
    ],
  },
  {
    ...SDK_ROW,
    id: 'prefetch-empty-app-id-refused-on-device',
    clause: ['API-10'],
    act: callAndAwait({ as: 'first', api: 'getPhoneInfo', appId: '', requestCode: 22 }),
    expect: [
      result({ call: 'first', accept: ['102203', '200026'], meaning: 'an empty appId is an input error' }),
      numberRequests({
        name: 'no-request',
        exactly: 0,
        meaning: 'a request left the device in spite of the input error',
      }),
    ],
    kills: [{ mutant: 'everything-as-other', by: 'result' }],
  },
];
