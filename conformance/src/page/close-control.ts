import { areaOf, centreOf, heightOf, widthOf } from './box.ts';
import type { Part } from './page.ts';
import { CLOSE_IDS, CLOSE_WORDS, DECLINE_WORDS, LEAVE_WORDS } from './page-words.ts';
import { hasId, lineOf, type View, type ViewWindow, viewsOf, wordsOf } from './view-tree.ts';

/** The part of the window's height where a way back stands. */
const TOP_SHARE = 0.2;
/** dp. */
const LARGEST = 64;
/** dp: a button with a word on it is wider. */
const LARGEST_WORDED = 160;

/** The way out of a window: a small control in one of its upper corners, known by its words, its id or its place; else a control anywhere that declines or leads back. */
export function findClose(window: ViewWindow, density: number, id?: string): Part | null {
  const views = viewsOf(window.root);
  const named = id === undefined ? undefined : views.find((view) => hasId(view, id));
  if (named !== undefined) {
    return partOf(named);
  }
  const taken = views.filter((view) => lineOf(view).some(({ clickable }) => clickable));
  const inCorner = taken.filter((view) => isInCorner(view, window, LARGEST * density));
  const isWorded = (view: View): boolean => CLOSE_WORDS.test(wordsOf(view)) && isInCorner(view, window, LARGEST_WORDED * density);
  const saysAll = (words: RegExp) => (view: View) => view.children.length === 0 && words.test(wordsOf(view).trim());
  const hasTellingId = ({ resourceId }: View): boolean => CLOSE_IDS.test(resourceId.replace(/^.*:id\//, ''));
  const isPicture = ({ className, clickable }: View): boolean => clickable && className.includes('Image');
  const control =
    taken.find(isWorded) ??
    inCorner.find(hasTellingId) ??
    inCorner.find(isPicture) ??
    taken.find(saysAll(DECLINE_WORDS)) ??
    taken.find(saysAll(LEAVE_WORDS));
  return control === undefined ? null : partOf(control);
}

/** `widest` in pixels. */
function isInCorner({ bounds }: View, window: ViewWindow, widest: number): boolean {
  const whole = window.root.bounds;
  const centre = centreOf(bounds);
  const isSmall = widthOf(bounds) <= widest && heightOf(bounds) <= widest && areaOf(bounds) > 0;
  const isAtSide = centre.x < whole.left + widthOf(whole) / 4 || centre.x > whole.right - widthOf(whole) / 4;
  return isSmall && isAtSide && centre.y < whole.top + TOP_SHARE * heightOf(whole);
}

function partOf(view: View): Part {
  return { view, bounds: view.bounds, words: wordsOf(view), tapAt: centreOf(view.bounds) };
}
