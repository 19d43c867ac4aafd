import type { Check, Step } from '../src/check.ts';
import { PAGE_ROW, SDK_PAGE_ROW } from './defaults.ts';
import { noResult, once, page, readable, success, tokenRequests, unchecked } from './expectations.ts';
import {
  AFTERWARDS,
  AWAIT_PAGE,
  AWAIT_TOKEN_REQUEST,
  awaitCall,
  CHECK_AND_PRESS,
  CONSENT,
  HOLD_TOKEN_REQUEST,
  openPage,
  PRESS_BUTTON,
  QUIT,
  RELEASE_ANSWERS,
  setTheme,
} from './steps.ts';

const HINTS = [
  { language: 'english', type: 2, hint: 'Tick the box of the terms first', requestCode: 520 },
  { language: 'traditional-chinese', type: 1, hint: '請先勾選服務條款', requestCode: 521 },
] as const;

/** The hint is the app's own text, whatever the page's language. */
const HINT_ROWS: readonly Check[] = HINTS.map(({ language, type, hint, requestCode }) => ({
  ...PAGE_ROW,
  id: `login-unchecked-press-shows-hint-in-${language}`,
  clause: ['PAG-07', 'PAG-10'],
  act: [
    setTheme({ setAppLanguageType: [type], setCheckTipText: [hint] }),
    ...openPage(requestCode),
    PRESS_BUTTON,
    { do: 'look', as: 'pressed' },
  ],
  expect: [
    page({
      name: 'hint',
      look: 'pressed',
      sees: { 'consent-asked': { matches: `${hint}|同意|\\b[Aa]gree|\\b[Aa]ccept` } },
      meaning: 'the hint set with setCheckTipText was not shown on a page of this language',
    }),
    noResult('login', 'an unchecked press must leave the call open'),
  ],
  kills: [{ mutant: 'hint-swallowed', by: 'hint', isControl: true }],
}));

const TIP = '请先勾选服务条款';
const PATIENCE = 5;

/** A press without consent. What asks for it is answered with no. */
function refusedPress(number: number): readonly Step[] {
  return [
    { do: 'press', as: `press-${number}` },
    { do: 'answer-dialog', as: `dialog-${number}`, answer: 'refuse', isOptional: true },
  ];
}

/** Users change their minds, are slow to agree, and turn things on the device while the page is open (guide 2.4, 2.5). */
export const consentByDetourChecks: readonly Check[] = [
  ...HINT_ROWS,
  {
    ...PAGE_ROW,
    id: 'login-hint-comes-at-the-sixth-unchecked-press',
    clause: ['PAG-18'],
    act: [
      setTheme({ setCheckTipText: [TIP] }),
      ...openPage(522),
      ...Array.from({ length: PATIENCE }, (_, index) => refusedPress(index + 1)).flat(),
      // Each press may have the hint hidden some seconds later, and the sixth one's is not to be hidden by that.
      { do: 'watch', as: 'hints-gone', forMs: 4_000 },
      { do: 'press', as: 'sixth' },
      { do: 'look', as: 'sixth-press' },
    ],
    expect: [
      page({
        name: 'hint',
        look: 'sixth-press',
        sees: { 'consent-asked': { matches: `${TIP}|同意` } },
        meaning: 'the hint stays away from a user who presses time and again without consent',
      }),
    ],
    kills: [{ mutant: 'hint-three-times', by: 'hint' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-long-press-unchecked-gives-no-token',
    clause: ['SEC-01', 'PAG-07', 'LOG-01'],
    profile: ['page', 'security'],
    act: [...openPage(523), { do: 'long-press', as: 'long-press' }, { do: 'watch', as: 'after', forMs: 700 }],
    expect: [
      tokenRequests({
        name: 'no-token-request',
        exactly: 0,
        meaning: 'a long press of the button gave a token before the user had consented',
      }),
      noResult('login', 'a long press on a page without consent must leave the call open'),
    ],
    kills: [{ mutant: 'long-press-agrees', by: 'no-token-request' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-consent-taken-back-in-dark-mode-gives-no-token',
    clause: ['SEC-01', 'LOG-03'],
    profile: ['page', 'security'],
    needs: ['screen', 'night'],
    act: [
      ...openPage(524),
      CONSENT,
      { do: 'night', as: 'sunset', to: 'yes' },
      { do: 'watch', as: 'made-anew', forMs: 400 },
      { ...AWAIT_PAGE, as: 'dark' },
      { do: 'withdraw', as: 'withdraw', ifChecked: true },
      { do: 'look', as: 'taken-back' },
      PRESS_BUTTON,
      AFTERWARDS,
    ],
    expect: [
      tokenRequests({
        name: 'no-token-request',
        exactly: 0,
        meaning: 'the consent of before the display became dark counted although the user had taken it back since',
      }),
      unchecked({ look: 'taken-back', shows: 'page', meaning: 'the user cannot take back what he consented to' }),
    ],
    kills: [{ mutant: 'consent-outlives-change', by: 'no-token-request' }],
  },
  {
    ...PAGE_ROW,
    id: 'login-page-in-large-print-is-readable',
    clause: ['PAG-02', 'PAG-01', 'PAG-04'],
    needs: ['screen', 'font-scale'],
    act: [{ do: 'font-scale', as: 'large', to: 1.3 }, ...openPage(525)],
    expect: [
      readable({ name: 'readable', meaning: 'a user who has set large letters cannot read a part of the page' }),
      noResult('login', 'the size of letters ended the login'),
    ],
    kills: [{ mutant: 'large-print-button-lost', by: 'readable' }],
  },
  {
    ...SDK_PAGE_ROW,
    id: 'login-replaced-while-its-token-is-under-way-ends-once',
    clause: ['API-05', 'API-11'],
    act: [
      ...openPage(526),
      HOLD_TOKEN_REQUEST,
      ...CHECK_AND_PRESS,
      AWAIT_TOKEN_REQUEST,
      { do: 'call', as: 'next', api: 'loginAuth', requestCode: 527 },
      { do: 'await-page', as: 'next-page', withinMs: 10_000, unlessEnded: 'next' },
      ...RELEASE_ANSWERS,
      AFTERWARDS,
      QUIT,
      awaitCall('next', 3_000),
      { do: 'watch', as: 'ended', forMs: 500 },
    ],
    expect: [once('login', 'a login whose token was under way when another login took its place has exactly one callback')],
    kills: [{ mutant: 'replaced-login-silent', by: 'once' }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-consent-answered-on-another-thread-goes-on',
    clause: ['PAG-08', 'PAG-07'],
    act: [setTheme({ setGenAuthLoginListener: ['worker'] }), ...openPage(528), PRESS_BUTTON, awaitCall('login')],
    expect: [
      success({ call: 'login', meaning: 'an app that answers from a thread of its own is heard: the login goes on' }),
      tokenRequests({ name: 'one-token-request', exactly: 1, meaning: 'one consent is one token request' }),
    ],
    kills: [{ mutant: 'consent-from-worker-lost', by: 'result' }],
  },
];
