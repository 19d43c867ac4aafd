import type { Box, Point } from './box.ts';
import type { Operator } from './page-words.ts';
import type { Picture } from './picture.ts';
import type { View, ViewTree, ViewWindow } from './view-tree.ts';

/** What an adapter may say of its page. Ids win over everything that is read from the page. */
export interface PageHints {
  readonly ids?: { readonly [Name in PartName]?: string | undefined };
  /** The button's text, where a theme sets one. */
  readonly buttonText?: string;
  /** The hint of setCheckTipText. */
  readonly checkTip?: string;
  /** Titles of terms without book-title marks. */
  readonly termTitles?: readonly string[];
}

type PartName = 'number' | 'button' | 'checkBox' | 'terms' | 'close';

/** One look at the screen: tree and pixels of the same moment. */
export interface Screen {
  readonly tree: ViewTree;
  readonly picture: Picture;
  /** Pixels a dp. */
  readonly density: number;
  readonly hints: PageHints;
}

export interface Part {
  /** What shows the words. */
  readonly view: View;
  readonly bounds: Box;
  readonly words: string;
  readonly tapAt: Point;
}

/** The number never stands in evidence unmasked: `words` has its digits masked. */
export interface NumberPart extends Part {
  readonly isMasked: boolean;
  /** The digits before and after the mask. */
  readonly head: string;
  readonly tail: string;
}

export interface ButtonPart extends Part {
  /** What takes the tap: the view itself or the nearest clickable view around it. */
  readonly target: View;
}

export type CheckState = 'checked' | 'unchecked' | 'unknown';

export interface CheckBoxPart extends Part {
  /** `unknown` where the view does not say so (a picture): then only a comparison of pixels shows it. */
  readonly state: CheckState;
}

export interface TermsLink {
  readonly title: string;
  /** The operator whose terms these are; null for terms of the app. */
  readonly operator: Operator | null;
  /** One box a line of text. */
  readonly boxes: readonly Box[];
  readonly tapAt: Point;
  /** How the place was determined: a view of its own, a run of text in another colour, or the place of its characters in the text. */
  readonly placedBy: 'view' | 'colour' | 'characters';
}

export interface TermsPart {
  /** In reading order. */
  readonly views: readonly View[];
  readonly bounds: Box;
  readonly words: string;
  readonly links: readonly TermsLink[];
}

export interface ConsentDialog {
  readonly kind: 'dialog';
  readonly window: ViewWindow;
  readonly bounds: Box;
  readonly words: string;
  readonly agree: Part;
  readonly refuse: Part | null;
}

/** The authorisation page. A part that it lacks is null. */
export interface Page extends Screen {
  readonly kind: 'page';
  readonly window: ViewWindow;
  readonly number: NumberPart | null;
  readonly button: ButtonPart | null;
  readonly checkBox: CheckBoxPart | null;
  readonly terms: TermsPart | null;
  readonly close: Part | null;
  /** In the page or in a Toast. */
  readonly hintTexts: readonly string[];
  /** The consent dialog above the page. */
  readonly dialog: ConsentDialog | null;
}

/** Something like an authorisation page, and no telling its parts apart. Never a fail: inconclusive, with tree and screenshot. */
interface Unclear {
  readonly kind: 'unclear';
  /** The window draws texts and its tree has no words: it may be the page, and may be what comes before it. */
  readonly isWordless?: true;
  readonly reason: string;
}

/** A dialog over whatever there is. */
export interface Notice {
  readonly words: string;
  /** Closes it; null where it has none, or several. */
  readonly button: Part | null;
}

/** Nothing of an authorisation page is on the screen. */
interface Absent {
  readonly kind: 'absent';
  readonly notice?: Notice;
}

/** A dialog stands alone where the dump has the front window only. */
export type Reading = Page | ConsentDialog | Unclear | Absent;
