import type { Check, Step } from '../src/check.ts';
import { GATEWAY_ANSWERS, SDK_PAGE_ROW, SDK_ROW, UNKNOWN_APP_ID, WIFI_IS_DEFAULT } from './defaults.ts';
import { asksAgain, exchange, result, success } from './expectations.ts';
import {
  AWAIT_NUMBER_REQUEST,
  AWAIT_PAGE,
  awaitCall,
  CONFIRM,
  callAndAwait,
  NUMBER_REQUEST_IS_HELD,
  openPage,
  QUIT,
  RELEASE_ANSWERS,
} from './steps.ts';

/**
 * What a scrip is to one call it is to every call: a row about getPhoneInfo says nothing of an SDK whose loginAuth and mobileAuth look the
 * cache up by code of their own.
 */

const CACHED = callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 301 });
const FIRST_SUCCEEDS = success({ name: 'first-result', call: 'first', meaning: 'there was no scrip that could be used' });

/** loginAuth with the app id of nobody: it ends without a page. */
function loginOfOtherApp(requestCode: number): readonly Step[] {
  return [
    { do: 'invoke', as: 'listener', api: 'setPageInListener' },
    ...callAndAwait({ as: 'second', api: 'loginAuth', appId: UNKNOWN_APP_ID, requestCode }),
  ];
}

const OF_OTHERS: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'cache-scrip-of-another-app-is-not-used-mobile-auth',
    clause: ['PRE-09', 'GWY-03'],
    level: 'SHOULD',
    act: [...CACHED, ...callAndAwait({ as: 'second', api: 'mobileAuth', appId: UNKNOWN_APP_ID, requestCode: 302 })],
    expect: [
      result({
        name: 'second-result',
        call: 'second',
        accept: ['103119'],
        meaning: 'mobileAuth with another appId must not succeed by the scrip of the first',
      }),
      asksAgain('second', 'mobileAuth with another appId used the scrip of the first'),
      FIRST_SUCCEEDS,
    ],
    kills: [{ mutant: 'foreign-scrip-in-check', by: 'asks-again' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'cache-scrip-of-another-app-is-not-used-login',
    clause: ['PRE-09', 'GWY-03'],
    level: 'SHOULD',
    act: [...CACHED, ...loginOfOtherApp(303)],
    expect: [
      result({
        name: 'second-result',
        call: 'second',
        accept: ['103119'],
        meaning: 'loginAuth with another appId must not show the number of the first app’s scrip',
      }),
      { expect: 'page-in', name: 'no-page', exactly: 0, meaning: 'a page was shown for an app that the gateway does not know' },
      FIRST_SUCCEEDS,
    ],
    kills: [{ mutant: 'foreign-scrip-in-login', by: 'no-page' }],
  },
  {
    ...SDK_ROW,
    id: 'cache-scrip-of-other-slot-is-not-used-mobile-auth',
    clause: ['SEC-06', 'PRE-09'],
    level: 'SHOULD',
    needs: ['sim'],
    canary: [WIFI_IS_DEFAULT, GATEWAY_ANSWERS],
    act: [
      ...CACHED,
      { do: 'radio', set: { dataSim: 'second' } },
      ...callAndAwait({ as: 'second', api: 'mobileAuth', requestCode: 304 }),
    ],
    expect: [
      asksAgain('second', 'mobileAuth used the scrip of a SIM that no longer carries data'),
      success({ name: 'second-result', call: 'second', meaning: 'the SIM that carries data now is a subscriber’s too' }),
      FIRST_SUCCEEDS,
    ],
    kills: [{ mutant: 'foreign-scrip-in-check', by: 'asks-again' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'cache-scrip-of-other-slot-is-not-used-login',
    clause: ['SEC-06', 'PRE-09'],
    level: 'SHOULD',
    needs: ['sim', 'screen'],
    canary: [WIFI_IS_DEFAULT, GATEWAY_ANSWERS],
    act: [...CACHED, { do: 'radio', set: { dataSim: 'second' } }, ...openPage(305)],
    expect: [asksAgain('login', 'loginAuth showed the number of a SIM that no longer carries data'), FIRST_SUCCEEDS],
    kills: [{ mutant: 'foreign-scrip-in-login', by: 'asks-again' }],
  },
];

const DELETE_WHILE_HELD: readonly Step[] = [
  AWAIT_NUMBER_REQUEST,
  { do: 'invoke', as: 'delete', api: 'delScrip' },
  ...RELEASE_ANSWERS,
];

const DELETED: readonly Check[] = [
  {
    ...SDK_ROW,
    ...NUMBER_REQUEST_IS_HELD,
    id: 'cache-scrip-deleted-while-mobile-auth-retrieves-it',
    clause: ['AUX-03'],
    act: [
      { do: 'call', as: 'first', api: 'mobileAuth', requestCode: 311 },
      ...DELETE_WHILE_HELD,
      awaitCall('first'),
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 312 }),
    ],
    expect: [asksAgain('second', 'a scrip that mobileAuth was retrieving survived delScrip()')],
    kills: [{ mutant: 'del-scrip-outrun-by-check', by: 'asks-again' }],
  },
  {
    ...SDK_PAGE_ROW,
    ...NUMBER_REQUEST_IS_HELD,
    id: 'cache-scrip-deleted-while-login-retrieves-it',
    clause: ['AUX-03'],
    act: [
      { do: 'invoke', as: 'listener', api: 'setPageInListener' },
      { do: 'call', as: 'login', api: 'loginAuth', requestCode: 313 },
      ...DELETE_WHILE_HELD,
      AWAIT_PAGE,
      QUIT,
      awaitCall('login'),
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 314 }),
    ],
    expect: [asksAgain('second', 'a scrip that loginAuth was retrieving survived delScrip()')],
    kills: [{ mutant: 'del-scrip-outrun-by-login', by: 'asks-again' }],
  },
];

const ON_WIFI_ALONE: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'cache-mobile-auth-works-on-wifi-in-airplane-mode',
    clause: ['PRE-03', 'CHK-01'],
    needs: ['radio'],
    act: [
      ...CACHED,
      { do: 'radio', set: { airplane: 'on', wifi: 'again' } },
      ...callAndAwait({ as: 'check', api: 'mobileAuth', requestCode: 322 }),
    ],
    expect: [
      success({
        name: 'check-result',
        call: 'check',
        fields: { token: { present: true }, authType: '1' },
        meaning: 'Wi-Fi that the user has switched on again in airplane mode is a network as any other',
      }),
      FIRST_SUCCEEDS,
    ],
    kills: [{ mutant: 'airplane-mode-as-no-network', by: 'check-result' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'cache-login-works-on-wifi-alone',
    clause: ['PRE-03', 'LOG-03', 'LOG-04'],
    needs: ['radio', 'screen'],
    act: [...CACHED, { do: 'radio', set: { data: 'off' } }, ...openPage(321), ...CONFIRM],
    expect: [
      success({
        name: 'login-result',
        call: 'login',
        fields: { token: { present: true }, authType: '1', authTypeDes: { present: true } },
        meaning: 'with a cached scrip loginAuth works on Wi-Fi alone',
      }),
      FIRST_SUCCEEDS,
    ],
    kills: [{ mutant: 'cached-login-needs-mobile-data', by: 'login-result' }],
  },
];

const SLOTS: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'prefetch-only-sim-in-second-slot-succeeds',
    clause: ['PRE-01', 'CHK-01'],
    needs: ['sim'],
    arrange: { radio: { dataSim: 'second-alone' } },
    canary: [WIFI_IS_DEFAULT, GATEWAY_ANSWERS],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 327 }),
      ...callAndAwait({ as: 'check', api: 'mobileAuth', requestCode: 328 }),
    ],
    expect: [
      success({ name: 'first-result', call: 'first', meaning: 'the SIM that carries data is looked for in every slot' }),
      success({ name: 'check-result', call: 'check', meaning: 'the SIM that carries data is looked for in every slot' }),
    ],
    kills: [{ mutant: 'sim-of-first-slot', by: 'first-result' }],
  },
];

/** An SDK that asks for a network that does not roam has none abroad, where the gateway serves the subscriber all the same. */
const ABROAD: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'prefetch-abroad-succeeds',
    clause: ['PRE-01', 'CHK-01'],
    needs: ['radio', 'sim'],
    arrange: { radio: { registration: 'roaming' } },
    canary: [WIFI_IS_DEFAULT, GATEWAY_ANSWERS],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 329 }),
      ...callAndAwait({ as: 'check', api: 'mobileAuth', requestCode: 330 }),
    ],
    expect: [
      success({ name: 'first-result', call: 'first', meaning: 'a SIM that roams has mobile data as at home' }),
      success({ name: 'check-result', call: 'check', meaning: 'a SIM that roams has mobile data as at home' }),
    ],
    kills: [{ mutant: 'at-home-only', by: 'first-result' }],
  },
];

const TOKENS: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'check-token-from-cache-gives-no-number',
    clause: ['CHK-05', 'CHK-01', 'PRE-03'],
    act: [
      ...CACHED,
      ...callAndAwait({ as: 'check', api: 'mobileAuth', requestCode: 331 }),
      { do: 'exchange', as: 'wrong-use', tokenOf: 'check' },
    ],
    expect: [
      exchange({
        name: 'rights',
        of: 'wrong-use',
        resultCode: '105018',
        meaning: 'the token of a number check, from a cached scrip too, must not give the number: no user has consented',
      }),
      FIRST_SUCCEEDS,
    ],
    kills: [{ mutant: 'check-asks-for-login', by: 'rights' }],
  },
  {
    ...SDK_ROW,
    id: 'check-second-token-is-another',
    clause: ['LOG-06', 'CHK-02'],
    act: [
      ...callAndAwait({ as: 'check', api: 'mobileAuth', requestCode: 332 }),
      ...callAndAwait({ as: 'again', api: 'mobileAuth', requestCode: 333 }),
    ],
    expect: [
      success({ name: 'again-result', call: 'again', meaning: 'a second mobileAuth succeeds as the first' }),
      success({ name: 'check-result', call: 'check', meaning: 'mobileAuth succeeds' }),
    ],
    kills: [],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-second-token-gives-the-number-too',
    clause: ['LOG-06', 'LOG-03', 'SRV-01'],
    act: [
      ...openPage(334),
      ...CONFIRM,
      { do: 'exchange', as: 'once', tokenOf: 'login' },
      QUIT,
      { do: 'call', as: 'again', api: 'loginAuth', requestCode: 335 },
      { do: 'await-page', as: 'page-again', withinMs: 10_000 },
      { do: 'consent', as: 'consent-again' },
      { do: 'press', as: 'press-again' },
      awaitCall('again'),
      { do: 'exchange', as: 'twice', tokenOf: 'again' },
    ],
    expect: [
      exchange({
        name: 'second-number',
        of: 'twice',
        resultCode: '103000',
        number: 'subscriber',
        meaning: 'the token of a second login was used up, or is none',
      }),
      exchange({ name: 'number', of: 'once', resultCode: '103000', meaning: 'the token of the first login gives the number' }),
    ],
    kills: [{ mutant: 'former-token-again', by: 'second-number' }],
  },
];

export const everyCallChecks: readonly Check[] = [...OF_OTHERS, ...DELETED, ...ON_WIFI_ALONE, ...SLOTS, ...ABROAD, ...TOKENS];
