import type { Check, Step } from '../src/check.ts';
import { NETWORK_ERROR } from './condition.ts';
import { GATEWAY_ANSWERS, SDK_PAGE_ROW, SDK_ROW, WIFI_IS_DEFAULT } from './defaults.ts';
import { asksAgain, asksNobody, listener, noResult, once, page, result, success, tokenRequests } from './expectations.ts';
import {
  AWAIT_PAGE,
  AWAIT_TOKEN_REQUEST,
  awaitCall,
  CHECK_AND_PRESS,
  CONFIRM,
  callAndAwait,
  HOLD_TOKEN_REQUEST,
  openPage,
  PRESS_AGAIN,
  PRESS_BUTTON,
  QUIT,
  RELEASE_ANSWERS,
  setTheme,
  tokenRequestFault,
} from './steps.ts';
import { POP_UP } from './theme-effect.ts';

/** Users go ways round: they read the terms and go back, leave the app and return, are asked twice; apps delete a scrip while its page is open. */

const OPERATOR_TERMS = '中国移动';

const READ_TERMS: readonly Step[] = [
  { do: 'open-terms', as: 'terms', title: OPERATOR_TERMS },
  { do: 'leave-terms', as: 'leave' },
  { ...AWAIT_PAGE, as: 'page-again', withinMs: 3_000 },
];

/** A cached scrip serves whatever operator it is of. */
const OTHER_OPERATORS = (['unicom', 'telecom'] as const).map(
  (operator, index): Check => ({
    ...SDK_ROW,
    id: `cache-second-call-asks-nobody-${operator}`,
    clause: ['PRE-04', 'PRE-01'],
    level: 'SHOULD',
    needs: ['sim'],
    arrange: { radio: { dataSim: operator }, subscriber: { operator } },
    canary: [WIFI_IS_DEFAULT, GATEWAY_ANSWERS],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 480 + index }),
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 482 + index }),
    ],
    expect: [
      asksNobody('second', "another operator's scrip is kept as China Mobile's is"),
      success({ name: 'second-result', call: 'second', meaning: 'with a cached scrip the call succeeds' }),
    ],
    kills: [{ mutant: 'no-cache', by: 'no-second-request', isControl: true }],
  }),
);

export const afterDetourChecks: readonly Check[] = [
  ...OTHER_OPERATORS,
  {
    ...SDK_PAGE_ROW,
    id: 'login-back-key-after-reading-the-terms-gives-200020',
    clause: ['PAG-08', 'LOG-01'],
    act: [...openPage(484), ...READ_TERMS, { do: 'back', as: 'back' }, awaitCall('login', 3_000)],
    expect: [
      result({ call: 'login', accept: ['200020'], meaning: 'a user who has read the terms and goes back has closed the page' }),
      once('login', 'a page that its user closes ends its login once'),
    ],
    kills: [{ mutant: 'back-as-other', by: 'result', isControl: true }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-works-after-another-screen-lay-over-the-page',
    clause: ['LOG-01', 'LOG-12'],
    act: [
      ...openPage(485),
      { do: 'cover', as: 'cover' },
      { do: 'watch', as: 'covered', forMs: 400 },
      { do: 'back', as: 'uncover' },
      { ...AWAIT_PAGE, as: 'page-again' },
      ...CONFIRM,
    ],
    expect: [
      success({ call: 'login', fields: { token: { present: true } }, meaning: 'the page serves a user who comes back to it' }),
    ],
    kills: [{ mutant: 'callback-never', by: 'result', isControl: true }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'theme-consent-refused-is-asked-anew',
    clause: ['SEC-01', 'PAG-23'],
    act: [
      setTheme({ setGenAuthLoginListener: ['refuse'] }),
      ...openPage(487),
      PRESS_BUTTON,
      { do: 'watch', as: 'first-answer', forMs: 400 },
      PRESS_AGAIN,
      { do: 'watch', as: 'second-answer', forMs: 400 },
    ],
    expect: [
      tokenRequests({
        name: 'no-token-request',
        exactly: 0,
        meaning: 'the app said twice that its user does not agree',
      }),
      listener({
        name: 'asked',
        method: 'onAuthLoginListener',
        exactly: 2,
        meaning: 'each press without consent asks the app',
      }),
      noResult('login', 'a consent that was refused ended the login'),
    ],
    kills: [{ mutant: 'dialog-false-goes-on', by: 'no-token-request' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'cache-scrip-deleted-while-the-page-is-open-stays-deleted',
    clause: ['AUX-03'],
    act: [
      ...openPage(488),
      { do: 'invoke', as: 'delete', api: 'delScrip' },
      ...CONFIRM,
      QUIT,
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 489 }),
    ],
    expect: [
      asksAgain('second', 'the login put the scrip back that the app had deleted while its page was open'),
      success({ name: 'second-result', call: 'second', meaning: 'a retrieval after delScrip() succeeds' }),
    ],
    kills: [{ mutant: 'del-scrip-ignored', by: 'asks-again', isControl: true }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-double-press-over-dark-mode-asks-for-one-token',
    clause: ['SEC-07', 'LOG-01'],
    level: 'SHOULD',
    needs: ['screen', 'night'],
    act: [
      ...openPage(490),
      HOLD_TOKEN_REQUEST,
      ...CHECK_AND_PRESS,
      AWAIT_TOKEN_REQUEST,
      { do: 'night', as: 'sunset', to: 'yes' },
      { do: 'watch', as: 'made-anew', forMs: 400 },
      PRESS_AGAIN,
      { do: 'watch', as: 'pressed', forMs: 400 },
      ...RELEASE_ANSWERS,
      awaitCall('login'),
    ],
    expect: [
      tokenRequests({
        name: 'one-token-request',
        exactly: 1,
        meaning: 'a page that was made anew asked for a second token while the first was under way',
      }),
      once('login', 'one login has one result'),
    ],
    kills: [{ mutant: 'callback-twice', by: 'once', isControl: true }],
  },
  {
    ...SDK_ROW,
    id: 'mapping-token-http-redirect-mobile-auth',
    clause: ['DEV-16', 'SEC-05'],
    canary: [GATEWAY_ANSWERS],
    arrange: { fault: tokenRequestFault({ kind: 'redirect', location: 'http://elsewhere.test/unisdk/rs/getToken' }) },
    act: callAndAwait({ as: 'first', api: 'mobileAuth', requestCode: 491 }),
    expect: [
      result({
        call: 'first',
        accept: NETWORK_ERROR,
        meaning: 'an HTTP redirect is no answer of the token endpoint, and its target gets no scrip',
      }),
    ],
    kills: [{ mutant: 'everything-as-other', by: 'result', isControl: true }],
  },
  ...(['loginAuth', 'mobileAuth'] as const).map(
    (api, index): Check => ({
      ...SDK_ROW,
      id: `mapping-empty-app-key-with-cached-scrip-is-refused-${api === 'loginAuth' ? 'login' : 'mobile-auth'}`,
      clause: ['API-10'],
      act: [
        ...callAndAwait({ as: 'cached', api: 'getPhoneInfo', requestCode: 492 }),
        ...callAndAwait({ as: 'first', api, appKey: '', requestCode: 493 + index }),
      ],
      expect: [
        result({
          call: 'first',
          accept: ['102203', '200026'],
          meaning: 'an empty app key is an error of the caller, whatever is cached',
        }),
      ],
      kills: [{ mutant: 'arguments-unread-with-cache', by: 'result' }],
    }),
  ),
  {
    ...SDK_PAGE_ROW,
    id: 'mapping-token-body-never-ends-is-time-out-login-press',
    clause: ['LOG-11', 'DEV-07'],
    profile: ['timing', 'page'],
    act: [
      { do: 'invoke', as: 'limit', api: 'setOverTime', value: 2_000 },
      ...openPage(495),
      { do: 'fault', fault: tokenRequestFault({ kind: 'dribble', chunkBytes: 4, everyMs: 300 }) },
      ...CHECK_AND_PRESS,
      awaitCall('login', 8_000),
    ],
    expect: [
      result({
        call: 'login',
        accept: ['102507'],
        warn: ['200023'],
        meaning: 'an answer that comes byte by byte does not outlast the limit after the press',
      }),
    ],
    kills: [{ mutant: 'dribble-outlasts-limit', by: 'result' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-page-stays-for-seconds-after-success',
    clause: ['LOG-12'],
    act: [...openPage(496), ...CONFIRM, { do: 'watch', as: 'after', forMs: 4_000 }, { do: 'look', as: 'later' }],
    expect: [
      page({
        name: 'stays',
        look: 'later',
        shows: 'page',
        meaning: 'the page closed itself some seconds after the login: the app closes it, when it is ready',
      }),
    ],
    kills: [{ mutant: 'closes-itself', by: 'stays', isControl: true }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'theme-window-stays-for-seconds-after-success',
    clause: ['LOG-12', 'PAG-09'],
    act: [
      setTheme(POP_UP),
      ...openPage(497),
      ...CONFIRM,
      { do: 'watch', as: 'after', forMs: 3_000 },
      { do: 'look', as: 'later' },
    ],
    expect: [
      page({
        name: 'stays',
        look: 'later',
        shows: 'page',
        meaning: 'a pop-up page closed itself some seconds after the login: the app closes it, when it is ready',
      }),
    ],
    kills: [{ mutant: 'closes-itself', by: 'stays', isControl: true }],
  },
];
