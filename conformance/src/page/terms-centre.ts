import { type Box, centreOf, contains, unite, widthOf } from './box.ts';
import { measureInk } from './ink.ts';
import type { Page } from './page.ts';
import { lineOf } from './view-tree.ts';

/** dp. What leaves its line less room than this is as wide as its text, and shows nothing of where the text stands. */
const LEAST_ROOM = 4;

/**
 * How far the last line of the terms stands from the middle of the room that it has, in dp; a centred text stands in it. The room is the view, or
 * what is around it where the view is as wide as the text; there the check box counts with the text.
 */
export function termsOffCentre({ terms, checkBox, picture, density }: Page): number | null {
  const [view] = terms?.views ?? [];
  const line = view === undefined ? undefined : measureInk(picture, view.bounds)?.lines.at(-1);
  if (view === undefined || line === undefined) {
    return null;
  }
  const content = (room: Box): Box =>
    checkBox !== null && contains(room, checkBox.bounds) ? unite([line, checkBox.bounds]) : line;
  const rooms = lineOf(view).map(({ bounds }) => bounds);
  const room = rooms.find((box) => widthOf(box) - widthOf(content(box)) >= LEAST_ROOM * density);
  return room === undefined ? 0 : Math.abs(centreOf(content(room)).x - centreOf(room).x) / density;
}
