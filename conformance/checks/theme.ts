import type { Check, Kill, Step } from '../src/check.ts';
import { PAGE_ROW } from './defaults.ts';
import { listener, noResult, once, page, readable, result, success, tokenRequests } from './expectations.ts';
import { awaitCall, CHECK_AND_PRESS, CONFIRM, CONSENT, callAndAwait, openPage, PRESS_BUTTON, QUIT, setTheme } from './steps.ts';
import { FOUR_TERMS, HIDING_THEMES, type HidingTheme, POP_UP, THEME_EFFECTS, type ThemeEffect } from './themes.ts';

type Theme = ThemeEffect['theme'];

const OPERATOR_TERMS = '中国移动';

/** Shows that a row can fail whose own mutant is not written: there is no page. */
function controlOf(by: string): Kill {
  return { mutant: 'token-without-page', by, isControl: true };
}

/** A page that comes first, so that a later look can be compared with it. */
function pageBefore(theme: Theme | undefined): readonly Step[] {
  return theme === undefined
    ? []
    : [
        setTheme(theme, 'theme-before'),
        { do: 'call', as: 'login-before', api: 'loginAuth', requestCode: 80 },
        { do: 'await-page', as: 'before', withinMs: 10_000 },
        QUIT,
        awaitCall('login-before', 3_000),
      ];
}

function effectRow({ name, clause, theme, before, sees, kills = [], needs = PAGE_ROW.needs }: ThemeEffect): Check {
  return {
    ...PAGE_ROW,
    id: `theme-${name}`,
    clause: [clause],
    needs,
    act: [...pageBefore(before), setTheme(theme), ...openPage()],
    expect: [
      page({
        name: 'effect',
        look: 'page',
        shows: 'page',
        sees,
        meaning: `${Object.keys(theme).join(' and ')} did not do what the guide says of it`,
      }),
    ],
    kills: kills.length === 0 ? [controlOf('effect')] : kills.map((mutant) => ({ mutant, by: 'effect' })),
  };
}

function hidingRow({ name, theme, kills = [] }: HidingTheme): Check {
  return {
    ...PAGE_ROW,
    id: `theme-cannot-${name}`,
    clause: ['PAG-23'],
    level: 'SHOULD',
    act: [setTheme(theme), ...openPage()],
    expect: [
      readable({ name: 'readable', meaning: 'a theme hides what the user must be able to read' }),
      page({
        name: 'login-word',
        look: 'page',
        sees: { 'button-text': { matches: '登录|注册' } },
        meaning: 'a theme takes the word for login out of the button',
      }),
    ],
    kills:
      kills.length === 0
        ? [{ mutant: 'page-covered', by: 'readable', isControl: true }]
        : kills.map((mutant) => ({ mutant, by: mutant === 'theme-takes-login-word' ? 'login-word' : 'readable' })),
  };
}

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
      page({ name: 'page-stays', look: 'refused', shows: 'page', meaning: 'the page went away when the app refused' }),
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
      page({ name: 'page-stays', look: 'refused', shows: 'page', meaning: 'the page went away when the user refused' }),
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
    kills: [controlOf('checked-image')],
  },
];

/** The page of a term. */
const TERMS_PAGE_ROWS: readonly Check[] = [
  {
    ...PAGE_ROW,
    id: 'theme-terms-page-bar-colours',
    clause: ['PAG-14'],
    act: [
      setTheme({ setNavColor: [0xff283593], setNavTextColor: [0xffffeb3b] }),
      ...openPage(),
      { do: 'open-terms', as: 'terms', title: OPERATOR_TERMS },
    ],
    expect: [
      page({
        name: 'colours',
        look: 'terms',
        shows: 'terms-page',
        sees: { 'terms-page-bar-colour': { colour: '#283593' }, 'terms-page-title-colour': { colour: '#FFEB3B' } },
        meaning: "setNavColor and setNavTextColor do not colour the bar of a term's page",
      }),
    ],
    kills: [{ mutant: 'nav-colour-ignored', by: 'colours' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-terms-page-title-size',
    clause: ['PAG-14'],
    act: [setTheme({ setNavTextSize: [12] }), ...openPage(), { do: 'open-terms', as: 'terms', title: OPERATOR_TERMS }],
    expect: [
      page({
        name: 'size',
        look: 'terms',
        shows: 'terms-page',
        sees: { 'terms-page-title-size': { from: 10, to: 14 } },
        meaning: "setNavTextSize does not size the title of a term's page",
      }),
    ],
    kills: [{ mutant: 'terms-link-dead', by: 'size', isControl: true }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-terms-page-with-own-bar',
    clause: ['PAG-14'],
    act: [
      setTheme({ setClauseLayoutResID: ['@layout/probe_clause_bar', 'probe_clause_back'] }),
      ...openPage(),
      { do: 'open-terms', as: 'terms', title: OPERATOR_TERMS, heading: '应用自己的标题栏' },
      { do: 'leave-terms', as: 'leave' },
      { do: 'await-page', as: 'page-again', withinMs: 3_000 },
    ],
    expect: [
      page({
        name: 'own-bar',
        look: 'terms',
        shows: 'terms-page',
        sees: { 'terms-page-back': true, 'terms-page-bar-colour': { colour: '#00695C' } },
        meaning: "the app's own bar is not shown on a term's page",
      }),
      page({ name: 'back', look: 'page-again', shows: 'page', meaning: "the way back in the app's own bar does not lead back" }),
    ],
    kills: [{ mutant: 'terms-link-dead', by: 'own-bar' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-fourth-term-opens-its-page',
    clause: ['PAG-05', 'PAG-06'],
    act: [
      setTheme({ ...FOUR_TERMS, setWebDomStorage: [1] }),
      ...openPage(),
      { do: 'open-terms', as: 'terms', title: '支付协议丁' },
      { do: 'leave-terms', as: 'leave' },
      { do: 'await-page', as: 'page-again', withinMs: 3_000 },
    ],
    expect: [
      page({
        name: 'opens',
        look: 'terms',
        shows: 'terms-page',
        sees: { 'terms-page-title': { matches: '支付协议丁' }, 'terms-page-back': true },
        meaning: "the fourth of the app's terms opened no page of its own",
      }),
      page({ name: 'back', look: 'page-again', shows: 'page', meaning: 'the way back did not lead back to the page' }),
    ],
    kills: [{ mutant: 'terms-link-dead', by: 'opens' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-dom-storage-by-boolean',
    clause: ['PAG-18'],
    act: [setTheme({ setWebDomStorage: [true] }), ...openPage(), { do: 'open-terms', as: 'terms', title: OPERATOR_TERMS }],
    expect: [page({ name: 'opens', look: 'terms', shows: 'terms-page', meaning: 'with DOM storage on a term opened no page' })],
    kills: [{ mutant: 'terms-link-dead', by: 'opens', isControl: true }],
  },
];

const SHAKE = { setPrivacyAnimation: ['probe_terms'] } as const;

/** Animations, pop-up windows, rotation. */
const WINDOW_ROWS: readonly Check[] = [
  {
    ...PAGE_ROW,
    id: 'theme-terms-move-on-unchecked-press',
    clause: ['PAG-18'],
    act: [setTheme(SHAKE), ...openPage(), PRESS_BUTTON, { do: 'watch', as: 'moving', forMs: 500 }, { do: 'look', as: 'pressed' }],
    expect: [
      page({
        name: 'fainter',
        look: 'pressed',
        sees: { 'terms-link-colour': { otherThan: '#1668DC' } },
        meaning: 'the animation set with setPrivacyAnimation was not played',
      }),
    ],
    kills: [controlOf('fainter')],
  },
  {
    ...PAGE_ROW,
    id: 'theme-page-comes-and-goes-with-animations',
    clause: ['PAG-19'],
    act: [
      setTheme({
        setAuthPageActIn: ['probe_enter', 'probe_leave'],
        setAuthPageActOut: ['probe_enter', 'probe_leave'],
      }),
      ...openPage(),
      ...CHECK_AND_PRESS,
      awaitCall('login'),
      QUIT,
      { do: 'watch', as: 'closing', forMs: 700 },
      { do: 'look', as: 'closed' },
    ],
    expect: [
      SUCCEEDS,
      page({ name: 'closed', look: 'closed', shows: 'nothing', meaning: 'a page with a leaving animation did not close' }),
    ],
    kills: [{ mutant: 'quit-ignored', by: 'closed' }],
  },
  ...(['setAuthPageActIn', 'setAuthPageActOut'] as const).map(
    (method): Check => ({
      ...PAGE_ROW,
      id: `theme-missing-animation-${method === 'setAuthPageActIn' ? 'in' : 'out'}-is-200040`,
      clause: ['PAG-12', 'PAG-19'],
      needs: [],
      act: [
        setTheme({ [method]: ['quhao_there_is_no_such_animation', 'quhao_there_is_no_such_animation'] }),
        ...callAndAwait({ as: 'login', api: 'loginAuth', requestCode: 67 }),
      ],
      expect: [
        result({
          call: 'login',
          accept: ['200040'],
          meaning: 'an animation that the theme names and the app lacks gives 200040',
        }),
        once('login', 'a failed call ends in exactly one callback'),
      ],
      kills: [{ mutant: 'everything-as-other', by: 'result', isControl: true }],
    }),
  ),
  {
    ...PAGE_ROW,
    id: 'theme-window-obeys-the-back-key',
    clause: ['PAG-09', 'PAG-20'],
    act: [setTheme({ ...POP_UP, setBackButton: [true] }), ...openPage(), { do: 'back', as: 'leave' }, awaitCall('login', 3_000)],
    expect: [result({ call: 'login', accept: ['200020'], meaning: 'the back key did not leave a pop-up page that obeys it' })],
    kills: [{ mutant: 'back-ignored', by: 'result' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-window-ignores-the-back-key',
    clause: ['PAG-09', 'PAG-20'],
    act: [
      setTheme({ ...POP_UP, setBackButton: [false] }),
      ...openPage(),
      { do: 'back', as: 'leave' },
      { do: 'watch', as: 'after', forMs: 500 },
      { do: 'look', as: 'after-key' },
    ],
    expect: [
      page({
        name: 'stays',
        look: 'after-key',
        shows: 'page',
        meaning: 'the back key closed a pop-up page that must not obey it',
      }),
      noResult('login', 'the call stays open'),
    ],
    kills: [{ mutant: 'back-button-ignored', by: 'stays' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-landscape-shows-all-parts',
    clause: ['PAG-11'],
    needs: ['screen', 'rotation'],
    act: [
      ...openPage(),
      { do: 'rotate', as: 'turn', to: 'landscape' },
      { do: 'await-page', as: 'landscape', withinMs: 5_000 },
      { do: 'rotate', as: 'turn-back', to: 'portrait' },
      { do: 'await-page', as: 'portrait', withinMs: 5_000 },
    ],
    expect: [
      page({
        name: 'turned',
        look: 'landscape',
        shows: 'page',
        sees: { 'screen-is-wide': true },
        meaning: 'the page does not turn with the screen',
      }),
      readable({ name: 'landscape', look: 'landscape', meaning: 'in landscape the user cannot read a part of the page' }),
      readable({ name: 'portrait', look: 'portrait', meaning: 'after turning back the user cannot read a part of the page' }),
    ],
    kills: [{ mutant: 'landscape-button-lost', by: 'landscape' }],
  },
];

/** What a theme does to the page (guide 2.5.2, PAG-05 to PAG-23). */
export const themeChecks: readonly Check[] = [
  ...THEME_EFFECTS.map(effectRow),
  ...LISTENER_ROWS,
  ...CONSENT_ROWS,
  ...TERMS_PAGE_ROWS,
  ...WINDOW_ROWS,
  ...HIDING_THEMES.map(hidingRow),
];
