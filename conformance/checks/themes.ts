import { exactly, POP_UP, type ThemeEffect } from './theme-effect.ts';
import { NUMBER_AND_BUTTON } from './themes-number-button.ts';
import { TERMS } from './themes-terms.ts';

/** The operator's terms are shown, and nobody has consented for the user. */
const AS_IN_EVERY_LANGUAGE = { 'terms-operator': 'mobile', 'check-box': { matches: '^(unchecked|unknown)$' } } as const;

/** Window, theme, languages. */
const WINDOW_AND_LANGUAGE: readonly ThemeEffect[] = [
  {
    name: 'window-size',
    clause: 'PAG-20',
    theme: POP_UP,
    sees: { 'window-full': false, 'window-width': exactly(300), 'window-height': exactly(480) },
    kills: ['window-mode-ignored'],
  },
  {
    name: 'window-full-screen',
    clause: 'PAG-20',
    theme: { setAuthPageWindowMode: [0, 0] },
    sees: { 'window-full': true },
  },
  {
    name: 'window-offset',
    clause: 'PAG-20',
    theme: { ...POP_UP, setAuthPageWindowOffset: [20, 40] },
    sees: { 'window-x': exactly(20), 'window-y': exactly(40) },
    kills: ['window-mode-ignored'],
  },
  {
    name: 'window-in-the-middle',
    clause: 'PAG-20',
    theme: { ...POP_UP, setWindowBottom: [0] },
    sees: { 'window-full': false, 'window-bottom': false, 'window-y': exactly(0) },
    kills: ['window-mode-ignored'],
  },
  {
    name: 'window-at-bottom-whatever-offset',
    clause: 'PAG-20',
    theme: { ...POP_UP, setWindowBottom: [1], setAuthPageWindowOffset: [0, -60] },
    sees: { 'window-bottom': true },
    kills: ['window-bottom-ignored'],
  },
  {
    name: 'theme-by-style',
    clause: 'PAG-20',
    before: {},
    theme: { setThemeId: ['@style/ProbeTheme'] },
    sees: { 'number-height': { against: 'before', from: 10, to: 72 } },
  },
  {
    name: 'language-simplified-chinese',
    clause: 'PAG-10',
    theme: { setAppLanguageType: [0] },
    sees: { 'button-text': { matches: '登录|注册' }, ...AS_IN_EVERY_LANGUAGE },
  },
  {
    name: 'language-traditional-chinese',
    clause: 'PAG-10',
    theme: { setAppLanguageType: [1] },
    sees: { 'button-text': { matches: '登錄|登入|註冊' }, ...AS_IN_EVERY_LANGUAGE },
    kills: ['language-ignored', 'checked-by-default'],
  },
  {
    name: 'language-english',
    clause: 'PAG-10',
    theme: { setAppLanguageType: [2] },
    sees: { 'button-text': { matches: '(?:[Ll]og|[Ss]ign) ?(?:[Ii]n|[Uu]p|[Oo]n)|[Rr]egister' }, ...AS_IN_EVERY_LANGUAGE },
    kills: ['terms-translated', 'language-ignored'],
  },
];

const AS_BEFORE = { against: 'before', from: -1, to: 1 } as const;

/** One thing is set; the rest keeps its default. */
const UNSET: ThemeEffect = {
  name: 'unset-keeps-its-default',
  clause: 'PAG-22',
  before: {},
  theme: { setNumberColor: [0xffcc0000] },
  sees: {
    'number-colour': { colour: '#CC0000' },
    'number-top': AS_BEFORE,
    'number-size': AS_BEFORE,
    'button-top': AS_BEFORE,
    'button-width': AS_BEFORE,
    'button-height': AS_BEFORE,
    'terms-top': AS_BEFORE,
    'terms-size': AS_BEFORE,
    'check-box-width': AS_BEFORE,
    'check-box': { matches: '^(unchecked|unknown)$' },
    'window-width': AS_BEFORE,
  },
  kills: ['number-colour-ignored'],
};

/** A Builder of its own has nothing of the theme that was set before (guide 2.5.2). */
const AFTER_ANOTHER: ThemeEffect = {
  name: 'set-after-another-has-nothing-of-it',
  clause: 'PAG-22',
  before: {
    setAppLanguageType: [2],
    setNumberSize: [36, true],
    setLogBtn: [200, 80],
    setPrivacyState: [true],
    setPrivacyText: [20, 0xff2e7d32, 0xff2e7d32, false, false],
  },
  theme: { setNumberColor: [0xffcc0000] },
  sees: {
    'button-text': { matches: '登录|注册' },
    'number-colour': { colour: '#CC0000' },
    'number-size': { against: 'before', from: -40, to: -3 },
    'button-height': { against: 'before', from: -80, to: -3 },
    'terms-size': { against: 'before', from: -20, to: -2 },
    'check-box': { matches: '^(unchecked|unknown)$' },
  },
  kills: ['number-size-sticks'],
};

export const THEME_EFFECTS: readonly ThemeEffect[] = [
  ...NUMBER_AND_BUTTON,
  ...TERMS,
  ...WINDOW_AND_LANGUAGE,
  UNSET,
  AFTER_ANOTHER,
];
