import { areaOf, type Box, heightOf, horizontalGap, unite, verticalGap } from './box.ts';
import type { PageHints, TermsPart } from './page.ts';
import { BETWEEN_TERMS, CONSENT_WORDS, GIVEN_CONSENT_WORDS, HINT_WORDS, operatorOf, TERMS_WORDS } from './page-words.ts';
import type { Picture } from './picture.ts';
import { linksOf } from './terms-links.ts';
import { hasId, type View, viewsOf, wordsOf } from './view-tree.ts';

/** The sentence that asks for consent, with its links: one view or several side by side. */
export function findTerms(views: readonly View[], picture: Picture, hints: PageHints): TermsPart | null {
  const worded = views.filter((view) => wordsOf(view).trim() !== '' && wordsOf(view) !== hints.checkTip);
  const texts = worded.filter((view) => !isHint(view));
  const seed = namedSeed(views, hints) ?? seedOf(texts, hints);
  if (seed === null) {
    return null;
  }
  const members = inReadingOrder(membersAround(seed, texts, hints));
  return {
    views: members,
    bounds: unite(members.map(({ bounds }) => bounds)),
    words: members.map((view) => view.text).join(''),
    links: members.flatMap((view) => linksOf(view, picture, hints)),
  };
}

/** The named view, or the text in it that speaks of terms. */
function namedSeed(views: readonly View[], { ids }: PageHints): View | null {
  const id = ids?.terms;
  const named = id === undefined ? undefined : views.find((view) => hasId(view, id));
  if (named === undefined) {
    return null;
  }
  const texts = viewsOf(named).filter((view) => view.text !== '');
  return texts.find((view) => operatorOf(view.text) !== null) ?? texts[0] ?? named;
}

/** What names the operator's terms; else what asks for consent to terms; else a title; else a sentence of consent that names none. */
function seedOf(texts: readonly View[], hints: PageHints): View | null {
  const written = texts.filter((view) => view.text !== '');
  const isTerms = ({ text }: View): boolean => speaksOfTerms(text, hints);
  return (
    written.find(({ text }) => operatorOf(text) !== null) ??
    written.find((view) => isTerms(view) && CONSENT_WORDS.test(view.text)) ??
    written.find((view) => isTerms(view) && (view.clickable || view.text.includes('《'))) ??
    written.find(({ text, clickable }) => !clickable && GIVEN_CONSENT_WORDS.test(text)) ??
    null
  );
}

function speaksOfTerms(text: string, { termTitles = [] }: PageHints): boolean {
  return TERMS_WORDS.test(text) || text.includes('《') || termTitles.some((title) => title !== '' && text.includes(title));
}

/** Terms may be worded as a request too ("please read …"); then they name a title. */
function isHint(view: View): boolean {
  const words = wordsOf(view);
  return HINT_WORDS.test(words) && !words.includes('《') && operatorOf(words) === null && !view.clickable;
}

/** Grows from the seed over texts that stand in its row or in the next one and that speak of terms or stand between them. */
function membersAround(seed: View, texts: readonly View[], hints: PageHints): readonly View[] {
  const members = new Set([seed]);
  const belongs = ({ text }: View): boolean =>
    text !== '' && (speaksOfTerms(text, hints) || CONSENT_WORDS.test(text) || BETWEEN_TERMS.test(text));
  for (const member of members) {
    for (const view of texts) {
      if (belongs(view) && isBeside(member.bounds, view.bounds)) {
        members.add(view);
      }
    }
  }
  return [...members];
}

function isBeside(one: Box, other: Box): boolean {
  if (areaOf(one) === 0 || areaOf(other) === 0) {
    return false;
  }
  const line = Math.min(heightOf(one), heightOf(other));
  const isInRow = verticalGap(one, other) < 0 && horizontalGap(one, other) < 2 * line;
  const isNextRow = verticalGap(one, other) < line && horizontalGap(one, other) < 0;
  return isInRow || isNextRow;
}

function inReadingOrder(views: readonly View[]): readonly View[] {
  return views.toSorted((one, other) =>
    verticalGap(one.bounds, other.bounds) < 0 ? one.bounds.left - other.bounds.left : one.bounds.top - other.bounds.top,
  );
}
