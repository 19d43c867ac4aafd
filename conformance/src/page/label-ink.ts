import { heightOf, widthOf } from './box.ts';
import { type Ink, inkInside, measureInk } from './ink.ts';
import type { Picture } from './picture.ts';
import type { View } from './view-tree.ts';

/** Characters stand closer to each other: by a tenth of their width. */
const GAP_SHARE = 0.25;
/** A box, a ring or a tick is about as wide as it is high. */
const MARK_SHAPE = 1.5;

/** The ink of a view's text. A view that can be checked draws a mark before its label, which may be as high as two lines of it. */
export function measureLabel(picture: Picture, view: View): Ink | null {
  const ink = measureInk(picture, view.bounds);
  if (ink === null || !view.checkable || view.text === '') {
    return ink;
  }
  const columns = [...new Set(ink.points.map(({ x }) => x))].toSorted((one, other) => one - other);
  const [left = 0] = columns;
  const next = columns.find((x, index) => {
    const before = columns[index - 1] ?? x;
    return x - before - 1 > GAP_SHARE * (before + 1 - left);
  });
  if (next === undefined) {
    return ink;
  }
  const everything = { top: 0, bottom: picture.height, right: picture.width };
  const mark = inkInside(ink, { ...everything, left, right: next });
  const label = inkInside(ink, { ...everything, left: next });
  const isMark = mark !== null && widthOf(mark.box) <= MARK_SHAPE * heightOf(mark.box);
  return isMark ? label : ink;
}
