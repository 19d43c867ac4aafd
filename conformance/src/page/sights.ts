import { dominantColour } from './background.ts';
import { heightOf, widthOf } from './box.ts';
import { hexOf } from './colour.ts';
import type { Page, Part } from './page.ts';
import {
  backgroundColourOf,
  checkBoxPlaceOf,
  type NavBarLook,
  navBarLookOf,
  type Place,
  placeOf,
  type TextLook,
  termsColoursOf,
  textLookOf,
  type WindowLook,
  windowLookOf,
} from './page-look.ts';
import { boxOf } from './picture.ts';
import { termsOffCentre } from './terms-centre.ts';
import { allViews } from './view-tree.ts';

/** What one sight gives; null where the page lacks the part, or where the pixels do not say. Colours are `#RRGGBB`, lengths dp. */
export type SightValue = string | number | boolean | null;

/** dp, from the top of the screen. */
const STATUS_BAR = 24;

/** What several sights are taken from, measured once a look. */
interface Measured {
  readonly page: Page;
  readonly number: TextLook | null;
  readonly numberPlace: Place | null;
  readonly button: TextLook | null;
  readonly buttonPlace: Place | null;
  readonly checkBoxPlace: Place | null;
  readonly terms: TextLook | null;
  readonly termsPlace: Place | null;
  readonly termsColours: ReturnType<typeof termsColoursOf>;
  readonly window: WindowLook;
  readonly bar: NavBarLook | null;
}

function measure(page: Page): Measured {
  const { number, button, checkBox, terms } = page;
  const [termsView] = terms?.views ?? [];
  const place = (part: Pick<Part, 'bounds'> | null): Place | null => (part === null ? null : placeOf(part.bounds, page));
  return {
    page,
    number: number === null ? null : textLookOf(number.view, page),
    numberPlace: place(number),
    button: button === null ? null : textLookOf(button.view, page),
    buttonPlace: place(button),
    checkBoxPlace: place(checkBox),
    terms: termsView === undefined ? null : textLookOf(termsView, page),
    termsPlace: place(terms),
    termsColours: termsColoursOf(page),
    window: windowLookOf(page),
    bar: navBarLookOf(page),
  };
}

function hex(colour: number | null | undefined): string | null {
  return colour === null || colour === undefined ? null : hexOf(colour);
}

function tenths(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 10) / 10;
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
const SIGHTS = {
  'number-text': ({ page }) => page.number?.words ?? null,
  'number-colour': ({ number }) => hex(number?.colour),
  'number-size': ({ number }) => tenths(number?.size),
  'number-weight': ({ number }) => number?.weight ?? null,
  'number-top': ({ numberPlace }) => tenths(numberPlace?.top),
  'number-bottom': ({ numberPlace }) => tenths(numberPlace?.bottom),
  'number-height': ({ numberPlace }) => tenths(numberPlace?.height),
  'number-offset-x': ({ numberPlace }) => tenths(numberPlace?.offsetX),
  'button-text': ({ page }) => page.button?.words ?? null,
  'button-enabled': ({ page }) => page.button?.target.enabled ?? null,
  'button-colour': ({ page }) => buttonColour(page),
  'button-text-colour': ({ button }) => hex(button?.colour),
  'button-text-size': ({ button }) => tenths(button?.size),
  'button-weight': ({ button }) => button?.weight ?? null,
  'button-width': ({ buttonPlace }) => tenths(buttonPlace?.width),
  'button-height': ({ buttonPlace }) => tenths(buttonPlace?.height),
  'button-left': ({ buttonPlace }) => tenths(buttonPlace?.left),
  'button-right': ({ buttonPlace }) => tenths(buttonPlace?.right),
  'button-top': ({ buttonPlace }) => tenths(buttonPlace?.top),
  'button-bottom': ({ buttonPlace }) => tenths(buttonPlace?.bottom),
  'check-box': ({ page }) => page.checkBox?.state ?? null,
  'check-box-colour': ({ page }) => checkBoxColour(page),
  'check-box-width': ({ checkBoxPlace }) => tenths(checkBoxPlace?.width),
  'check-box-height': ({ checkBoxPlace }) => tenths(checkBoxPlace?.height),
  'check-box-place': ({ page }) => checkBoxPlaceOf(page),
  'terms-text': ({ page }) => page.terms?.words ?? null,
  'terms-titles': ({ page }) => page.terms?.links.map(({ title }) => title).join(' ') ?? null,
  'terms-operator': ({ page }) => page.terms?.links.flatMap(({ operator }) => operator ?? []).join(' ') ?? null,
  'terms-size': ({ terms }) => tenths(terms?.size),
  'terms-colour': ({ termsColours }) => hex(termsColours.text),
  'terms-link-colour': ({ termsColours }) => hex(termsColours.links),
  'terms-left': ({ termsPlace }) => tenths(termsPlace?.left),
  'terms-right': ({ termsPlace }) => tenths(termsPlace?.right),
  'terms-top': ({ termsPlace }) => tenths(termsPlace?.top),
  'terms-bottom': ({ termsPlace }) => tenths(termsPlace?.bottom),
  'terms-off-centre': ({ page }) => tenths(termsOffCentre(page) ?? undefined),
  close: ({ page }) => page.close !== null,
  hint: ({ page }) => page.hintTexts.join('\n'),
  'consent-asked': ({ page }) => [...page.hintTexts, page.dialog?.words ?? ''].join('\n'),
  dialog: ({ page }) => page.dialog?.words ?? null,
  texts: ({ page }) =>
    allViews(page.tree)
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join('\n'),
  background: ({ page }) => hex(backgroundColourOf(page)),
  'status-bar-colour': ({ page }) => statusBarColour(page),
  'bar-colour': ({ bar }) => hex(bar?.colour),
  'bar-title': ({ bar }) => bar?.title?.words ?? null,
  'bar-title-colour': ({ bar }) => hex(bar?.title?.colour),
  'bar-title-size': ({ bar }) => tenths(bar?.title?.size),
  'window-full': ({ window }) => window.isFullScreen,
  'window-bottom': ({ window }) => window.isAtBottom,
  'window-width': ({ window }) => tenths(window.width),
  'window-height': ({ window }) => tenths(window.height),
  'window-x': ({ window }) => tenths(window.offsetX),
  'window-y': ({ window }) => tenths(window.offsetY),
  'screen-is-wide': ({ page }) => widthOf(boxOf(page.picture)) > heightOf(boxOf(page.picture)),
} as const satisfies Readonly<Record<string, (measured: Measured) => SightValue>>;

export type PageSight = keyof typeof SIGHTS;

export function sightsOf(page: Page): Readonly<Record<PageSight, SightValue>> {
  const measured = measure(page);
  return Object.fromEntries(Object.entries(SIGHTS).map(([name, read]) => [name, read(measured)])) as Record<
    PageSight,
    SightValue
  >;
}
