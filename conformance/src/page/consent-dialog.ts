import { areaOf, type Box, centreOf, heightOf, horizontalGap, verticalGap, widthOf } from './box.ts';
import { isCaption, targetOf } from './login-button.ts';
import type { ButtonPart, ConsentDialog, Part } from './page.ts';
import { AGREE_WORDS, REFUSE_WORDS } from './page-words.ts';
import { lineOf, type View, type ViewTree, type ViewWindow, viewsOf, wordsOf } from './view-tree.ts';

/** The page, as far as a dialog must not be mistaken for it. */
interface PageBelow {
  readonly window: ViewWindow;
  readonly button: ButtonPart | null;
}

/**
 * A window, or a panel of the page, that asks for consent with a button to agree and one to refuse. A window of its own above the page
 * may lack the button to refuse.
 */
export function findDialog(tree: ViewTree, page: PageBelow | null): ConsentDialog | null {
  const windows = tree.windows.filter(({ isSystem }) => !isSystem).toReversed();
  return windows.map((window) => dialogIn(window, tree, page)).find((dialog) => dialog !== null) ?? null;
}

function dialogIn(window: ViewWindow, tree: ViewTree, page: PageBelow | null): ConsentDialog | null {
  const isAbove = page !== null && tree.windows.indexOf(window) > tree.windows.indexOf(page.window);
  const buttons = viewsOf(window.root)
    .filter((view) => view !== page?.button?.view)
    .flatMap((view) => buttonOf(view, window));
  const agree = buttons.findLast(({ words }) => AGREE_WORDS.test(words) && !REFUSE_WORDS.test(words));
  if (agree === undefined) {
    return null;
  }
  const refuse = buttons.findLast(({ words, bounds }) => REFUSE_WORDS.test(words) && isNear(bounds, agree.bounds)) ?? null;
  if (refuse === null && !isAbove) {
    return null;
  }
  const panel = panelAround(refuse === null ? window.root : commonAncestor(agree.view, refuse.view), window);
  const texts = viewsOf(panel).filter(({ text }) => text !== '');
  return { kind: 'dialog', window, bounds: panel.bounds, words: texts.map(({ text }) => text).join(' '), agree, refuse };
}

/** Side by side, or one below the other. */
function isNear(one: Box, other: Box): boolean {
  return verticalGap(one, other) < heightOf(one) && horizontalGap(one, other) < widthOf(one);
}

/** The view, where a tap on its words is taken. */
export function buttonOf(view: View, window: ViewWindow): readonly Part[] {
  const words = wordsOf(view).trim();
  const target = targetOf(view, window);
  if (target === null || target.checkable || !isCaption(words) || areaOf(target.bounds) === 0) {
    return [];
  }
  return [{ view, bounds: target.bounds, words, tapAt: centreOf(target.bounds) }];
}

function commonAncestor(one: View, other: View): View {
  const line = lineOf(other);
  return lineOf(one).find((view) => line.includes(view)) ?? one;
}

/** The row of buttons alone has no text to agree to: the smallest view around it that has. */
function panelAround(row: View, window: ViewWindow): View {
  const hasText = (view: View): boolean => viewsOf(view).filter(({ text }) => text !== '').length > 2;
  return lineOf(row).find(hasText) ?? window.root;
}
