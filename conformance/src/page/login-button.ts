import { areaOf, centreOf, heightOf, type Point } from './box.ts';
import type { ButtonPart, PageHints } from './page.ts';
import { HINT_WORDS, LOGIN_WORDS, ONE_TAP_WORDS, OTHER_WAY_WORDS, TERMS_WORDS } from './page-words.ts';
import { hasId, lineOf, type View, type ViewWindow, viewsOf, wordsOf } from './view-tree.ts';

export type ButtonSearch = { readonly button: ButtonPart | null } | { readonly unclear: string };

interface Candidate extends ButtonPart {
  readonly likelihood: number;
}

/** A clickable view over more of the window than this is the page itself (it closes the keyboard), no button. */
const LARGEST_SHARE = 0.4;
/** The part of the window where its title stands. */
const TITLE_SHARE = 0.15;
/** A sentence, no caption. */
const LONGEST_CAPTION = 24;

/**
 * The login button of a window: the words on it or in it, on a view that takes taps. A title has the words and takes none. `unlikely` is
 * what looks like a dialog's button to agree: it may log in too.
 */
export function findButton(window: ViewWindow, hints: PageHints, unlikely?: View): ButtonSearch {
  const views = viewsOf(window.root);
  const id = hints.ids?.button;
  const named = id === undefined ? undefined : views.find((view) => hasId(view, id));
  if (named !== undefined) {
    return { button: namedButton(named) };
  }
  const candidates = views
    .flatMap((view) => candidate(view, window, hints))
    .map((one) => (one.view === unlikely ? { ...one, likelihood: one.likelihood - 0.5 } : one))
    .toSorted(byLikelihood);
  const [best, second] = oneEachTarget(candidates);
  if (best === undefined) {
    return { button: null };
  }
  const isRival = second?.likelihood === best.likelihood && areaOf(second.bounds) > areaOf(best.bounds) / 2;
  if (isRival && !isOneButton(best, second)) {
    const words = `the login button could be "${best.words}" or "${second.words}"`;
    return { unclear: `${words}; an adapter may name it (page: {button: …})` };
  }
  return { button: best };
}

/** An image and the words beside it, each of which takes the tap: side by side in one row, with the same words. */
function isOneButton(one: Candidate, other: Candidate): boolean {
  const isBeside = one.bounds.right <= other.bounds.left || other.bounds.right <= one.bounds.left;
  const isLevel = one.bounds.top < other.bounds.bottom && other.bounds.top < one.bounds.bottom;
  return one.words === other.words && one.target.parent === other.target.parent && isBeside && isLevel;
}

/** Where the button takes taps: on its words, and on an image beside them that has the same. */
export function placesOf(button: ButtonPart, window: ViewWindow): readonly Point[] {
  const others = viewsOf(window.root).filter(
    (view) => view.clickable && view !== button.target && wordsOf(view).trim() === button.words,
  );
  return [button.tapAt, ...others.map(({ bounds }) => centreOf(bounds))];
}

export function isCaption(words: string): boolean {
  return words !== '' && words.length <= LONGEST_CAPTION && !isTerms(words) && !HINT_WORDS.test(words);
}

function isTerms(words: string): boolean {
  return words.includes('《') || (TERMS_WORDS.test(words) && !LOGIN_WORDS.test(words));
}

/** The view that takes a tap on `view`; null where none but the page as a whole does. */
export function targetOf(view: View, window: ViewWindow): View | null {
  const clickable = lineOf(view).find((one) => one.clickable) ?? null;
  const isWholePage = clickable !== null && areaOf(clickable.bounds) > LARGEST_SHARE * areaOf(window.root.bounds);
  return isWholePage ? null : clickable;
}

function candidate(view: View, window: ViewWindow, hints: PageHints): readonly Candidate[] {
  const words = wordsOf(view).trim();
  const isConfigured = hints.buttonText !== undefined && words === hints.buttonText;
  if (!isConfigured && !(isCaption(words) && LOGIN_WORDS.test(words))) {
    return [];
  }
  const likelihood = likelihoodOf(words, isConfigured);
  const target = targetOf(view, window);
  if (target === null) {
    return likelihood >= 2 && isBelowTitle(view, window) ? [{ ...buttonPart(view, view), likelihood: 1 }] : [];
  }
  return target.checkable ? [] : [{ ...buttonPart(view, target), likelihood }];
}

/** A view with a touch listener takes taps and does not say so; a title stands at the top. */
function isBelowTitle(view: View, window: ViewWindow): boolean {
  const { top } = window.root.bounds;
  return view.bounds.top > top + TITLE_SHARE * heightOf(window.root.bounds);
}

function likelihoodOf(words: string, isConfigured: boolean): number {
  if (isConfigured) {
    return 3;
  }
  if (ONE_TAP_WORDS.test(words)) {
    return 2;
  }
  return OTHER_WAY_WORDS.test(words) ? 0 : 1;
}

function byLikelihood(one: Candidate, other: Candidate): number {
  return other.likelihood - one.likelihood || areaOf(other.bounds) - areaOf(one.bounds);
}

function oneEachTarget(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(({ target }, index) => candidates.findIndex((other) => other.target === target) === index);
}

/** Without words inside it is a picture of a button. */
function namedButton(named: View): ButtonPart {
  const texts = viewsOf(named).filter((view) => view.text !== '');
  const [largest] = texts.toSorted((one, other) => heightOf(other.bounds) - heightOf(one.bounds));
  const target = lineOf(named).find((view) => view.clickable) ?? named;
  return buttonPart(largest ?? named, target);
}

function buttonPart(view: View, target: View): ButtonPart {
  return { view, target, bounds: target.bounds, words: wordsOf(view).trim(), tapAt: centreOf(target.bounds) };
}
