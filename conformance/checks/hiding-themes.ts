import type { Theme } from './theme-effect.ts';

/** A theme that can hide a part, and must not (PAG-23). */
export interface HidingTheme {
  /** The end of the row's id: `theme-cannot-NAME`. */
  readonly name: string;
  readonly theme: Theme;
  readonly kills?: readonly string[];
}

const WHITE = 0xffffffff;
const CLEAR = 0x00ffffff;
const FAR = 3_000;

export const HIDING_THEMES: readonly HidingTheme[] = [
  { name: 'paint-number-out', theme: { setNumberColor: [WHITE] }, kills: ['theme-hides-by-colour'] },
  { name: 'make-number-transparent', theme: { setNumberColor: [CLEAR] }, kills: ['theme-hides-by-colour'] },
  { name: 'shrink-number', theme: { setNumberSize: [1, false] }, kills: ['theme-moves-off-screen'] },
  { name: 'shrink-number-to-nothing', theme: { setNumberSize: [0, false] }, kills: ['theme-moves-off-screen'] },
  { name: 'move-number-aside', theme: { setNumberOffsetX: [FAR] }, kills: ['theme-moves-off-screen'] },
  { name: 'move-number-below', theme: { setNumFieldOffsetY: [FAR] }, kills: ['theme-moves-off-screen'] },
  { name: 'move-number-above', theme: { setNumFieldOffsetY_B: [FAR] }, kills: ['theme-moves-off-screen'] },
  { name: 'empty-button-text', theme: { setLogBtnText: [''] }, kills: ['theme-takes-login-word'] },
  { name: 'word-button-otherwise', theme: { setLogBtnText: ['领取红包'] }, kills: ['theme-takes-login-word'] },
  { name: 'paint-button-text-out', theme: { setLogBtnTextColor: [CLEAR] }, kills: ['theme-hides-by-colour'] },
  { name: 'shrink-button-text', theme: { setLogBtnText: ['立即登录', WHITE, 1, false] }, kills: ['theme-moves-off-screen'] },
  { name: 'shrink-button', theme: { setLogBtn: [1, 1] }, kills: ['theme-moves-off-screen'] },
  { name: 'move-button-below', theme: { setLogBtnOffsetY: [FAR] }, kills: ['theme-moves-off-screen'] },
  { name: 'move-button-above', theme: { setLogBtnOffsetY_B: [FAR] }, kills: ['theme-moves-off-screen'] },
  { name: 'squeeze-button', theme: { setLogBtnMargin: [FAR, FAR] }, kills: ['theme-moves-off-screen'] },
  { name: 'paint-terms-out', theme: { setPrivacyText: [12, WHITE, WHITE, false, false] }, kills: ['theme-hides-by-colour'] },
  { name: 'paint-links-out', theme: { setClauseColor: [0xff444444, CLEAR] }, kills: ['theme-hides-by-colour'] },
  {
    name: 'shrink-terms',
    theme: { setPrivacyText: [1, 0xff444444, 0xffcc0000, false, false] },
    kills: ['theme-moves-off-screen'],
  },
  {
    name: 'leave-operator-terms-out',
    theme: { setPrivacyAlignment: ['登录即同意用户协议', '用户协议', 'https://app.test/a', '', '', '', '', '', ''] },
  },
  { name: 'move-terms-below', theme: { setPrivacyOffsetY: [FAR] }, kills: ['theme-moves-off-screen'] },
  { name: 'move-terms-above', theme: { setPrivacyOffsetY_B: [FAR] }, kills: ['theme-moves-off-screen'] },
  { name: 'squeeze-terms', theme: { setPrivacyMargin: [FAR, FAR] }, kills: ['theme-moves-off-screen'] },
  { name: 'cover-page-by-own-content', theme: { setAuthContentView: ['@layout/probe_cover'] } },
  { name: 'put-number-under-button', theme: { setNumFieldOffsetY: [300], setLogBtnOffsetY: [300] } },
  { name: 'put-terms-under-button', theme: { setPrivacyOffsetY: [300], setLogBtnOffsetY: [300] } },
];
