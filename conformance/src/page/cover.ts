import { isRestless } from './background.ts';
import { type Box, heightOf, horizontalGap, intersect, shareInside, verticalGap, widthOf } from './box.ts';
import { type Ink, inkInside, measureInk } from './ink.ts';
import type { Picture } from './picture.ts';
import { isWithin, type View, type ViewTree, viewsOf } from './view-tree.ts';

/** More of a part than this may not lie under something else. */
const LARGEST_SHARE = 0.1;

/** A part as it is drawn, and what a person should read there. */
interface DrawnPart {
  readonly view: View;
  readonly bounds: Box;
  readonly words: string;
  /** Null where nothing of it shows. */
  readonly ink: Ink | null;
}

/**
 * The view that hides a tenth or more of a part; null where none does. The tree says what is drawn later over the part, not whether it
 * is transparent. That the pixels decide: text that shows through is not covered, and on a photo they cannot tell. Text over text is
 * unreadable in any case.
 */
export function coverOf(part: DrawnPart, tree: ViewTree, picture: Picture): View | null {
  const above = tree.windows
    .flatMap(({ root }) => viewsOf(root))
    .filter((view) => view.order > part.view.order && !isWithin(view, part.view) && !isWithin(part.view, view))
    .filter((view) => shareInside(part.bounds, view.bounds) > LARGEST_SHARE);
  return above.find((view) => hides(view, part, picture)) ?? null;
}

function hides(view: View, part: DrawnPart, picture: Picture): boolean {
  if (part.ink === null) {
    return isPainted(view) || view.text !== '' || !isRestless(picture, part.bounds);
  }
  const overlap = intersect(part.bounds, view.bounds);
  const shining = inkInside(part.ink, overlap);
  if (shining === null) {
    return cutsOff(overlap, part.ink);
  }
  if (view.children.length > 0) {
    return false;
  }
  if (view.text !== '') {
    const ownInk = measureInk(picture, view.bounds);
    return ownInk !== null && shareInside(part.bounds, ownInk.box) > LARGEST_SHARE;
  }
  return isPainted(view) && (isRestless(picture, part.bounds) || !looksLikeText(part.ink, part.words));
}

/** The text ends where the overlap begins, so that it would go on below it. */
function cutsOff(overlap: Box, ink: Ink): boolean {
  const line = Math.max(...ink.lines.map(heightOf));
  return ink.lines.some((box) => horizontalGap(box, overlap) < line && verticalGap(box, overlap) < line);
}

function isPainted({ className, description }: View): boolean {
  return description !== '' || /Image|Video|Web|Surface|Texture|Gif|Lottie/u.test(className);
}

/** A text has about as many strokes side by side as characters; a picture over it has not. */
function looksLikeText(ink: Ink, words: string): boolean {
  const characters = words.replaceAll(/\s/gu, '').length;
  if (characters === 0) {
    return true;
  }
  const runs = ink.lines.reduce((sum, line) => sum + columnRuns(ink, line), 0);
  return runs >= characters * 0.4 && runs <= characters * 3;
}

function columnRuns(ink: Ink, line: Box): number {
  const columns = new Uint8Array(widthOf(line) + 1);
  for (const { x, y } of ink.points) {
    if (y >= line.top && y < line.bottom) {
      columns[x - line.left] = 1;
    }
  }
  return columns.reduce(
    (runs, column, index) => (column === 1 && (index === 0 || columns[index - 1] === 0) ? runs + 1 : runs),
    0,
  );
}
