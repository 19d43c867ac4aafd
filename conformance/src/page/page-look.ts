import { dominantColour } from './background.ts';
import { areaOf, type Box, centreOf, contains, heightOf, widthOf } from './box.ts';
import type { Colour } from './colour.ts';
import { type Ink, inkInside, measureInk, strokeOf } from './ink.ts';
import { measureLabel } from './label-ink.ts';
import type { Page } from './page.ts';
import { boxOf } from './picture.ts';
import { emOf } from './text-layout.ts';
import { lineOf, type View, viewsOf } from './view-tree.ts';

/** What a theme set, read back from tree and pixels (PAG-05 to PAG-20). All lengths in dp. */

export interface TextLook {
  readonly words: string;
  readonly colour: Colour;
  readonly background: Colour;
  /** The font size that the height of the letters promises. */
  readonly size: number;
  /** Ink over the area of its lines: bold letters have more than plain ones of the same words. */
  readonly weight: number;
  readonly place: Place;
}

/** Distances to the edges of the page's window. */
export interface Place {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly height: number;
  /** From the middle of the window, to the right. */
  readonly offsetX: number;
}

export interface WindowLook {
  readonly isFullScreen: boolean;
  readonly isAtBottom: boolean;
  readonly width: number;
  readonly height: number;
  /** Of the window's middle from the screen's, to the right and down. */
  readonly offsetX: number;
  readonly offsetY: number;
}

export interface NavBarLook {
  readonly colour: Colour;
  readonly title: TextLook | null;
  readonly place: Place;
}

/** dp. */
const HIGHEST_BAR = 80;
const SMALLEST_LOGO = 32;
const TOP_SHARE = 0.2;

export function placeOf(bounds: Box, { window, density }: Page): Place {
  const outer = window.root.bounds;
  return {
    top: (bounds.top - outer.top) / density,
    bottom: (outer.bottom - bounds.bottom) / density,
    left: (bounds.left - outer.left) / density,
    right: (outer.right - bounds.right) / density,
    width: widthOf(bounds) / density,
    height: heightOf(bounds) / density,
    offsetX: ((bounds.left + bounds.right) / 2 - (outer.left + outer.right) / 2) / density,
  };
}

/** Null where the text is not drawn. */
export function textLookOf(view: View, page: Page): TextLook | null {
  const ink = measureLabel(page.picture, view);
  if (ink === null) {
    return null;
  }
  const { text: words, bounds } = view;
  const { colour, background } = ink;
  return {
    words,
    colour,
    background,
    size: emOf(words, ink) / page.density,
    weight: weightOf(ink),
    place: placeOf(bounds, page),
  };
}

function weightOf(ink: Ink): number {
  return ink.points.length / ink.lines.reduce((sum, line) => sum + areaOf(line), 0);
}

/** The colours of the sentence and of its links; null where they do not show. */
export function termsColoursOf({ terms, picture }: Page): { readonly text: Colour | null; readonly links: Colour | null } {
  const inks = (terms?.views ?? []).flatMap((view) => measureLabel(picture, view) ?? []);
  const boxes = terms?.links.flatMap((link) => link.boxes) ?? [];
  const linkInk = inks.flatMap((ink) => boxes.flatMap((box) => inkInside(ink, box) ?? []))[0];
  const isOutside = ({ x, y }: { x: number; y: number }): boolean =>
    !boxes.some((box) => x >= box.left - 4 && x < box.right + 4 && y >= box.top && y < box.bottom);
  const text = inks.map((ink) => strokeOf(ink.points.filter(isOutside))).find((stroke) => stroke !== undefined);
  return { text: text?.colour ?? null, links: linkInk?.colour ?? null };
}

export function windowLookOf({ window, picture, density }: Page): WindowLook {
  const { bounds } = window.root;
  const screen = boxOf(picture);
  const [middle, centre] = [centreOf(bounds), centreOf(screen)];
  return {
    isFullScreen: contains(bounds, screen),
    isAtBottom: bounds.bottom >= screen.bottom && bounds.top > screen.top,
    width: widthOf(bounds) / density,
    height: heightOf(bounds) / density,
    offsetX: (middle.x - centre.x) / density,
    offsetY: (middle.y - centre.y) / density,
  };
}

/** The colour of most of the page. */
export function backgroundColourOf({ window, picture }: Page): Colour | null {
  return dominantColour(picture, window.root.bounds);
}

/** The bar at the top with the title; null on a page without one. */
export function navBarLookOf(page: Page): NavBarLook | null {
  const { bounds } = page.window.root;
  const isPart = (view: View): boolean =>
    view === page.number?.view || view === page.button?.view || page.terms?.views.includes(view) === true;
  const title = viewsOf(page.window.root).find(
    (view) => view.text !== '' && !isPart(view) && centreOf(view.bounds).y < bounds.top + TOP_SHARE * heightOf(bounds),
  );
  const start = title ?? page.close?.view;
  const bar = start && lineOf(start).findLast((view) => isBar(view, page));
  const colour = bar && dominantColour(page.picture, bar.bounds);
  if (bar === undefined || colour === null || colour === undefined) {
    return null;
  }
  return { colour, title: title === undefined ? null : textLookOf(title, page), place: placeOf(bar.bounds, page) };
}

function isBar({ bounds }: View, { window, density }: Page): boolean {
  return heightOf(bounds) <= HIGHEST_BAR * density && widthOf(bounds) >= 0.9 * widthOf(window.root.bounds);
}

/** The picture above the number; null where none is drawn there. */
export function logoPlaceOf(page: Page): Place | null {
  const { window, number, close, checkBox, density, picture } = page;
  const logo = viewsOf(window.root).find((view) => {
    const isPicture = view.children.length === 0 && view.text === '' && view.className.includes('Image');
    const isLarge = Math.min(widthOf(view.bounds), heightOf(view.bounds)) >= SMALLEST_LOGO * density;
    const isAbove = number === null || view.bounds.bottom <= number.bounds.top;
    return (
      isPicture &&
      isLarge &&
      isAbove &&
      view !== close?.view &&
      view !== checkBox?.view &&
      measureInk(picture, view.bounds) !== null
    );
  });
  return logo === undefined ? null : placeOf(logo.bounds, page);
}

/** setCheckBoxLocation: beside the first line of the terms, or beside their middle; null where both are one. */
export function checkBoxPlaceOf({ checkBox, terms, picture }: Page): 'top' | 'centre' | null {
  const [text] = terms?.views ?? [];
  const ink = text === undefined ? null : measureInk(picture, text.bounds);
  const first = ink?.lines[0];
  if (checkBox === null || ink === null || first === undefined || ink.lines.length === 1) {
    return null;
  }
  const { y } = centreOf(checkBox.bounds);
  return Math.abs(y - centreOf(first).y) < Math.abs(y - centreOf(ink.box).y) ? 'top' : 'centre';
}
