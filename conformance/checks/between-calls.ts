import type { Check } from '../src/check.ts';
import { NO_MOBILE_DATA, SDK_PAGE_ROW, SDK_ROW, WIFI_IS_DEFAULT } from './defaults.ts';
import { noResult, page, result, success } from './expectations.ts';
import { callAndAwait, openPage } from './steps.ts';

/** The device changes between two calls, or one call comes while another's page is open: each call goes by what is so then. */
export const betweenCallsChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'network-type-follows-radio-and-sim',
    clause: ['AUX-02', 'AUX-01'],
    needs: ['radio', 'sim'],
    act: [
      { do: 'invoke', as: 'first-type', api: 'getNetworkType' },
      { do: 'radio', set: { data: 'off', dataSim: 'unicom' } },
      { do: 'invoke', as: 'second-type', api: 'getNetworkType' },
    ],
    expect: [
      {
        expect: 'value',
        name: 'value',
        of: 'second-type',
        equals: { operatortype: '2', networktype: '2' },
        meaning: 'getNetworkType() tells what was so when it was first called',
      },
      {
        expect: 'value',
        name: 'first-value',
        of: 'first-type',
        equals: { operatortype: '1', networktype: ['3', '2'] },
        meaning: 'Wi-Fi and mobile data of China Mobile',
      },
    ],
    kills: [{ mutant: 'device-read-once', by: 'value' }],
  },
  {
    ...SDK_ROW,
    id: 'prefetch-after-the-sim-was-put-in-succeeds',
    clause: ['PRE-01', 'DEV-05'],
    needs: ['sim'],
    arrange: { radio: { sim: 'absent' } },
    canary: [WIFI_IS_DEFAULT, NO_MOBILE_DATA],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 421 }),
      { do: 'radio', set: { sim: 'ready' } },
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 422 }),
    ],
    expect: [
      success({
        name: 'second-result',
        call: 'second',
        meaning: 'a SIM that was put in after the first call is one as any other',
      }),
      result({ name: 'first-result', call: 'first', accept: ['200002', '200010'], meaning: 'without a SIM the SDK must say so' }),
    ],
    kills: [{ mutant: 'missing-sim-remembered', by: 'second-result' }],
  },
  {
    ...SDK_ROW,
    id: 'prefetch-after-mobile-data-came-back-succeeds',
    clause: ['PRE-01', 'DEV-03'],
    needs: ['radio'],
    arrange: { radio: { data: 'off' } },
    canary: [WIFI_IS_DEFAULT, NO_MOBILE_DATA],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 423 }),
      { do: 'radio', set: { data: 'on' } },
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 424 }),
    ],
    expect: [
      success({
        name: 'second-result',
        call: 'second',
        meaning: 'mobile data that was switched on after a failure serves the next call',
      }),
      result({
        name: 'first-result',
        call: 'first',
        accept: ['200027', '102103'],
        meaning: 'with mobile data off and nothing cached the SDK must say so',
      }),
    ],
    kills: [{ mutant: 'data-switch-read-once', by: 'second-result' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'callback-check-beside-an-open-page',
    clause: ['API-05', 'CHK-01', 'LOG-12', 'API-11'],
    act: [...openPage(425), ...callAndAwait({ as: 'check', api: 'mobileAuth', requestCode: 426 }), { do: 'look', as: 'beside' }],
    expect: [
      success({
        name: 'check-result',
        call: 'check',
        requestCode: 426,
        fields: { token: { present: true } },
        meaning: 'mobileAuth works from any screen, the login page too',
      }),
      page({
        name: 'stays',
        clause: 'LOG-12',
        look: 'beside',
        shows: 'page',
        meaning: 'a mobileAuth beside it closed the page of the login',
      }),
      noResult('login', 'a mobileAuth beside it ended the login'),
    ],
    kills: [{ mutant: 'other-call-ends-login', by: 'stays' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'callback-retrieval-beside-an-open-page',
    clause: ['API-05', 'LOG-12', 'API-11'],
    act: [
      ...openPage(427),
      { do: 'invoke', as: 'delete', api: 'delScrip' },
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 428 }),
      { do: 'watch', as: 'meanwhile', forMs: 300 },
    ],
    expect: [
      success({
        name: 'first-result',
        call: 'first',
        requestCode: 428,
        meaning: 'getPhoneInfo works while a login page is open',
      }),
      noResult('login', 'a getPhoneInfo beside it ended the login'),
    ],
    kills: [{ mutant: 'other-call-ends-login', by: 'no-result' }],
  },
  {
    ...SDK_ROW,
    id: 'callback-request-code-below-zero-is-a-code',
    clause: ['API-03'],
    act: callAndAwait({ as: 'first', api: 'mobileAuth', requestCode: -2_000_000_001 }),
    expect: [success({ call: 'first', requestCode: -2_000_000_001, meaning: 'a request code may have any value of an int' })],
    kills: [{ mutant: 'request-code-without-sign', by: 'result' }],
  },
  {
    ...SDK_ROW,
    id: 'cache-auth-type-is-that-of-the-call',
    clause: ['LOG-04', 'CHK-02'],
    needs: ['radio'],
    arrange: { radio: { wifi: 'off' } },
    canary: [{ canary: 'default-network', is: 'cellular' }],
    act: [
      ...callAndAwait({ as: 'first', api: 'mobileAuth', requestCode: 429 }),
      { do: 'radio', set: { wifi: 'on', data: 'off' } },
      ...callAndAwait({ as: 'second', api: 'mobileAuth', requestCode: 430 }),
      { do: 'radio', set: { wifi: 'off', data: 'on' } },
      ...callAndAwait({ as: 'third', api: 'mobileAuth', requestCode: 431 }),
    ],
    expect: [
      success({
        name: 'second-result',
        call: 'second',
        fields: { authType: '1' },
        meaning: 'on Wi-Fi alone authType is 1, whatever was up when the number was retrieved',
      }),
      success({ name: 'first-result', call: 'first', fields: { authType: '2' }, meaning: 'on mobile data alone authType is 2' }),
      success({
        name: 'third-result',
        call: 'third',
        fields: { authType: '2' },
        meaning: 'on mobile data alone authType is 2, whatever it was for the call before',
      }),
    ],
    kills: [{ mutant: 'auth-type-of-retrieval', by: 'second-result' }],
  },
];
