import type { Check, Step } from '../src/check.ts';
import { PAGE_ROW, SDK_PAGE_ROW, SDK_ROW } from './defaults.ts';
import { asksAgain, asksNobody, noResult, once, page, result, success, tokenRequests, unchecked } from './expectations.ts';
import {
  AWAIT_NEXT_PAGE,
  awaitCall,
  callAndAwait,
  HOLD_TOKEN_REQUEST,
  NUMBER_REQUEST_IS_HELD,
  openPage,
  PRESS_BUTTON,
  QUIT,
  setTheme,
  setTimeLimit,
} from './steps.ts';

/** What was set holds until it is set anew, whatever is called in between; what was refused stays refused, however often it is asked for. */

const LIMIT_MS = 1_500;
const AFTER_1500 = { call: 'first', lowerMs: 1_500, upperMs: 1_650, stretchMs: 150 } as const;
const TIMES_OUT = result({ call: 'first', accept: ['200023'], meaning: 'the limit that was set ends the call' });
const ONE_CALLBACK = once('first', 'a call ends in exactly one callback');

/** More than anybody tries before he reads the hint. */
const PRESSES: readonly Step[] = Array.from({ length: 5 }, (_, index) => [
  { ...PRESS_BUTTON, as: `press-${index}` },
  { do: 'watch', as: `hint-${index}`, forMs: 300 } as const,
]).flat();

const THIRTY_DAYS_MS = 30 * 24 * 3_600_000;

export const whatLastsChecks: readonly Check[] = [
  {
    ...SDK_ROW,
    id: 'timeout-set-1500-holds-whatever-is-called-between',
    clause: ['AUX-05', 'DEV-07'],
    profile: ['timing'],
    ...NUMBER_REQUEST_IS_HELD,
    act: [
      setTimeLimit(LIMIT_MS),
      { do: 'invoke', as: 'delete', api: 'delScrip' },
      QUIT,
      setTheme({ setNumberColor: [0xffcc0000] }),
      { do: 'invoke', as: 'type', api: 'getNetworkType' },
      ...callAndAwait({ as: 'refused', api: 'getPhoneInfo', appId: '', requestCode: 460 }),
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 461 }, 3_000),
    ],
    expect: [TIMES_OUT, ONE_CALLBACK],
    timing: AFTER_1500,
    kills: [{ mutant: 'delete-resets-limit', by: 'result' }],
  },
  {
    ...SDK_ROW,
    id: 'timeout-set-1500-holds-for-mobile-auth-cached',
    clause: ['AUX-05', 'DEV-07'],
    profile: ['timing'],
    act: [
      ...callAndAwait({ as: 'cached', api: 'getPhoneInfo', requestCode: 462 }),
      HOLD_TOKEN_REQUEST,
      setTimeLimit(LIMIT_MS),
      ...callAndAwait({ as: 'first', api: 'mobileAuth', requestCode: 463 }, 3_000),
    ],
    expect: [TIMES_OUT, ONE_CALLBACK],
    timing: AFTER_1500,
    kills: [{ mutant: 'limit-of-get-phone-info-only', by: 'result' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-holds-for-every-login',
    clause: ['PAG-22', 'PAG-16'],
    act: [
      setTheme({ setNumberColor: [0xffcc0000] }),
      ...openPage(466),
      QUIT,
      awaitCall('login'),
      { do: 'call', as: 'next', api: 'loginAuth', requestCode: 467 },
      AWAIT_NEXT_PAGE,
    ],
    expect: [
      page({
        name: 'second-page',
        look: 'next-page',
        sees: { 'number-colour': { colour: '#CC0000' } },
        meaning: 'a theme holds until another is set, and not for one login',
      }),
    ],
    kills: [{ mutant: 'theme-for-one-login', by: 'second-page' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-own-view-is-on-every-page',
    clause: ['PAG-15', 'PAG-22'],
    act: [
      setTheme({ setAuthContentView: ['@layout/probe_content'] }),
      ...openPage(474),
      QUIT,
      awaitCall('login'),
      { do: 'call', as: 'next', api: 'loginAuth', requestCode: 475 },
      AWAIT_NEXT_PAGE,
    ],
    expect: [
      page({
        name: 'second-page',
        look: 'next-page',
        shows: 'page',
        sees: { texts: { matches: '应用自己的内容' } },
        meaning: 'an app sets its theme once and logs in many times: the View that it gave is on the second page too',
      }),
    ],
    kills: [{ mutant: 'own-content-once', by: 'second-page' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-many-unchecked-presses-give-no-token',
    clause: ['SEC-01', 'PAG-07', 'LOG-01'],
    profile: ['page', 'security'],
    act: [...openPage(468), ...PRESSES, { do: 'look', as: 'pressed' }],
    expect: [
      tokenRequests({
        name: 'no-token-request',
        exactly: 0,
        meaning: 'a button that is pressed often enough is no consent',
      }),
      unchecked({
        look: 'pressed',
        shows: ['page', 'dialog'],
        meaning: 'the SDK consented for a user who pressed several times',
      }),
      noResult('login', 'presses without consent ended the login'),
    ],
    kills: [{ mutant: 'third-press-agrees', by: 'no-token-request' }],
  },
  {
    ...SDK_ROW,
    id: 'cache-scrip-of-a-long-life-is-used',
    clause: ['PRE-04'],
    level: 'SHOULD',
    arrange: { scripLifeMs: THIRTY_DAYS_MS },
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 469 }),
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 470 }),
    ],
    expect: [
      asksNobody('second', 'a scrip that lives for thirty days was not kept: its milliseconds are more than 31 bits'),
      success({ name: 'second-result', call: 'second', meaning: 'with a cached scrip the call succeeds' }),
    ],
    kills: [{ mutant: 'no-cache', by: 'no-second-request', isControl: true }],
  },
  {
    ...SDK_ROW,
    id: 'cache-deleted-scrips-are-those-of-both-slots',
    clause: ['AUX-03', 'SEC-04'],
    needs: ['radio', 'sim'],
    act: [
      ...callAndAwait({ as: 'first', api: 'getPhoneInfo', requestCode: 471 }),
      { do: 'radio', set: { dataSim: 'second' } },
      ...callAndAwait({ as: 'second', api: 'getPhoneInfo', requestCode: 472 }),
      { do: 'invoke', as: 'delete', api: 'delScrip' },
      { do: 'radio', set: { dataSim: 'first' } },
      ...callAndAwait({ as: 'third', api: 'getPhoneInfo', requestCode: 473 }),
    ],
    expect: [
      asksAgain('third', 'delScrip() deletes what the SDK holds, and not only what the newest call brought'),
      success({ name: 'third-result', call: 'third', meaning: 'a retrieval after delScrip() succeeds' }),
    ],
    kills: [{ mutant: 'del-scrip-ignored', by: 'asks-again', isControl: true }],
  },
];
