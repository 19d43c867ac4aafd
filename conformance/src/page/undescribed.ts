import { heightOf, widthOf } from './box.ts';
import { measureInk } from './ink.ts';
import type { Page } from './page.ts';
import { type View, viewsOf, wordsOf } from './view-tree.ts';

/** A line of text is at least so many times as wide as high. A logo is not. */
const LINE_SHAPE = 2.5;

/** Views without words in the tree that draw something in the shape of a line of text: they may draw a text themselves. */
export function undescribedTexts({ window, picture, close, checkBox }: Page): readonly View[] {
  return viewsOf(window.root).filter((view) => {
    const isKnown = view === close?.view || view === checkBox?.view;
    if (view.children.length > 0 || wordsOf(view) !== '' || isKnown) {
      return false;
    }
    const ink = measureInk(picture, view.bounds);
    return (ink?.lines ?? []).some((line) => widthOf(line) >= LINE_SHAPE * heightOf(line));
  });
}
