import type { Check, Step } from '../src/check.ts';
import { PAGE_ROW, SDK_PAGE_ROW } from './defaults.ts';
import { once, page, result, success, tokenRequests } from './expectations.ts';
import {
  AWAIT_TOKEN_REQUEST,
  awaitCall,
  CHECK_AND_PRESS,
  CONFIRM,
  CONSENT,
  HOLD_TOKEN_REQUEST,
  openPage,
  PRESS_BUTTON,
  QUIT,
  RELEASE_ANSWERS,
  setTheme,
  tokenRequestFault,
} from './steps.ts';

const WITHDRAW: Step = { do: 'withdraw', as: 'withdraw' };
const PRESS_AGAIN: Step = { do: 'press', as: 'again' };
const AFTERWARDS: Step = { do: 'watch', as: 'after', forMs: 400 };
const TIP = '请先勾选同意条款';
const NEW_NUMBER = '15400000002';

/** What a page does when it is worked on once more (guide 2.4, 2.5). */
export const secondPressChecks: readonly Check[] = [
  {
    ...PAGE_ROW,
    id: 'login-consent-taken-back-gives-no-token',
    clause: ['SEC-01', 'LOG-03'],
    profile: ['page', 'security'],
    act: [...openPage(241), CONSENT, WITHDRAW, PRESS_BUTTON, AFTERWARDS],
    expect: [
      tokenRequests({
        name: 'no-token-request',
        exactly: 0,
        meaning: 'a token was asked for after the user had taken the consent back',
      }),
    ],
    kills: [{ mutant: 'consent-latched', by: 'no-token-request' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-hint-comes-at-every-unchecked-press',
    clause: ['PAG-18'],
    act: [
      setTheme({ setCheckTipText: [TIP] }),
      ...openPage(242),
      PRESS_BUTTON,
      { do: 'look', as: 'first-press' },
      CONSENT,
      WITHDRAW,
      PRESS_AGAIN,
      { do: 'look', as: 'second-press' },
    ],
    expect: [
      page({
        name: 'hint',
        look: 'second-press',
        sees: { 'consent-asked': { matches: `${TIP}|同意` } },
        meaning: 'the second press without consent shows no hint',
      }),
      page({
        name: 'first-hint',
        look: 'first-press',
        sees: { 'consent-asked': { matches: `${TIP}|同意` } },
        meaning: 'the first press without consent shows no hint',
      }),
    ],
    kills: [{ mutant: 'hint-once', by: 'hint' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-press-after-success-asks-for-no-second-token',
    clause: ['SEC-07', 'API-05'],
    level: 'SHOULD',
    act: [...openPage(243), ...CONFIRM, PRESS_AGAIN, AFTERWARDS],
    expect: [
      tokenRequests({
        name: 'one-token-request',
        exactly: 1,
        meaning: 'a press on the page of a login that has ended asked for another token',
      }),
      once('login', 'a login ends in exactly one callback'),
    ],
    kills: [{ mutant: 'press-after-success-asks-again', by: 'one-token-request' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-press-after-failure-tells-nothing-twice',
    clause: ['API-05'],
    act: [
      ...openPage(244),
      { do: 'fault', fault: tokenRequestFault({ kind: 'status', status: 500 }) },
      ...CHECK_AND_PRESS,
      awaitCall('login'),
      { do: 'clear-faults' },
      PRESS_AGAIN,
      AFTERWARDS,
    ],
    expect: [once('login', 'a press on the page of a login that has failed called the app back once more')],
    kills: [{ mutant: 'press-after-failure-calls-again', by: 'once' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-quit-after-press-ends-in-one-callback',
    clause: ['API-05', 'LOG-14'],
    act: [
      ...openPage(247),
      HOLD_TOKEN_REQUEST,
      ...CHECK_AND_PRESS,
      AWAIT_TOKEN_REQUEST,
      QUIT,
      ...RELEASE_ANSWERS,
      awaitCall('login'),
    ],
    expect: [once('login', 'a login that the app ends while the token is under way has exactly one callback')],
    kills: [{ mutant: 'quit-after-press-silent', by: 'once' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-back-after-press-ends-in-one-callback',
    clause: ['API-05', 'LOG-14'],
    act: [
      ...openPage(248),
      HOLD_TOKEN_REQUEST,
      ...CHECK_AND_PRESS,
      AWAIT_TOKEN_REQUEST,
      { do: 'back', as: 'back' },
      ...RELEASE_ANSWERS,
      awaitCall('login'),
    ],
    expect: [once('login', 'a login whose user leaves while the token is under way has exactly one callback')],
    kills: [{ mutant: 'back-after-press-silent', by: 'once' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-sim-changed-while-the-page-is-open',
    clause: ['SEC-06'],
    level: 'SHOULD',
    needs: ['screen', 'sim'],
    act: [...openPage(251), { do: 'radio', set: { dataSim: 'second' } }, ...CONFIRM],
    expect: [
      tokenRequests({
        name: 'no-token-request',
        exactly: 0,
        meaning: 'the press sent the scrip of a SIM that no longer carries data: the app gets the number of somebody else',
      }),
      once('login', 'a login whose SIM has gone ends in exactly one callback'),
    ],
    kills: [{ mutant: 'sim-unseen-at-the-press', by: 'no-token-request' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-scrip-over-its-life-while-the-page-is-open',
    clause: ['PRE-09', 'GWY-05'],
    level: 'SHOULD',
    arrange: { scripLifeMs: 1_000 },
    act: [...openPage(252), { do: 'watch', as: 'reading', forMs: 1_200 }, ...CONFIRM],
    expect: [
      result({
        call: 'login',
        accept: ['103000', '103902'],
        meaning: 'a scrip whose life is over is retrieved anew, or ends the login with the code of a scrip that is refused',
      }),
    ],
    kills: [],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-at-once-after-quit-is-a-login-of-its-own',
    clause: ['LOG-13', 'API-05', 'LOG-01'],
    level: 'SHOULD',
    act: [
      ...openPage(249),
      HOLD_TOKEN_REQUEST,
      ...CHECK_AND_PRESS,
      AWAIT_TOKEN_REQUEST,
      QUIT,
      { do: 'call', as: 'next', api: 'loginAuth', requestCode: 250 },
      { do: 'await-page', as: 'next-page', withinMs: 10_000 },
      ...RELEASE_ANSWERS,
      AFTERWARDS,
      { do: 'consent', as: 'next-consent' },
      { do: 'press', as: 'next-press' },
      awaitCall('next'),
    ],
    expect: [
      success({
        name: 'next-result',
        call: 'next',
        meaning: 'the end of the page before, or a token that was asked for on it, ended the login that followed',
      }),
      tokenRequests({
        name: 'token-of-its-own',
        exactly: 2,
        meaning: 'the second login ended by the token that its user had asked for on the page before',
      }),
      {
        expect: 'callbacks',
        name: 'next-once',
        call: 'next',
        exactly: 1,
        meaning: 'the second login ended by the token of the page before as well',
      },
      once('login', 'a login that the app ends has exactly one callback'),
    ],
    kills: [{ mutant: 'quit-ends-the-next-login-too', by: 'next-result' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-page-shows-the-number-of-today',
    clause: ['PAG-01', 'AUX-03'],
    act: [
      ...openPage(245),
      QUIT,
      awaitCall('login', 3_000),
      { do: 'invoke', as: 'delete', api: 'delScrip' },
      { do: 'renumber', as: 'renumber', to: NEW_NUMBER },
      { do: 'call', as: 'later', api: 'loginAuth', requestCode: 246 },
      { do: 'await-page', as: 'later-page', withinMs: 10_000 },
    ],
    expect: [
      page({
        name: 'number',
        look: 'later-page',
        shows: 'page',
        sees: { 'number-text': { matches: '0002$' } },
        meaning: 'the page shows the number that an earlier login had',
      }),
      page({
        name: 'first-number',
        look: 'page',
        sees: { 'number-text': { matches: '0001$' } },
        meaning: 'the first page shows the SIM’s number',
      }),
    ],
    kills: [{ mutant: 'number-of-first-login', by: 'number' }],
  },
];
