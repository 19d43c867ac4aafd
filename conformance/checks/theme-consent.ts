import type { Check } from '../src/check.ts';
import { PAGE_ROW } from './defaults.ts';
import { listener, noResult, page, success, tokenRequests } from './expectations.ts';
import {
  awaitCall,
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

const ONE_TOKEN = tokenRequests({ name: 'one-token-request', exactly: 1, meaning: 'one consent is one token request' });
const NO_TOKEN = tokenRequests({ name: 'no-token-request', exactly: 0, meaning: 'a token was requested without consent' });
const SUCCEEDS = success({ call: 'login', meaning: 'the confirmed login succeeds' });
const STAYS_OPEN = noResult('login', 'without consent the call must stay open');

/** Listeners of the theme (guide 2.5.2). */
const LISTENER_ROWS: readonly Check[] = [
  {
    ...PAGE_ROW,
    id: 'theme-listener-of-the-press',
    clause: ['PAG-17'],
    act: [
      setTheme({ setLogBtnClickListener: ['listener'] }),
      ...openPage(),
      ...CONFIRM,
      { do: 'watch', as: 'after', forMs: 500 },
    ],
    expect: [
      listener({
        name: 'start',
        method: 'onLoginClickStart',
        exactly: 1,
        before: 'login',
        meaning: 'the click listener must hear when the request starts',
      }),
      listener({
        name: 'complete',
        method: 'onLoginClickComplete',
        exactly: 1,
        meaning: 'the click listener must hear when the request has ended',
      }),
    ],
    kills: [
      { mutant: 'press-start-silent', by: 'start' },
      { mutant: 'press-complete-silent', by: 'complete' },
    ],
  },
  {
    ...PAGE_ROW,
    id: 'theme-listener-of-the-press-hears-of-a-failure',
    clause: ['PAG-17'],
    act: [
      setTheme({ setLogBtnClickListener: ['listener'] }),
      ...openPage(),
      { do: 'fault', fault: tokenRequestFault({ kind: 'code', code: '103902' }) },
      ...CONFIRM,
      { do: 'watch', as: 'after', forMs: 500 },
    ],
    expect: [
      listener({
        name: 'complete',
        method: 'onLoginClickComplete',
        exactly: 1,
        meaning: 'the click listener must hear that the request has ended, also where it failed',
      }),
    ],
    kills: [{ mutant: 'press-complete-silent', by: 'complete', isControl: true }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-listener-of-unchecked-press',
    clause: ['PAG-18'],
    act: [
      setTheme({ setGenCheckBoxListener: ['listener'] }),
      ...openPage(),
      PRESS_BUTTON,
      { do: 'watch', as: 'after', forMs: 500 },
    ],
    expect: [
      listener({
        name: 'told',
        method: 'onLoginClick',
        exactly: 1,
        meaning: 'the check-box listener must hear of an unchecked press',
      }),
      STAYS_OPEN,
    ],
    kills: [{ mutant: 'unchecked-press-silent', by: 'told' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-listener-of-consent-change',
    clause: ['PAG-18'],
    act: [
      setTheme({ setGenCheckedChangeListener: ['listener'] }),
      ...openPage(),
      CONSENT,
      { do: 'watch', as: 'after', forMs: 300 },
    ],
    expect: [
      listener({
        name: 'told',
        method: 'onCheckedChanged',
        exactly: 1,
        value: true,
        meaning: 'the checked-change listener must hear that the terms were checked',
      }),
    ],
    kills: [{ mutant: 'consent-change-silent', by: 'told' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-listener-of-back-key',
    clause: ['PAG-21'],
    act: [
      setTheme({ setGenBackPressedListener: ['listener'] }),
      ...openPage(),
      { do: 'back', as: 'leave' },
      { do: 'watch', as: 'after', forMs: 500 },
    ],
    expect: [
      listener({ name: 'told', method: 'onBackPressed', exactly: 1, meaning: 'the back listener must hear of the back key' }),
    ],
    kills: [{ mutant: 'back-listener-silent', by: 'told' }],
  },
];

/** The app's own consent question (PAG-08). */
const CONSENT_ROWS: readonly Check[] = [
  {
    ...PAGE_ROW,
    id: 'theme-consent-answered-true-goes-on',
    clause: ['PAG-08', 'PAG-07'],
    act: [setTheme({ setGenAuthLoginListener: ['agree'] }), ...openPage(), PRESS_BUTTON, awaitCall('login')],
    expect: [
      listener({
        name: 'asked',
        method: 'onAuthLoginListener',
        exactly: 1,
        meaning: 'the app must be asked when the terms are unchecked',
      }),
      SUCCEEDS,
      ONE_TOKEN,
    ],
    kills: [
      { mutant: 'dialog-silent', by: 'asked' },
      { mutant: 'dialog-true-ignored', by: 'result' },
    ],
  },
  {
    ...PAGE_ROW,
    id: 'theme-consent-answered-false-stops',
    clause: ['PAG-08', 'SEC-01'],
    act: [
      setTheme({ setGenAuthLoginListener: ['refuse'] }),
      ...openPage(),
      PRESS_BUTTON,
      { do: 'watch', as: 'after', forMs: 700 },
      { do: 'look', as: 'refused' },
    ],
    expect: [
      NO_TOKEN,
      STAYS_OPEN,
      page({
        name: 'page-stays',
        look: 'refused',
        shows: ['page', 'dialog'],
        meaning: 'the page went away when the app refused',
      }),
    ],
    kills: [{ mutant: 'dialog-false-goes-on', by: 'no-token-request' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-consent-not-answered-waits',
    clause: ['PAG-08', 'SEC-01'],
    act: [
      setTheme({ setGenAuthLoginListener: ['silent'] }),
      ...openPage(),
      PRESS_BUTTON,
      { do: 'watch', as: 'after', forMs: 700 },
    ],
    expect: [NO_TOKEN, STAYS_OPEN],
    kills: [{ mutant: 'unchecked-goes-on', by: 'no-token-request' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-consent-answered-twice-asks-for-one-token',
    clause: ['SEC-07', 'PAG-08'],
    level: 'SHOULD',
    act: [
      setTheme({ setGenAuthLoginListener: ['twice'] }),
      ...openPage(),
      HOLD_TOKEN_REQUEST,
      PRESS_BUTTON,
      { do: 'watch', as: 'after', forMs: 400 },
      ...RELEASE_ANSWERS,
      awaitCall('login'),
    ],
    expect: [ONE_TOKEN, SUCCEEDS],
    kills: [{ mutant: 'consent-answered-twice-asks-twice', by: 'one-token-request' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-consent-answered-after-the-page-gives-no-token',
    clause: ['SEC-01', 'PAG-08'],
    act: [
      setTheme({ setGenAuthLoginListener: ['late'] }),
      ...openPage(),
      PRESS_BUTTON,
      QUIT,
      awaitCall('login', 3_000),
      { do: 'watch', as: 'after', forMs: 1_400 },
    ],
    expect: [
      NO_TOKEN,
      listener({
        name: 'asked',
        method: 'onAuthLoginListener',
        exactly: 1,
        meaning: 'the app was not asked, so it could not answer late',
      }),
    ],
    kills: [{ mutant: 'consent-answered-late-asks', by: 'no-token-request' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-consent-dialog-agreed-goes-on',
    clause: ['PAG-08', 'PAG-07'],
    act: [
      setTheme({ setGenAuthLoginListener: ['dialog'] }),
      ...openPage(),
      PRESS_BUTTON,
      { do: 'answer-dialog', as: 'dialog', answer: 'agree' },
      awaitCall('login'),
    ],
    expect: [SUCCEEDS, ONE_TOKEN],
    kills: [{ mutant: 'dialog-true-ignored', by: 'result' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-consent-dialog-refused-stops',
    clause: ['PAG-08', 'SEC-01'],
    act: [
      setTheme({ setGenAuthLoginListener: ['dialog'] }),
      ...openPage(),
      PRESS_BUTTON,
      { do: 'answer-dialog', as: 'dialog', answer: 'refuse' },
      { do: 'watch', as: 'after', forMs: 700 },
      { do: 'look', as: 'refused' },
    ],
    expect: [
      NO_TOKEN,
      STAYS_OPEN,
      page({
        name: 'page-stays',
        look: 'refused',
        shows: ['page', 'dialog'],
        meaning: 'the page went away when the user refused',
      }),
    ],
    kills: [{ mutant: 'dialog-false-goes-on', by: 'no-token-request' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-terms-checked-from-the-start',
    clause: ['PAG-18'],
    act: [setTheme({ setPrivacyState: [true] }), ...openPage(), PRESS_BUTTON, awaitCall('login')],
    expect: [success({ call: 'login', meaning: 'setPrivacyState(true) checks the terms: a press alone logs in' })],
    kills: [{ mutant: 'privacy-state-ignored', by: 'result' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-own-content-needs-consent-too',
    clause: ['PAG-07', 'SEC-01'],
    act: [
      setTheme({ setAuthContentView: ['@layout/probe_content'] }),
      ...openPage(),
      PRESS_BUTTON,
      { do: 'watch', as: 'after', forMs: 700 },
    ],
    expect: [NO_TOKEN, STAYS_OPEN],
    kills: [{ mutant: 'consent-fails-open', by: 'no-token-request' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-check-box-changes-to-checked-image',
    clause: ['PAG-18'],
    act: [
      setTheme({ setCheckBoxImgPath: ['probe_checked', 'probe_unchecked', 24, 24] }),
      ...openPage(),
      CONSENT,
      { do: 'look', as: 'checked' },
    ],
    expect: [
      page({
        name: 'checked-image',
        look: 'checked',
        sees: { 'check-box-colour': { colour: '#2E7D32' } },
        meaning: 'the checked box does not show the image that was set for it',
      }),
    ],
    kills: [{ mutant: 'token-without-page', by: 'checked-image', isControl: true }],
  },
];

/** What a theme lets the app hear and decide (guide 2.5.2, PAG-08, PAG-17, PAG-18, PAG-21). */
export const themeConsentChecks: readonly Check[] = [...LISTENER_ROWS, ...CONSENT_ROWS];
