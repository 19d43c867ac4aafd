import { areaOf, centreOf, heightOf, widthOf } from './box.ts';
import type { Part } from './page.ts';
import { CLOSE_IDS, CLOSE_WORDS } from './page-words.ts';
import { hasId, lineOf, type View, type ViewWindow, viewsOf, wordsOf } from './view-tree.ts';

/** The part of the window's height where a way back stands. */
const TOP_SHARE = 0.2;
/** dp. */
const LARGEST = 64;

/** The way out of a window: a small control in one of its upper corners, known by its words, its id or its place. */
export function findClose(window: ViewWindow, density: number, id?: string): Part | null {
  const views = viewsOf(window.root);
  const named = id === undefined ? undefined : views.find((view) => hasId(view, id));
  if (named !== undefined) {
    return partOf(named);
  }
  const inCorner = views.filter((view) => isInCorner(view, window, density) && lineOf(view).some(({ clickable }) => clickable));
  const isWorded = (view: View): boolean => CLOSE_WORDS.test(wordsOf(view));
  const hasTellingId = ({ resourceId }: View): boolean => CLOSE_IDS.test(resourceId.replace(/^.*:id\//, ''));
  const isPicture = ({ className, clickable }: View): boolean => clickable && className.includes('Image');
  const control = inCorner.find(isWorded) ?? inCorner.find(hasTellingId) ?? inCorner.find(isPicture);
  return control === undefined ? null : partOf(control);
}

function isInCorner({ bounds }: View, window: ViewWindow, density: number): boolean {
  const whole = window.root.bounds;
  const centre = centreOf(bounds);
  const isSmall = widthOf(bounds) <= LARGEST * density && heightOf(bounds) <= LARGEST * density && areaOf(bounds) > 0;
  const isAtSide = centre.x < whole.left + widthOf(whole) / 4 || centre.x > whole.right - widthOf(whole) / 4;
  return isSmall && isAtSide && centre.y < whole.top + TOP_SHARE * heightOf(whole);
}

function partOf(view: View): Part {
  return { view, bounds: view.bounds, words: wordsOf(view), tapAt: centreOf(view.bounds) };
}
