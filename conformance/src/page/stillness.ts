import { areaOf, type Box, sameBox } from './box.ts';
import { measureInk } from './ink.ts';
import type { Observed } from './observe-tap.ts';
import type { Page, Part } from './page.ts';
import { boxOf, shareChanged } from './picture.ts';

/** Elsewhere on the page something may move: a cursor, a picture that turns. */
const RESTLESS_SHARE = 0.005;

/** Two looks show the same: the same parts in the same places, pixel for pixel, and nearly all around them. */
export function isStill(before: Observed, after: Observed): boolean {
  if (before.reading.kind !== after.reading.kind) {
    return false;
  }
  const parts = after.reading.kind === 'page' ? partsOf(after.reading) : [];
  const earlier = before.reading.kind === 'page' ? partsOf(before.reading) : [];
  const areSame = parts.length === earlier.length && parts.every((part, index) => isSame(part, earlier[index]));
  return areSame && parts.every(({ bounds }) => changed(before, after, bounds) === 0) && changed(before, after) <= RESTLESS_SHARE;
}

/** Number, button and terms show ink, as far as the page has them. A page without ink has not been drawn yet, or hides something. */
export function isDrawn({ number, button, terms, picture }: Page): boolean {
  const views = [number?.view, button?.view, ...(terms?.views ?? [])].filter((view) => view !== undefined);
  return views.every(({ bounds }) => areaOf(bounds) === 0 || measureInk(picture, bounds) !== null);
}

type Placed = Pick<Part, 'bounds' | 'words'>;

function partsOf({ number, button, checkBox, terms, close }: Page): readonly Placed[] {
  return [number, button, checkBox, terms, close].filter((part) => part !== null);
}

function isSame(part: Placed, earlier: Placed | undefined): boolean {
  return earlier !== undefined && part.words === earlier.words && sameBox(part.bounds, earlier.bounds);
}

function changed(before: Observed, after: Observed, box: Box = boxOf(after.screen.picture)): number {
  return shareChanged(before.screen.picture, after.screen.picture, { box, tolerance: 0 });
}
