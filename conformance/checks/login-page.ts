import type { Check } from '../src/check.ts';
import { PAGE_ROW } from './defaults.ts';
import { noPage, noResult, numberRequests, once, page, result, success, tokenRequests, unchecked } from './expectations.ts';
import {
  AWAIT_NUMBER_REQUEST,
  awaitCall,
  CONFIRM,
  callAndAwait,
  NUMBER_REQUEST_IS_HELD,
  openPage,
  PRESS_BUTTON,
  QUIT,
  setTheme,
  tokenRequestFault,
} from './steps.ts';

const SUCCEEDS = success({ call: 'login', meaning: 'the confirmed login succeeds' });

const STAYS_OPEN = noResult('login', 'an unchecked press must leave the call open');

const NO_TOKEN_AFTER_LEAVING = tokenRequests({
  name: 'no-token-request',
  exactly: 0,
  meaning: 'a token was requested although the user left',
});

const LEAVING_IS_200020 = result({ call: 'login', accept: ['200020'], meaning: 'leaving the page must be reported as 200020' });

/** 200087 may come some time after the first frame. */
const AWAIT_PAGE_IN = { do: 'await-page-in', withinMs: 2_000 } as const;

/** When the page comes and goes, and what leaving it means (guide 2.4, 2.5.3). */
export const loginPageChecks: readonly Check[] = [
  {
    ...PAGE_ROW,
    id: 'login-page-in-told-once-before-result',
    clause: ['LOG-02'],
    act: [...openPage(), AWAIT_PAGE_IN, ...CONFIRM],
    expect: [
      {
        expect: 'page-in',
        name: 'page-in',
        exactly: 1,
        before: 'login',
        meaning: 'the page-in listener receives 200087 once, before the result',
      },
      SUCCEEDS,
    ],
    kills: [
      { mutant: 'page-in-never', by: 'page-in' },
      { mutant: 'page-in-twice', by: 'page-in' },
      { mutant: 'page-in-wrong-code', by: 'page-in' },
      { mutant: 'page-in-after-result', by: 'page-in' },
    ],
  },
  {
    ...PAGE_ROW,
    id: 'login-page-in-not-before-the-page',
    clause: ['LOG-02'],
    ...NUMBER_REQUEST_IS_HELD,
    act: [
      { do: 'invoke', as: 'listener', api: 'setPageInListener' },
      { do: 'call', as: 'login', api: 'loginAuth', requestCode: 68 },
      AWAIT_NUMBER_REQUEST,
      { do: 'watch', as: 'held', forMs: 500 },
      { do: 'look', as: 'held-screen' },
    ],
    expect: [
      { expect: 'page-in', name: 'no-page-in', exactly: 0, meaning: '200087 was told while the number was still asked for' },
      noPage({ name: 'no-page', look: 'held-screen', meaning: 'a page was shown while the number was still asked for' }),
    ],
    kills: [{ mutant: 'page-in-before-page', by: 'no-page-in' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-quit-before-the-page-ends-the-call',
    clause: ['API-05', 'LOG-14'],
    ...NUMBER_REQUEST_IS_HELD,
    act: [
      { do: 'call', as: 'login', api: 'loginAuth', requestCode: 68 },
      AWAIT_NUMBER_REQUEST,
      QUIT,
      { do: 'clear-faults' },
      { do: 'release' },
      awaitCall('login', 9_500),
      { do: 'watch', as: 'after', forMs: 700 },
      { do: 'look', as: 'quit-screen' },
    ],
    expect: [
      once('login', 'a login that the app quits before its page is up must still end in one callback'),
      noPage({ name: 'no-page', look: 'quit-screen', meaning: 'a page came up after quitAuthActivity()' }),
    ],
    kills: [{ mutant: 'quit-pending-silent', by: 'once' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-unchecked-press-gives-no-token',
    clause: ['SEC-01', 'PAG-07', 'LOG-01'],
    profile: ['smoke', 'page', 'security'],
    act: [...openPage(), PRESS_BUTTON, { do: 'watch', as: 'after', forMs: 700 }, { do: 'look', as: 'pressed' }],
    expect: [
      tokenRequests({
        name: 'no-token-request',
        exactly: 0,
        meaning: 'a token was requested before the user had consented',
      }),
      STAYS_OPEN,
      page({
        name: 'page-stays',
        look: 'pressed',
        shows: ['page', 'dialog'],
        meaning: 'the page stays up after an unchecked press',
      }),
      unchecked({
        look: 'pressed',
        shows: ['page', 'dialog'],
        meaning: 'the SDK consented for the user: the terms are checked after a press without consent',
      }),
    ],
    kills: [
      { mutant: 'token-before-consent', by: 'no-token-request' },
      { mutant: 'unchecked-goes-on', by: 'no-token-request' },
      { mutant: 'checked-by-default', by: 'no-token-request' },
    ],
  },
  {
    ...PAGE_ROW,
    id: 'login-consent-is-not-remembered',
    clause: ['PAG-22', 'SEC-01'],
    act: [
      ...openPage(),
      ...CONFIRM,
      QUIT,
      { do: 'call', as: 'again', api: 'loginAuth', requestCode: 69 },
      { do: 'await-page', as: 'second-page', withinMs: 5_000 },
      { do: 'press', as: 'press-again' },
      { do: 'watch', as: 'after', forMs: 700 },
    ],
    expect: [
      page({
        name: 'unchecked',
        look: 'second-page',
        shows: 'page',
        sees: { 'check-box': { lacks: '^checked' } },
        meaning: 'a new page came up with the terms checked already',
      }),
      tokenRequests({
        name: 'no-second-token',
        exactly: 0,
        since: 'press-again',
        meaning: 'consent to an earlier login was used again',
      }),
    ],
    kills: [{ mutant: 'consent-remembered', by: 'no-second-token' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-page-stays-until-quit',
    clause: ['LOG-12'],
    act: [
      ...openPage(),
      ...CONFIRM,
      { do: 'watch', as: 'after', forMs: 500 },
      { do: 'look', as: 'after-result' },
      QUIT,
      { do: 'watch', as: 'closing', forMs: 500 },
      { do: 'look', as: 'after-quit' },
    ],
    expect: [
      page({
        name: 'stays',
        look: 'after-result',
        shows: 'page',
        meaning: 'the page closed itself after the result',
      }),
      noPage({ name: 'quits', look: 'after-quit', meaning: 'quitAuthActivity() did not close the page' }),
      once('login', 'closing the page after the result must not call back again'),
    ],
    kills: [
      { mutant: 'closes-itself', by: 'stays' },
      { mutant: 'quit-ignored', by: 'quits' },
    ],
  },
  {
    ...PAGE_ROW,
    id: 'login-page-stays-after-failure',
    clause: ['LOG-12'],
    act: [
      ...openPage(),
      { do: 'fault', fault: tokenRequestFault({ kind: 'code', code: '103902' }) },
      ...CONFIRM,
      { do: 'watch', as: 'after', forMs: 500 },
      { do: 'look', as: 'after-result' },
    ],
    expect: [
      page({ name: 'stays', look: 'after-result', shows: 'page', meaning: 'the page closed itself after a failure' }),
      once('login', 'a failed login ends in exactly one callback'),
    ],
    kills: [{ mutant: 'closes-on-failure', by: 'stays' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-back-key-gives-200020',
    clause: ['LOG-10', 'API-05'],
    act: [...openPage(), { do: 'back', as: 'leave' }, awaitCall('login', 3_000), { do: 'look', as: 'left' }],
    expect: [
      LEAVING_IS_200020,
      once('login', 'leaving ends the call once'),
      NO_TOKEN_AFTER_LEAVING,
      noPage({ name: 'closed', look: 'left', meaning: 'the back key did not close the page' }),
    ],
    kills: [
      { mutant: 'back-ignored', by: 'result' },
      { mutant: 'back-silent', by: 'result' },
      { mutant: 'back-as-other', by: 'result' },
    ],
  },
  {
    ...PAGE_ROW,
    id: 'login-close-button-gives-200020',
    clause: ['LOG-10'],
    act: [...openPage(), { do: 'close', as: 'leave' }, awaitCall('login', 3_000), { do: 'look', as: 'left' }],
    expect: [
      LEAVING_IS_200020,
      NO_TOKEN_AFTER_LEAVING,
      noPage({ name: 'closed', look: 'left', meaning: "the page's own way to close it did not close it" }),
    ],
    kills: [{ mutant: 'title-back-dead', by: 'result' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-missing-resource-is-200040',
    clause: ['PAG-12'],
    needs: [],
    act: [
      setTheme({ setLogBtnImgPath: ['quhao_there_is_no_such_drawable'] }),
      ...callAndAwait({ as: 'login', api: 'loginAuth', requestCode: 66 }),
    ],
    expect: [
      result({
        call: 'login',
        accept: ['200040'],
        requestCode: 66,
        meaning: 'a drawable that the theme names and the app lacks gives 200040, no crash and no page without it',
      }),
      once('login', 'a failed call ends in exactly one callback'),
    ],
    kills: [
      { mutant: 'everything-as-other', by: 'result' },
      { mutant: 'resource-missing-as-other', by: 'result' },
      { mutant: 'resource-missing-crashes', by: 'result' },
    ],
  },
  {
    ...PAGE_ROW,
    id: 'login-page-opens-again-after-back',
    clause: ['LOG-13'],
    level: 'SHOULD',
    arrange: { process: 'fresh' },
    act: [
      ...openPage(),
      { do: 'back', as: 'leave' },
      awaitCall('login', 5_000),
      { do: 'call', as: 'again', api: 'loginAuth', requestCode: 63 },
      { do: 'await-page', as: 'second-page', withinMs: 3_000 },
    ],
    expect: [
      page({ name: 'first-page', look: 'page', shows: 'page', meaning: 'the first login showed no page' }),
      page({ name: 'second-page', look: 'second-page', shows: 'page', meaning: 'a second login showed no page' }),
    ],
    kills: [
      { mutant: 'cannot-reopen', by: 'second-page' },
      { mutant: 'second-login-without-page', by: 'second-page' },
    ],
  },
  {
    ...PAGE_ROW,
    id: 'login-quit-twice-and-without-page-is-harmless',
    clause: ['LOG-13'],
    level: 'SHOULD',
    act: [
      { do: 'invoke', as: 'quit-without-page', api: 'quitAuthActivity' },
      ...openPage(),
      QUIT,
      awaitCall('login', 3_000),
      { do: 'invoke', as: 'quit-again', api: 'quitAuthActivity' },
      { do: 'call', as: 'again', api: 'loginAuth', requestCode: 63 },
      { do: 'await-page', as: 'second-page', withinMs: 5_000 },
    ],
    expect: [
      page({ name: 'second-page', look: 'second-page', shows: 'page', meaning: 'after quitting twice no page could be opened' }),
      numberRequests({ name: 'one-number-request', exactly: 1, meaning: 'the second login asked for the number once more' }),
    ],
    kills: [
      { mutant: 'second-quit-crashes', by: 'second-page' },
      { mutant: 'quit-sticks', by: 'second-page' },
    ],
  },
];
