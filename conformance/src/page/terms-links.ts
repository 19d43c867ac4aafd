import { areaOf, type Box, centreOf, inset, unite, widthOf } from './box.ts';
import { type Colour, distance } from './colour.ts';
import { type Ink, inkInside, inkOfColour, strokeOf } from './ink.ts';
import { measureLabel } from './label-ink.ts';
import type { PageHints, TermsLink } from './page.ts';
import { CONSENT_WORDS, OPERATOR_TERMS, operatorOf, TERMS_WORDS } from './page-words.ts';
import type { Picture } from './picture.ts';
import { boxesOfRange, emOf, type Range } from './text-layout.ts';
import type { View } from './view-tree.ts';

/** Two colours that a person tells apart in small text. */
const DIFFERENT = 48;
/** The strokes of one colour with their less soft edges. */
const SAME = 40;

/** The links that a view of the terms shows: itself, or runs of characters in its text. */
export function linksOf(view: View, picture: Picture, hints: PageHints): readonly TermsLink[] {
  if (isLinkItself(view)) {
    const title = view.text.replaceAll(/[《》]/gu, '').trim();
    const place = { boxes: [view.bounds], tapAt: centreOf(view.bounds), placedBy: 'view' } as const;
    return [{ title, operator: operatorOf(title), ...place }];
  }
  const ranges = titlesIn(view.text, hints);
  const ink = ranges.length === 0 ? null : measureLabel(picture, view);
  return ranges.map((range) => {
    const title = view.text.slice(range.from, range.to).replaceAll(/[《》]/gu, '');
    return { title, operator: operatorOf(title), ...placeOf(view, ink, { range, others: ranges }) };
  });
}

/** A title that takes taps of its own. A text with links in it may be clickable too, but says more than a title. */
function isLinkItself({ text, clickable, checkable }: View): boolean {
  const [first, ...others] = titlesIn(text, {});
  const isTitle = first !== undefined && others.length === 0 && first.to - first.from >= text.trim().length;
  return clickable && !checkable && (isTitle || (TERMS_WORDS.test(text) && !CONSENT_WORDS.test(text) && first === undefined));
}

/** Titles in book-title marks; without marks the configured titles, the operator's, and what ends as titles of terms do. */
function titlesIn(text: string, { termTitles = [] }: PageHints): readonly Range[] {
  const marked = matches(text, /《[^《》]+》/gu);
  const plain = [
    ...termTitles.filter((title) => title !== '').flatMap((title) => rangesOf(text, title)),
    ...OPERATOR_TERMS.flatMap(({ title }) => matches(text, new RegExp(title.source, 'gu'))),
    ...(marked.length > 0 ? [] : matches(text, /(?<=^|[、，,和及与]|同意|阅读)[^、，,和及与《》]{2,14}?(?:条款|协议|政策)/gu)),
  ];
  return apart([...marked, ...plain]).toSorted((one, other) => one.from - other.from);
}

/** Of ranges that overlap the first stays. */
function apart(ranges: readonly Range[]): readonly Range[] {
  const chosen: Range[] = [];
  for (const range of ranges) {
    if (!chosen.some((one) => range.from < one.to && one.from < range.to)) {
      chosen.push(range);
    }
  }
  return chosen;
}

function matches(text: string, pattern: RegExp): readonly Range[] {
  return [...text.matchAll(pattern)].map(({ index, 0: match }) => ({ from: index, to: index + match.length }));
}

function rangesOf(text: string, part: string): readonly Range[] {
  const from = text.indexOf(part);
  return from < 0 ? [] : [{ from, to: from + part.length }];
}

type Place = Pick<TermsLink, 'boxes' | 'tapAt' | 'placedBy'>;

/** Where characters stand is an estimate; where the run has a colour of its own, the pixels of that colour correct it. */
function placeOf(view: View, ink: Ink | null, { range, others }: { range: Range; others: readonly Range[] }): Place {
  if (ink === null) {
    return { boxes: [], tapAt: centreOf(view.bounds), placedBy: 'characters' };
  }
  const drawn = { text: view.text, bounds: view.bounds, ink };
  const boxes = boxesOfRange(drawn, range);
  const linkBoxes = others.flatMap((other) => boxesOfRange(drawn, other));
  const colour = ownColour(ink, { boxes, linkBoxes });
  if (colour === null) {
    return { boxes, tapAt: middleOf(boxes, view), placedBy: 'characters' };
  }
  const slack = Math.round(emOf(view.text, ink));
  const corrected = boxes.map((box) => {
    const wider = { ...box, left: box.left - slack, right: box.right + slack };
    const inColour = inkOfColour(ink, colour, SAME);
    return (inColour === null ? null : inkInside(inColour, wider))?.box ?? box;
  });
  return { boxes: corrected, tapAt: middleOf(corrected, view), placedBy: 'colour' };
}

/** The colour of the strokes in the run; null where the text outside all links has it too, or all of the text is links. */
function ownColour(ink: Ink, { boxes, linkBoxes }: { boxes: readonly Box[]; linkBoxes: readonly Box[] }): Colour | null {
  const inner = inkInside(ink, inset(largestOf(boxes), 1));
  const outer = ink.points.filter(
    ({ x, y }) => !linkBoxes.some((box) => x >= box.left && x < box.right && y >= box.top && y < box.bottom),
  );
  if (inner === null) {
    return null;
  }
  const plain = strokeOf(outer);
  return plain === undefined || distance(plain.colour, inner.colour) < DIFFERENT ? null : inner.colour;
}

/** The widest piece takes the tap. */
function middleOf(boxes: readonly Box[], view: View): { readonly x: number; readonly y: number } {
  return centreOf(boxes.length === 0 ? view.bounds : largestOf(boxes));
}

function largestOf(boxes: readonly Box[]): Box {
  return boxes.toSorted((one, other) => widthOf(other) - widthOf(one) || areaOf(other) - areaOf(one))[0] ?? unite(boxes);
}
