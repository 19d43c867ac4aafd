import type { Check } from '../src/check.ts';
import { PAGE_ROW } from './defaults.ts';
import { noResult, once, page, readable, result, success } from './expectations.ts';
import {
  AWAIT_PAGE,
  awaitCall,
  CHECK_AND_PRESS,
  callAndAwait,
  callWithPageInListener,
  openPage,
  PRESS_BUTTON,
  QUIT,
  setTheme,
} from './steps.ts';
import { anotherThan, FOUR_TERMS, POP_UP } from './theme-effect.ts';

const OPERATOR_TERMS = '中国移动';

/** Addresses of the first three of FOUR_TERMS. */
const OTHER_TERMS = 'app[.]test/[abc]';

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
      page({
        name: 'address',
        look: 'terms',
        sees: { 'terms-page-address': { lacks: anotherThan('app[.]test/d') }, 'terms-page-texts': { lacks: OTHER_TERMS } },
        meaning: "the fourth of the app's terms opened the address of another one",
      }),
      page({ name: 'back', look: 'page-again', shows: 'page', meaning: 'the way back did not lead back to the page' }),
    ],
    kills: [
      { mutant: 'terms-link-dead', by: 'opens' },
      { mutant: 'fourth-term-opens-third', by: 'address' },
    ],
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
    needs: ['screen', 'animation'],
    act: [setTheme(SHAKE), ...openPage(), PRESS_BUTTON, { do: 'watch', as: 'moving', forMs: 500 }, { do: 'look', as: 'pressed' }],
    expect: [
      page({
        name: 'fainter',
        look: 'pressed',
        sees: { 'terms-link-colour': { otherThan: '#1668DC' } },
        meaning: 'the animation set with setPrivacyAnimation was not played',
      }),
    ],
    kills: [{ mutant: 'token-without-page', by: 'fainter', isControl: true }],
  },
  {
    ...PAGE_ROW,
    id: 'theme-missing-terms-animation-is-200040',
    clause: ['PAG-12', 'PAG-18'],
    act: [
      setTheme({ setPrivacyAnimation: ['quhao_there_is_no_such_animation'] }),
      // When it says so is its own affair: before there is a page, or where the animation is to be played.
      ...callWithPageInListener(),
      { ...AWAIT_PAGE, unlessEnded: 'login' },
      { ...PRESS_BUTTON, unlessEnded: 'login' },
      awaitCall('login', 3_000),
    ],
    expect: [
      result({ call: 'login', accept: ['200040'], meaning: 'an animation that the theme names and the app lacks gives 200040' }),
      once('login', 'a failed call ends in exactly one callback'),
    ],
    kills: [{ mutant: 'everything-as-other', by: 'result', isControl: true }],
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
      success({ call: 'login', meaning: 'the confirmed login succeeds' }),
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

/** The page of a term, animations, pop-up windows and rotation under a theme (guide 2.5.2). */
export const themeWindowChecks: readonly Check[] = [...TERMS_PAGE_ROWS, ...WINDOW_ROWS];
