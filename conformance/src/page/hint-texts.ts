import { areaOf } from './box.ts';
import type { PageHints } from './page.ts';
import { HINT_WORDS, operatorOf } from './page-words.ts';
import { type View, type ViewTree, type ViewWindow, viewsOf } from './view-tree.ts';

/** A window over more of the screen than this is no Toast. */
const LARGEST_SHARE = 0.35;

/** A window with a text and nothing to tap, over a part of what lies below. */
export function isToast(window: ViewWindow, tree: ViewTree): boolean {
  const views = viewsOf(window.root);
  const below = tree.windows[0]?.root.bounds ?? window.root.bounds;
  const isSmall = areaOf(window.root.bounds) < LARGEST_SHARE * areaOf(below);
  const isNamed = /toast/iu.test(window.title) || /Toast/u.test(window.root.className);
  const isPlain = views.some(({ text }) => text !== '') && !views.some(({ clickable }) => clickable);
  return isPlain && (isNamed || (isSmall && window !== tree.windows[0]));
}

export function hasToast(tree: ViewTree): boolean {
  return tree.windows.some((window) => isToast(window, tree));
}

/** Texts that ask for the missing consent, in the page and in Toasts. */
export function hintTextsOf(tree: ViewTree, page: ViewWindow, hints: PageHints): readonly string[] {
  const inToasts = tree.windows.filter((window) => isToast(window, tree)).flatMap(({ root }) => textsOf(viewsOf(root)));
  const isHint = (text: string): boolean =>
    text === hints.checkTip || (HINT_WORDS.test(text) && !text.includes('《') && operatorOf(text) === null);
  return [...textsOf(viewsOf(page.root).filter(({ clickable }) => !clickable)).filter(isHint), ...inToasts];
}

function textsOf(views: readonly View[]): readonly string[] {
  return views.map(({ text }) => text).filter((text) => text !== '');
}
