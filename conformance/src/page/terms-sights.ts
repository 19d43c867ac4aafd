import { dominantColour } from './background.ts';
import type { Box } from './box.ts';
import { hexOf } from './colour.ts';
import { measureInk } from './ink.ts';
import type { Screen } from './page.ts';
import type { SightValue } from './sights.ts';
import type { TermsPage } from './terms-page.ts';
import { emOf } from './text-layout.ts';
import { allViews } from './view-tree.ts';

interface ShownTerms {
  readonly page: TermsPage;
  readonly screen: Screen;
  readonly addresses: readonly string[] | null;
}

/** The bar behind the title, over the whole width of the page. */
function barColour({ page: { bounds, title }, screen: { picture } }: ShownTerms): string | null {
  const colour = dominantColour(picture, { ...bounds, top: title.bounds.top, bottom: title.bounds.bottom });
  return colour === null ? null : hexOf(colour);
}

function titleColour({ page: { title }, screen: { picture } }: ShownTerms): string | null {
  const ink = measureInk(picture, title.bounds);
  return ink === null ? null : hexOf(ink.colour);
}

function titleSize({ page: { title }, screen: { picture, density } }: ShownTerms): number | null {
  const ink = measureInk(picture, title.bounds);
  return ink === null ? null : Math.round((emOf(title.words, ink) / density) * 10) / 10;
}

/** What stands below the bar. A web view has content, whatever a screenshot shows of it: nothing draws it on a virtual handset. null: nobody knows. */
function content({ page: { bounds, title }, screen: { picture }, addresses }: ShownTerms): 'web' | 'drawn' | 'nothing' | null {
  const below = { ...bounds, top: belowBar(bounds, title.bounds) };
  if (measureInk(picture, below) !== null) {
    return 'drawn';
  }
  if (addresses === null) {
    return null;
  }
  return addresses.length > 0 ? 'web' : 'nothing';
}

/** The title stands in the middle of its bar. */
function belowBar(page: Box, title: Box): number {
  return Math.min(page.bottom, title.bottom + Math.max(0, title.top - page.top));
}

/** All that rows ask of the page of one term, by name. */
const TERMS_SIGHTS = {
  'terms-page-title': ({ page }) => page.title.words,
  'terms-page-back': ({ page }) => page.back !== null,
  'terms-page-bar-colour': barColour,
  'terms-page-title-colour': titleColour,
  'terms-page-title-size': titleSize,
  'terms-page-content': content,
  /** Empty where no web view is shown. */
  'terms-page-address': ({ addresses }) => addresses?.join(' ') ?? null,
  'terms-page-texts': ({ screen }) =>
    allViews(screen.tree)
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join('\n'),
} as const satisfies Readonly<Record<string, (shown: ShownTerms) => SightValue>>;

export type TermsSight = keyof typeof TERMS_SIGHTS;

export function termsSightsOf(shown: ShownTerms): Readonly<Record<TermsSight, SightValue>> {
  return Object.fromEntries(Object.entries(TERMS_SIGHTS).map(([name, read]) => [name, read(shown)])) as Record<
    TermsSight,
    SightValue
  >;
}
