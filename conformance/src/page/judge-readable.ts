import { isRestless } from './background.ts';
import { areaOf, type Box, heightOf, inset, shareInside } from './box.ts';
import { hexOf } from './colour.ts';
import { coverOf } from './cover.ts';
import { type Ink, inkInside, measureInk } from './ink.ts';
import { measureLabel } from './label-ink.ts';
import type { Page, TermsLink } from './page.ts';
import type { Operator } from './page-words.ts';
import { boxOf } from './picture.ts';
import { emOf } from './text-layout.ts';
import { undescribedTexts } from './undescribed.ts';
import type { View } from './view-tree.ts';

/** `fail` and `warn` are the subject's; `unclear` ends in inconclusive. */
export interface Finding {
  readonly part: ReadablePart;
  readonly level: 'fail' | 'warn' | 'unclear';
  readonly flaw: 'missing' | 'unmasked' | 'off-screen' | 'small' | 'not-drawn' | 'covered' | 'faint' | 'wrong-operator';
  readonly message: string;
}

type ReadablePart = 'number' | 'button' | 'terms';

/** WCAG ratios. */
const UNREADABLE = 1.5;
const FAINT = 3;
/** dp. */
const SMALLEST_HEIGHT = 10;
/** Height of a line over the font size. */
const LINE_HEIGHT = 1.17;
const INSIDE_SHARE = 0.9;
/** Ink a character, in pixels. */
const LEAST_INK = 4;
/** A title has about as much ink a character as the sentence around it; less than this share is a neighbour's. */
const LEAST_TITLE_SHARE = 0.25;

/** What a person can read of number, login button and operator's terms (PAG-01 to PAG-04, PAG-23). An empty list: all of it. */
export function judgeReadable(page: Page, operator: Operator | null = null): readonly Finding[] {
  return [...judgeNumber(page), ...judgeButton(page), ...judgeTerms(page, operator)];
}

function judgeNumber(page: Page): readonly Finding[] {
  const { number } = page;
  if (number === null) {
    return [missing(page, 'number', 'the phone number')];
  }
  const drawn = judgeText(page, {
    part: 'number',
    name: 'the number',
    view: number.view,
    bounds: number.bounds,
    words: number.words,
  });
  const message = 'the number is shown with all its digits';
  return number.isMasked ? drawn : [{ part: 'number', level: 'fail', flaw: 'unmasked', message }, ...drawn];
}

function judgeButton(page: Page): readonly Finding[] {
  const { button } = page;
  if (button === null) {
    return [missing(page, 'button', 'a login button')];
  }
  const { view, words, target } = button;
  const text = { part: 'button', name: 'the login button', view, bounds: view.bounds, words, shape: target.bounds } as const;
  // WCAG 1.4.3 asks no contrast of a control that is disabled; it must be there all the same.
  return judgeText(page, text).filter(({ flaw, level }) => target.enabled || flaw !== 'faint' || level === 'fail');
}

function judgeTerms(page: Page, operator: Operator | null): readonly Finding[] {
  const { terms } = page;
  const named = terms?.links.filter((link) => link.operator !== null) ?? [];
  const [link] = named.filter((one) => operator === null || one.operator === operator);
  if (terms === null || (link === undefined && named.length === 0)) {
    return [missing(page, 'terms', "the operator's terms")];
  }
  if (link === undefined) {
    const message = `the page shows the terms of ${named.map((one) => one.operator).join(', ')}; the subscriber's operator is ${operator}`;
    return [{ part: 'terms', level: 'fail', flaw: 'wrong-operator', message }];
  }
  const view = terms.views.find(({ text }) => text.includes(link.title)) ?? terms.views[0];
  return view === undefined ? [] : judgeLink(page, view, link);
}

/** First the sentence as a whole, then the link in it: a title can be painted out alone. */
function judgeLink(page: Page, view: View, link: TermsLink): readonly Finding[] {
  const name = "the operator's terms";
  const sentence = judgeText(page, { part: 'terms', name, view, bounds: view.bounds, words: view.text });
  if (sentence.some(({ level }) => level !== 'warn')) {
    return sentence;
  }
  const ink = measureLabel(page.picture, view);
  const drawn = link.boxes.flatMap((box) => (ink === null ? null : inkInside(ink, inset(box, -1))) ?? []);
  const points = drawn.reduce((sum, piece) => sum + piece.points.length, 0);
  const expected = ((ink?.points.length ?? 0) * link.title.length) / view.text.length;
  if (points < LEAST_TITLE_SHARE * expected) {
    return [notDrawn('terms', `the title "${link.title}"`)];
  }
  return drawn.flatMap((piece) => judgeContrast('terms', name, piece)).slice(0, 1);
}

interface Text {
  readonly part: ReadablePart;
  readonly name: string;
  readonly view: View;
  readonly bounds: Box;
  readonly words: string;
  /** What takes the tap, where that is more than the words. */
  readonly shape?: Box;
}

function judgeText(page: Page, text: Text): readonly Finding[] {
  const place = judgePlace(page, text);
  if (place.length > 0) {
    return place;
  }
  const { part, name, view, bounds, words } = text;
  const ink = measureInk(page.picture, bounds);
  const cover = coverOf({ view, bounds, words, ink }, page.tree, page.picture);
  if (cover !== null) {
    return [{ part, level: 'fail', flaw: 'covered', message: `${name} lies under ${describe(cover)}` }];
  }
  if (isRestless(page.picture, bounds)) {
    return [untold(part, name)];
  }
  if (ink === null || ink.points.length < LEAST_INK * words.replaceAll(/\s/gu, '').length) {
    return [notDrawn(part, name)];
  }
  return [...judgeSize(text, { ink, density: page.density }), ...judgeContrast(part, name, ink)];
}

function judgePlace(page: Page, { part, name, bounds, shape = bounds }: Text): readonly Finding[] {
  const isInside = [bounds, shape].every((box) => areaOf(box) > 0 && shareInside(box, boxOf(page.picture)) >= INSIDE_SHARE);
  if (!isInside) {
    return [{ part, level: 'fail', flaw: 'off-screen', message: `${name} is not inside the screen: ${JSON.stringify(shape)}` }];
  }
  return [bounds, shape].some((box) => isSmall(heightOf(box), page.density))
    ? [small({ part, name }, heightOf(bounds) / page.density)]
    : [];
}

function judgeSize({ part, name, words }: Text, { ink, density }: { ink: Ink; density: number }): readonly Finding[] {
  const height = emOf(words, ink) * LINE_HEIGHT;
  return isSmall(height, density) ? [small({ part, name }, height / density)] : [];
}

function isSmall(pixels: number, density: number): boolean {
  return pixels < SMALLEST_HEIGHT * density;
}

function judgeContrast(part: ReadablePart, name: string, ink: Ink): readonly Finding[] {
  if (ink.contrast >= FAINT) {
    return [];
  }
  const colours = `${hexOf(ink.colour)} on ${hexOf(ink.background)}`;
  const level = ink.contrast < UNREADABLE ? 'fail' : 'warn';
  return [{ part, level, flaw: 'faint', message: `${name} has a contrast of ${ink.contrast.toFixed(2)}:1 (${colours})` }];
}

/** A part that draws its text itself is on the page although the tree lacks it: no telling. */
function missing(page: Page, part: ReadablePart, name: string): Finding {
  const [undescribed] = undescribedTexts(page);
  if (undescribed === undefined) {
    return { part, level: 'fail', flaw: 'missing', message: `the page does not show ${name}` };
  }
  const message = `the view tree has no words for ${name}; ${describe(undescribed)} draws something that may be it`;
  return { part, level: 'unclear', flaw: 'missing', message };
}

function notDrawn(part: ReadablePart, name: string): Finding {
  return { part, level: 'fail', flaw: 'not-drawn', message: `${name} stands in the view tree and not in the pixels` };
}

function untold(part: ReadablePart, name: string): Finding {
  return { part, level: 'unclear', flaw: 'not-drawn', message: `${name} cannot be told from the picture behind it` };
}

function small({ part, name }: Pick<Text, 'part' | 'name'>, dp: number): Finding {
  return { part, level: 'fail', flaw: 'small', message: `${name} is ${dp.toFixed(1)} dp high, less than ${SMALLEST_HEIGHT}` };
}

function describe({ className, resourceId, bounds }: View): string {
  const id = resourceId === '' ? '' : ` ${resourceId}`;
  return `${className}${id} [${bounds.left},${bounds.top}][${bounds.right},${bounds.bottom}]`;
}
