import { aboutSp, exactly, FOUR_TERMS, furtherThanBefore, NUMBER_AND_BUTTON_ABOVE, type ThemeEffect } from './theme-effect.ts';

/** Terms and check box. */
export const TERMS: readonly ThemeEffect[] = [
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
    before: { setPrivacyOffsetY: [440], ...NUMBER_AND_BUTTON_ABOVE },
    theme: { setPrivacyOffsetY: [500], ...NUMBER_AND_BUTTON_ABOVE },
    sees: { 'terms-top': furtherThanBefore(60) },
    kills: ['terms-offset-ignored'],
  },
  {
    name: 'terms-offset-y-from-bottom',
    clause: 'PAG-18',
    before: { setPrivacyOffsetY_B: [40], ...NUMBER_AND_BUTTON_ABOVE },
    theme: { setPrivacyOffsetY_B: [100], ...NUMBER_AND_BUTTON_ABOVE },
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
