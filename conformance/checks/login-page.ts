import type { Check } from '../src/check.ts';
import { PAGE_ROW } from './defaults.ts';
import { noResult, once, page, result, success, tokenRequests } from './expectations.ts';
import {
  awaitCall,
  CHECK_BOX,
  CONFIRM,
  callAndAwait,
  LOGIN_BUTTON,
  MASKED_NUMBER,
  OPERATOR_TERMS,
  openPage,
  PRESS_BUTTON,
  WHOLE_NUMBER,
} from './steps.ts';

const SUCCEEDS = success({ call: 'login', meaning: 'the confirmed login succeeds' });

const STAYS_OPEN = noResult('login', 'an unchecked press must leave the call open');

/** The authorisation page of loginAuth (guide 2.4, 2.5). */
export const loginPageChecks: readonly Check[] = [
  {
    ...PAGE_ROW,
    id: 'login-page-shows-number-button-and-terms',
    clause: ['PAG-01', 'PAG-02', 'PAG-03', 'PAG-04'],
    act: [...openPage(), { do: 'look', as: 'page' }],
    expect: [
      page({
        name: 'number-and-button',
        look: 'page',
        shows: [MASKED_NUMBER, LOGIN_BUTTON],
        lacks: [WHOLE_NUMBER],
        meaning: 'the page shows the masked number and a login button',
      }),
      page({
        name: 'terms',
        clause: 'PAG-04',
        look: 'page',
        shows: [OPERATOR_TERMS, CHECK_BOX],
        meaning: "the page shows the operator's terms and asks for consent",
      }),
    ],
    kills: [{ mutant: 'terms-hidden', by: 'terms' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-page-in-told-once-before-result',
    clause: ['LOG-02'],
    act: [...openPage(), ...CONFIRM],
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
    ],
  },
  {
    ...PAGE_ROW,
    id: 'login-unchecked-press-gives-no-token',
    clause: ['SEC-01', 'PAG-07', 'LOG-01'],
    profile: ['smoke', 'page', 'security'],
    act: [...openPage(), PRESS_BUTTON, { do: 'watch', as: 'after', forMs: 700 }, { do: 'look', as: 'page' }],
    expect: [
      tokenRequests({
        name: 'no-token-request',
        exactly: 0,
        meaning: 'a token was requested before the user had consented',
      }),
      STAYS_OPEN,
      page({ name: 'page-stays', look: 'page', shows: [LOGIN_BUTTON], meaning: 'the page stays up after an unchecked press' }),
    ],
    kills: [
      { mutant: 'token-before-consent', by: 'no-token-request' },
      { mutant: 'unchecked-goes-on', by: 'no-token-request' },
    ],
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
      { do: 'invoke', as: 'quit', api: 'quitAuthActivity' },
      { do: 'watch', as: 'closing', forMs: 500 },
      { do: 'look', as: 'after-quit' },
    ],
    expect: [
      page({ name: 'stays', look: 'after-result', shows: [LOGIN_BUTTON], meaning: 'the page closed itself after the result' }),
      page({
        name: 'quits',
        look: 'after-quit',
        lacks: [MASKED_NUMBER, CHECK_BOX],
        meaning: 'quitAuthActivity() did not close the page',
      }),
      once('login', 'closing the page after the result must not call back again'),
    ],
    kills: [{ mutant: 'closes-itself', by: 'stays' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-back-key-gives-200020',
    clause: ['LOG-10', 'API-05'],
    act: [...openPage(), { do: 'back', as: 'leave' }, awaitCall('login', 3_000), { do: 'look', as: 'left' }],
    expect: [
      result({ call: 'login', accept: ['200020'], meaning: 'leaving by the back key must be reported as 200020' }),
      once('login', 'leaving ends the call once'),
      tokenRequests({ name: 'no-token-request', exactly: 0, meaning: 'a token was requested although the user left' }),
      page({
        name: 'closed',
        look: 'left',
        lacks: [MASKED_NUMBER, CHECK_BOX],
        meaning: 'the back key did not close the page',
      }),
    ],
    kills: [{ mutant: 'back-ignored', by: 'result' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-unchecked-press-shows-hint',
    clause: ['PAG-07'],
    act: [
      { do: 'theme', as: 'hint', theme: { setCheckTipText: ['请先同意条款'] } },
      ...openPage(),
      PRESS_BUTTON,
      { do: 'look', as: 'page' },
    ],
    expect: [
      page({
        name: 'hint',
        look: 'page',
        shows: [{ text: '请先同意条款' }],
        meaning: 'the hint set with setCheckTipText was not shown',
      }),
      STAYS_OPEN,
    ],
    kills: [{ mutant: 'hint-swallowed', by: 'hint' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-missing-resource-is-200040',
    clause: ['PAG-12'],
    needs: [],
    act: [
      { do: 'theme', as: 'theme', theme: { setLogBtnImgPath: ['quhao_there_is_no_such_drawable'] } },
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
    kills: [{ mutant: 'everything-as-other', by: 'result' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-page-opens-again-after-back',
    clause: ['LOG-13'],
    level: 'SHOULD',
    arrange: { process: 'fresh' },
    act: [
      ...openPage(),
      { do: 'look', as: 'first-page' },
      { do: 'back', as: 'leave' },
      awaitCall('login', 5_000),
      { do: 'call', as: 'again', api: 'loginAuth', requestCode: 63 },
      { do: 'await-page', withinMs: 3_000 },
      { do: 'look', as: 'second-page' },
    ],
    expect: [
      page({ name: 'first-page', look: 'first-page', shows: [MASKED_NUMBER], meaning: 'the first login showed no page' }),
      page({
        name: 'second-page',
        look: 'second-page',
        shows: [MASKED_NUMBER, LOGIN_BUTTON],
        meaning: 'a second login showed no page',
      }),
    ],
    kills: [{ mutant: 'cannot-reopen', by: 'second-page' }],
  },
];
