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

export const exactly = (dp: number): { readonly from: number; readonly to: number } => ({ from: dp - EXACTLY, to: dp + EXACTLY });
export const furtherThanBefore = (dp: number): { readonly against: 'before'; readonly from: number; readonly to: number } => ({
  against: 'before',
  ...exactly(dp),
});
/** Where a part is moved, the others have places of the row's: an SDK's own defaults may lie where the part goes. */
export const BUTTON_AND_TERMS_BELOW: Theme = { setLogBtnOffsetY: [340], setPrivacyOffsetY: [440] };
export const NUMBER_AND_TERMS_AROUND: Theme = { setNumFieldOffsetY: [180], setPrivacyOffsetY_B: [20] };
export const NUMBER_AND_BUTTON_ABOVE: Theme = { setNumFieldOffsetY: [180], setLogBtnOffsetY: [300] };
/** Font sizes are read from the height of letters. */
export const aboutSp = (sp: number): { readonly from: number; readonly to: number } => ({ from: sp * 0.85, to: sp * 1.15 });

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

/** A pattern of addresses that are not this one. An address that is not known matches none. */
export function anotherThan(own: string): string {
  return `^(?!.*${own}).`;
}
