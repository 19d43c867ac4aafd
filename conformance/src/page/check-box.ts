import { areaOf, type Box, centreOf, contains, heightOf, horizontalGap, verticalGap, widthOf } from './box.ts';
import type { CheckBoxPart, CheckState, TermsPart } from './page.ts';
import { hasId, lineOf, type View, wordsOf } from './view-tree.ts';

/** dp. A check box with the room around it that takes its taps. */
const LARGEST = 56;
const SMALLEST = 8;
/** dp. Further from the terms it is not theirs. */
const FURTHEST = 40;

/** What is drawn into a box, or the box itself filled. */
const CHECKED_GLYPH = /^[☑☒✅✓✔◉●⦿■▣]/u;
const UNCHECKED_GLYPH = /^[☐□○◯◻▢]/u;

interface Search {
  readonly views: readonly View[];
  readonly terms: TermsPart;
  readonly density: number;
}

/**
 * What could be the check box of the terms, the likeliest first: small, in a row with the terms, able to take a tap, whether or not it
 * says that it is checkable. A check box elsewhere ("remember me") is none of theirs. Which one it is shows what a tap changes.
 */
export function checkBoxesOf({ views, terms, density }: Search, id: string | undefined): readonly CheckBoxPart[] {
  const named = id === undefined ? undefined : views.find((view) => hasId(view, id));
  if (named !== undefined) {
    return [partOf(named, named.bounds)];
  }
  const own = terms.views.find((view) => view.checkable);
  if (own !== undefined) {
    return [partOf(own, boxInText(own.bounds, density))];
  }
  return views
    .filter((view) => isSmall(view.bounds, density) && isBesideTerms(view.bounds, terms, density) && takesTaps(view, terms))
    .filter((view) => !terms.views.includes(view) && (view.text === '' || isGlyph(view.text)))
    .toSorted((one, other) => likelihoodOf(other, terms) - likelihoodOf(one, terms))
    .map((view) => partOf(view, view.bounds));
}

/** A CheckBox that has the terms as its own text draws its box at the left end. */
function boxInText(bounds: Box, density: number): Box {
  const side = Math.round(Math.min(heightOf(bounds), 32 * density));
  return { ...bounds, right: bounds.left + side };
}

function isSmall(bounds: Box, density: number): boolean {
  const sides = [widthOf(bounds) / density, heightOf(bounds) / density];
  return sides.every((side) => side >= SMALLEST && side <= LARGEST);
}

function isBesideTerms(bounds: Box, terms: TermsPart, density: number): boolean {
  return terms.views.some(
    (view) =>
      areaOf(view.bounds) > 0 && verticalGap(bounds, view.bounds) < 0 && horizontalGap(bounds, view.bounds) <= FURTHEST * density,
  );
}

/** Takes taps itself, or stands in a row of the terms that does. */
function takesTaps(view: View, terms: TermsPart): boolean {
  const target = lineOf(view).find((one) => one.clickable || one.checkable);
  return target !== undefined && (target === view || isSmallFor(target, view) || contains(target.bounds, terms.bounds));
}

/** The room around the box, made clickable in its place. */
function isSmallFor(target: View, view: View): boolean {
  return areaOf(target.bounds) <= 16 * areaOf(view.bounds);
}

function likelihoodOf(view: View, { bounds }: TermsPart): number {
  const isLeft = centreOf(view.bounds).x <= bounds.left || view.bounds.right <= bounds.left + 1;
  return (view.checkable ? 8 : 0) + (isLeft ? 4 : 0) + (view.clickable ? 2 : 0) + (view.children.length === 0 ? 1 : 0);
}

function partOf(view: View, bounds: Box): CheckBoxPart {
  return { view, bounds, words: wordsOf(view), tapAt: centreOf(bounds), state: stateOf(view) };
}

/** Android's own check box says so; a picture may set `selected`, and where it does not only pixels show it. */
export function stateOf(view: View): CheckState {
  const saying = [view, ...view.children].find(({ checkable }) => checkable);
  if (saying !== undefined) {
    return saying.checked ? 'checked' : 'unchecked';
  }
  if (view.selected || view.checked || CHECKED_GLYPH.test(view.text)) {
    return 'checked';
  }
  return UNCHECKED_GLYPH.test(view.text) ? 'unchecked' : 'unknown';
}

/** A box drawn as a character; what stands between titles of terms is none. */
function isGlyph(text: string): boolean {
  return /^[\p{So}\p{Sm}\uE000-\uF8FF]\uFE0F?$/u.test(text.trim());
}
