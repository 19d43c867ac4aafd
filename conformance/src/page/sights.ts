import { dominantColour } from './background.ts';
import { centreOf, heightOf, widthOf } from './box.ts';
import { hexOf } from './colour.ts';
import { measureInk } from './ink.ts';
import type { Page, Part } from './page.ts';
import {
  backgroundColourOf,
  checkBoxPlaceOf,
  navBarLookOf,
  type Place,
  placeOf,
  type TextLook,
  termsColoursOf,
  textLookOf,
  windowLookOf,
} from './page-look.ts';
import { boxOf } from './picture.ts';
import { allViews } from './view-tree.ts';

/** What one sight gives; null where the page lacks the part, or where the pixels do not say. Colours are `#RRGGBB`, lengths dp. */
export type SightValue = string | number | boolean | null;

/** dp, from the top of the screen. */
const STATUS_BAR = 24;

function textLook(part: Part | null, page: Page): TextLook | null {
  return part === null ? null : textLookOf(part.view, page);
}

function place(part: { readonly bounds: Part['bounds'] } | null, page: Page): Place | null {
  return part === null ? null : placeOf(part.bounds, page);
}

function hex(colour: number | null | undefined): string | null {
  return colour === null || colour === undefined ? null : hexOf(colour);
}

function tenths(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 10) / 10;
}

/** How far the last line of the terms stands from the middle of its view; a centred text stands in it. */
function termsOffCentre({ terms, picture, density }: Page): number | null {
  const [view] = terms?.views ?? [];
  const line = view === undefined ? undefined : measureInk(picture, view.bounds)?.lines.at(-1);
  return view === undefined || line === undefined
    ? null
    : tenths(Math.abs(centreOf(line).x - (view.bounds.left + view.bounds.right) / 2) / density);
}

/** The colour between the letters of a button and its edge. */
function buttonColour({ button, picture }: Page): string | null {
  return button === null ? null : hex(dominantColour(picture, button.bounds));
}

function checkBoxColour({ checkBox, picture }: Page): string | null {
  return checkBox === null ? null : hex(dominantColour(picture, checkBox.bounds));
}

function statusBarColour({ picture, density }: Page): string | null {
  return hex(dominantColour(picture, { ...boxOf(picture), bottom: Math.round(STATUS_BAR * density) }));
}

/** All that rows ask of an authorisation page, by name. */
export const SIGHTS = {
  'number-text': ({ number }) => number?.words ?? null,
  'number-colour': (page) => hex(textLook(page.number, page)?.colour),
  'number-size': (page) => tenths(textLook(page.number, page)?.size),
  'number-weight': (page) => textLook(page.number, page)?.weight ?? null,
  'number-top': (page) => tenths(place(page.number, page)?.top),
  'number-bottom': (page) => tenths(place(page.number, page)?.bottom),
  'number-height': (page) => tenths(place(page.number, page)?.height),
  'number-offset-x': (page) => tenths(place(page.number, page)?.offsetX),
  'button-text': ({ button }) => button?.words ?? null,
  'button-colour': buttonColour,
  'button-text-colour': (page) => hex(textLook(page.button, page)?.colour),
  'button-text-size': (page) => tenths(textLook(page.button, page)?.size),
  'button-weight': (page) => textLook(page.button, page)?.weight ?? null,
  'button-width': (page) => tenths(place(page.button, page)?.width),
  'button-height': (page) => tenths(place(page.button, page)?.height),
  'button-left': (page) => tenths(place(page.button, page)?.left),
  'button-right': (page) => tenths(place(page.button, page)?.right),
  'button-top': (page) => tenths(place(page.button, page)?.top),
  'button-bottom': (page) => tenths(place(page.button, page)?.bottom),
  'check-box': ({ checkBox }) => checkBox?.state ?? null,
  'check-box-colour': checkBoxColour,
  'check-box-width': (page) => tenths(place(page.checkBox, page)?.width),
  'check-box-height': (page) => tenths(place(page.checkBox, page)?.height),
  'check-box-place': checkBoxPlaceOf,
  'terms-text': ({ terms }) => terms?.words ?? null,
  'terms-titles': ({ terms }) => terms?.links.map(({ title }) => title).join(' ') ?? null,
  'terms-operator': ({ terms }) => terms?.links.flatMap(({ operator }) => operator ?? []).join(' ') ?? null,
  'terms-size': (page) => tenths(page.terms?.views[0] && textLookOf(page.terms.views[0], page)?.size),
  'terms-colour': (page) => hex(termsColoursOf(page).text),
  'terms-link-colour': (page) => hex(termsColoursOf(page).links),
  'terms-left': (page) => tenths(place(page.terms, page)?.left),
  'terms-right': (page) => tenths(place(page.terms, page)?.right),
  'terms-top': (page) => tenths(place(page.terms, page)?.top),
  'terms-bottom': (page) => tenths(place(page.terms, page)?.bottom),
  'terms-off-centre': termsOffCentre,
  close: ({ close }) => close !== null,
  hint: ({ hintTexts }) => hintTexts.join('\n'),
  'consent-asked': ({ hintTexts, dialog }) => [...hintTexts, dialog?.words ?? ''].join('\n'),
  dialog: ({ dialog }) => dialog?.words ?? null,
  texts: ({ tree }) =>
    allViews(tree)
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join('\n'),
  background: (page) => hex(backgroundColourOf(page)),
  'status-bar-colour': statusBarColour,
  'bar-colour': (page) => hex(navBarLookOf(page)?.colour),
  'bar-title': (page) => navBarLookOf(page)?.title?.words ?? null,
  'bar-title-colour': (page) => hex(navBarLookOf(page)?.title?.colour),
  'bar-title-size': (page) => tenths(navBarLookOf(page)?.title?.size),
  'window-full': (page) => windowLookOf(page).isFullScreen,
  'window-bottom': (page) => windowLookOf(page).isAtBottom,
  'window-width': (page) => tenths(windowLookOf(page).width),
  'window-height': (page) => tenths(windowLookOf(page).height),
  'window-x': (page) => tenths(windowLookOf(page).offsetX),
  'window-y': (page) => tenths(windowLookOf(page).offsetY),
  'screen-is-wide': ({ picture }) => widthOf(boxOf(picture)) > heightOf(boxOf(picture)),
} as const satisfies Readonly<Record<string, (page: Page) => SightValue>>;

export type PageSight = keyof typeof SIGHTS;

export function sightsOf(page: Page): Readonly<Record<PageSight, SightValue>> {
  return Object.fromEntries(Object.entries(SIGHTS).map(([name, read]) => [name, read(page)])) as Record<PageSight, SightValue>;
}
