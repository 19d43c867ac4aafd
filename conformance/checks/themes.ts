import type { Capability, Expectation, Step } from '../src/check.ts';

export type Theme = Extract<Step, { readonly do: 'theme' }>['theme'];
type Sees = NonNullable<Extract<Expectation, { readonly expect: 'page' }>['sees']>;

/** One effect of a theme that the page shows as soon as it is up. theme.ts makes a row of each. */
export interface ThemeEffect {
  /** The end of the row's id: `theme-NAME`. */
  readonly name: string;
  readonly clause: string;
  readonly theme: Theme;
  readonly sees: Sees;
  /** A page with this theme comes first; its look is named `before`. */
  readonly before?: Theme;
  readonly kills?: readonly string[];
  readonly needs?: readonly Capability[];
}

/** How exactly a length in dp can be read. */
const EXACTLY = 3;

const exactly = (dp: number): { readonly from: number; readonly to: number } => ({ from: dp - EXACTLY, to: dp + EXACTLY });
const furtherThanBefore = (dp: number): { readonly against: 'before'; readonly from: number; readonly to: number } => ({
  against: 'before',
  ...exactly(dp),
});
/** Font sizes are read from the height of letters. */
const aboutSp = (sp: number): { readonly from: number; readonly to: number } => ({ from: sp * 0.85, to: sp * 1.15 });

export const FOUR_TERMS: Theme = {
  setPrivacyAlignment: [
    '登录即同意$$运营商条款$$以及用户协议甲、隐私政策乙、会员协议丙和支付协议丁',
    '用户协议甲',
    'https://app.test/a',
    '隐私政策乙',
    'https://app.test/b',
    '会员协议丙',
    'https://app.test/c',
    '支付协议丁',
    'https://app.test/d',
  ],
};

export const POP_UP: Theme = { setAuthPageWindowMode: [300, 480] };

/** Status bar, number, login button (guide 2.5.2, in its order). */
const NUMBER_AND_BUTTON: readonly ThemeEffect[] = [
  {
    name: 'status-bar-colour',
    clause: 'PAG-13',
    theme: { setStatusBar: [0xffaa0000, false] },
    sees: { 'status-bar-colour': { colour: '#AA0000' } },
    kills: ['status-bar-ignored'],
    needs: ['screen', 'status-bar'],
  },
  {
    name: 'content-by-view',
    clause: 'PAG-15',
    theme: { setAuthContentView: ['@layout/probe_content'] },
    sees: { texts: { matches: '应用自己的内容' } },
    kills: ['own-content-dropped'],
  },
  {
    name: 'content-by-layout',
    clause: 'PAG-15',
    theme: { setAuthLayoutResID: ['@layout/probe_content'] },
    sees: { texts: { matches: '应用自己的内容' } },
    kills: ['own-content-dropped'],
  },
  {
    name: 'page-below-status-bar',
    clause: 'PAG-15',
    before: { setFitsSystemWindows: [false] },
    theme: { setFitsSystemWindows: [true] },
    sees: { 'number-top': { against: 'before', from: 10, to: 100 } },
    needs: ['screen', 'status-bar'],
  },
  {
    name: 'number-colour',
    clause: 'PAG-16',
    theme: { setNumberColor: [0xffcc0000] },
    sees: { 'number-colour': { colour: '#CC0000' } },
    kills: ['number-colour-ignored'],
  },
  {
    name: 'number-size',
    clause: 'PAG-16',
    theme: { setNumberSize: [20, false] },
    sees: { 'number-size': aboutSp(20) },
    kills: ['number-size-ignored'],
  },
  {
    name: 'number-bold',
    clause: 'PAG-16',
    before: { setNumberSize: [28, false] },
    theme: { setNumberSize: [28, true] },
    sees: { 'number-weight': { against: 'before', from: 0.01, to: 1 } },
  },
  {
    name: 'number-offset-x',
    clause: 'PAG-16',
    before: {},
    theme: { setNumberOffsetX: [40] },
    sees: { 'number-offset-x': furtherThanBefore(40) },
    kills: ['number-offset-ignored'],
  },
  {
    name: 'number-offset-y',
    clause: 'PAG-16',
    before: { setNumFieldOffsetY: [200] },
    theme: { setNumFieldOffsetY: [240] },
    sees: { 'number-top': furtherThanBefore(40) },
    kills: ['number-offset-ignored'],
  },
  {
    name: 'number-offset-y-from-bottom',
    clause: 'PAG-16',
    before: { setNumFieldOffsetY_B: [420] },
    theme: { setNumFieldOffsetY_B: [440] },
    sees: { 'number-bottom': furtherThanBefore(20) },
    kills: ['number-offset-ignored'],
  },
  {
    name: 'button-text-alone',
    clause: 'PAG-17',
    theme: { setLogBtnText: ['立即登录'] },
    sees: { 'button-text': '立即登录' },
    kills: ['button-text-ignored'],
  },
  {
    name: 'button-text-and-look',
    clause: 'PAG-17',
    theme: { setLogBtnText: ['免费注册', 0xffffff00, 22, true] },
    sees: {
      'button-text': '免费注册',
      'button-text-colour': { colour: '#FFFF00' },
      'button-text-size': aboutSp(22),
    },
    kills: ['button-text-ignored'],
  },
  {
    name: 'button-text-bold',
    clause: 'PAG-17',
    before: { setLogBtnText: ['立即登录', 0xffffffff, 20, false] },
    theme: { setLogBtnText: ['立即登录', 0xffffffff, 20, true] },
    sees: { 'button-weight': { against: 'before', from: 0.01, to: 1 } },
  },
  {
    name: 'button-text-colour',
    clause: 'PAG-17',
    theme: { setLogBtnTextColor: [0xffffff00] },
    sees: { 'button-text-colour': { colour: '#FFFF00' } },
  },
  {
    name: 'button-image',
    clause: 'PAG-17',
    theme: { setLogBtnImgPath: ['probe_button'] },
    sees: { 'button-colour': { colour: '#E65100' } },
    kills: ['button-image-ignored'],
  },
  {
    name: 'button-size',
    clause: 'PAG-17',
    theme: { setLogBtn: [200, 60] },
    sees: { 'button-width': exactly(200), 'button-height': exactly(60) },
    kills: ['button-size-ignored'],
  },
  {
    name: 'button-margins',
    clause: 'PAG-17',
    theme: { setLogBtnMargin: [60, 20] },
    sees: { 'button-left': exactly(60), 'button-right': exactly(20) },
    kills: ['button-size-ignored'],
  },
  {
    name: 'button-offset-y',
    clause: 'PAG-17',
    before: { setLogBtnOffsetY: [320] },
    theme: { setLogBtnOffsetY: [380] },
    sees: { 'button-top': furtherThanBefore(60) },
    kills: ['button-offset-ignored'],
  },
  {
    name: 'button-offset-y-from-bottom',
    clause: 'PAG-17',
    before: { setLogBtnOffsetY_B: [200] },
    theme: { setLogBtnOffsetY_B: [260] },
    sees: { 'button-bottom': furtherThanBefore(60) },
    kills: ['button-offset-ignored'],
  },
];

/** Terms and check box. */
const TERMS: readonly ThemeEffect[] = [
  {
    name: 'four-own-terms',
    clause: 'PAG-05',
    theme: FOUR_TERMS,
    sees: {
      'terms-titles': { matches: '移动.*用户协议甲.*隐私政策乙.*会员协议丙.*支付协议丁' },
      'terms-text': { matches: '《[^》]*移动.*《用户协议甲》.*《隐私政策乙》.*《会员协议丙》.*《支付协议丁》' },
      'terms-operator': 'mobile',
    },
    kills: ['own-terms-dropped', 'fourth-term-dropped', 'book-marks-dropped'],
  },
  {
    name: 'terms-without-book-marks',
    clause: 'PAG-18',
    theme: { ...FOUR_TERMS, setPrivacyBookSymbol: [1] },
    sees: { 'terms-text': { lacks: '[《》]' }, 'terms-operator': 'mobile' },
  },
  {
    name: 'terms-with-book-marks',
    clause: 'PAG-18',
    theme: { ...FOUR_TERMS, setPrivacyBookSymbol: [0] },
    sees: { 'terms-text': { matches: '《用户协议甲》' } },
    kills: ['book-marks-dropped'],
  },
  {
    name: 'terms-without-book-marks-by-boolean',
    clause: 'PAG-18',
    theme: { ...FOUR_TERMS, setPrivacyBookSymbol: [false] },
    sees: { 'terms-text': { lacks: '[《》]' } },
  },
  {
    name: 'terms-size-and-colours',
    clause: 'PAG-18',
    theme: { setPrivacyText: [16, 0xff444444, 0xffcc0000, false, false] },
    sees: {
      'terms-size': aboutSp(16),
      'terms-colour': { colour: '#444444' },
      'terms-link-colour': { colour: '#CC0000' },
    },
    kills: ['terms-colour-ignored'],
  },
  {
    name: 'terms-centred',
    clause: 'PAG-18',
    before: { setPrivacyText: [14, 0xff444444, 0xffcc0000, false, false] },
    theme: { setPrivacyText: [14, 0xff444444, 0xffcc0000, true, true] },
    sees: { 'terms-off-centre': { from: 0, to: 4 } },
  },
  {
    name: 'terms-colours',
    clause: 'PAG-18',
    theme: { setClauseColor: [0xff444444, 0xffcc0000] },
    sees: { 'terms-colour': { colour: '#444444' }, 'terms-link-colour': { colour: '#CC0000' } },
  },
  {
    name: 'terms-margins',
    clause: 'PAG-18',
    before: { setPrivacyMargin: [20, 60] },
    theme: { setPrivacyMargin: [60, 20] },
    sees: { 'terms-left': furtherThanBefore(40), 'terms-right': furtherThanBefore(-40) },
  },
  {
    name: 'terms-offset-y',
    clause: 'PAG-18',
    before: { setPrivacyOffsetY: [440] },
    theme: { setPrivacyOffsetY: [500] },
    sees: { 'terms-top': furtherThanBefore(60) },
    kills: ['terms-offset-ignored'],
  },
  {
    name: 'terms-offset-y-from-bottom',
    clause: 'PAG-18',
    before: { setPrivacyOffsetY_B: [40] },
    theme: { setPrivacyOffsetY_B: [100] },
    sees: { 'terms-bottom': furtherThanBefore(60) },
    kills: ['terms-offset-ignored'],
  },
  {
    name: 'check-box-images-and-size',
    clause: 'PAG-18',
    theme: { setCheckBoxImgPath: ['probe_checked', 'probe_unchecked', 32, 32] },
    sees: { 'check-box-width': exactly(32), 'check-box-height': exactly(32), 'check-box-colour': { colour: '#BDBDBD' } },
    kills: ['check-box-size-ignored'],
  },
  {
    name: 'check-box-unchecked-image',
    clause: 'PAG-18',
    theme: { setUncheckedImgPath: ['probe_unchecked'] },
    sees: { 'check-box-colour': { colour: '#BDBDBD' } },
  },
  {
    name: 'check-box-checked-image',
    clause: 'PAG-18',
    theme: { setCheckedImgPath: ['probe_checked'], setPrivacyState: [true] },
    sees: { 'check-box-colour': { colour: '#2E7D32' } },
    kills: ['privacy-state-ignored'],
  },
  {
    name: 'check-box-at-first-line',
    clause: 'PAG-18',
    theme: { ...FOUR_TERMS, setCheckBoxLocation: [0] },
    sees: { 'check-box-place': 'top' },
  },
  {
    name: 'check-box-in-the-middle',
    clause: 'PAG-18',
    theme: { ...FOUR_TERMS, setCheckBoxLocation: [1] },
    sees: { 'check-box-place': 'centre' },
  },
];

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
    sees: { 'button-text': { matches: '登录|注册' }, 'terms-operator': 'mobile' },
  },
  {
    name: 'language-traditional-chinese',
    clause: 'PAG-10',
    theme: { setAppLanguageType: [1] },
    sees: { 'button-text': { matches: '登錄|登入|註冊' }, 'terms-operator': 'mobile' },
    kills: ['language-ignored'],
  },
  {
    name: 'language-english',
    clause: 'PAG-10',
    theme: { setAppLanguageType: [2] },
    sees: { 'button-text': { matches: '(?:[Ll]og|[Ss]ign) ?(?:[Ii]n|[Uu]p|[Oo]n)|[Rr]egister' }, 'terms-operator': 'mobile' },
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
