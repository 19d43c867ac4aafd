import { type Box, heightOf, widthOf } from './box.ts';
import type { Ink } from './ink.ts';

/** Some characters of a text: from the first to before the second index. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

interface Line extends Range {
  readonly box: Box;
  /** Width of one em in this line. */
  readonly em: number;
}

interface DrawnText {
  readonly text: string;
  readonly bounds: Box;
  readonly ink: Ink;
}

/** Widths in em. A table for the usual fonts: what it gives is an estimate. */
const WIDTHS = [
  { of: /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60\u3000-\u303F]/u, em: 1 },
  { of: /\s/u, em: 0.25 },
  { of: /[A-Z@#%&\u2014]/u, em: 0.66 },
  { of: /[iljftr.,:;'"|!()-]/u, em: 0.33 },
] as const;
const OTHER_WIDTH = 0.55;
/** Characters per line of ink: below this share of what the line's height promises, part of the text is not drawn. */
const WHOLE_SHARE = 0.75;
const TALL = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60]/u;
const TALL_EM = 0.96;
const FLAT_EM = 0.78;

/**
 * Where characters of a drawn text stand, one box a line: the words are laid along the lines that the pixels show, or, where a part of
 * them is not drawn, along lines as wide as the view.
 */
export function boxesOfRange(drawn: DrawnText, range: Range): readonly Box[] {
  return linesOf(drawn).flatMap((line) => boxInLine(drawn.text, line, range));
}

/** The font size that the height of the lines promises, in pixels. */
export function emOf(text: string, ink: Ink): number {
  const heights = ink.lines.map(heightOf).toSorted((one, other) => one - other);
  const tallest = heights.at(-1) ?? 0;
  return tallest / (TALL.test(text) ? TALL_EM : FLAT_EM);
}

function linesOf({ text, bounds, ink }: DrawnText): readonly Line[] {
  const drawnWidth = ink.lines.reduce((sum, line) => sum + widthOf(line), 0);
  const em = drawnWidth / widthIn(text, { from: 0, to: text.length });
  const promised = emOf(text, ink);
  return em >= WHOLE_SHARE * promised ? alongInk(text, ink.lines, em) : alongView(text, bounds, promised);
}

function alongInk(text: string, boxes: readonly Box[], em: number): readonly Line[] {
  let from = 0;
  return boxes.map((box, index) => {
    const isLast = index === boxes.length - 1;
    const to = isLast ? text.length : breakAfter(text, from, widthOf(box) / em);
    const line = { from, to, box, em: widthOf(box) / Math.max(0.1, widthIn(text, { from, to })) };
    from = to;
    return line;
  });
}

function alongView(text: string, bounds: Box, em: number): readonly Line[] {
  const ranges: Range[] = [];
  for (let from = 0; from < text.length; ) {
    const to = Math.max(from + 1, breakAfter(text, from, widthOf(bounds) / em - 0.5));
    ranges.push({ from, to });
    from = to;
  }
  const pitch = heightOf(bounds) / ranges.length;
  return ranges.map((range, index) => {
    const top = Math.round(bounds.top + index * pitch);
    return { ...range, em, box: { ...bounds, top, bottom: Math.round(top + pitch) } };
  });
}

/** The index of the character with which a line of this width ends. */
function breakAfter(text: string, from: number, ems: number): number {
  let width = 0;
  for (let at = from; at < text.length; at++) {
    const own = emsOf(text[at] ?? '');
    if (width + own / 2 > ems) {
      return at;
    }
    width += own;
  }
  return text.length;
}

function boxInLine(text: string, { from, to, box, em }: Line, range: Range): readonly Box[] {
  const inside = { from: Math.max(from, range.from), to: Math.min(to, range.to) };
  if (inside.from >= inside.to) {
    return [];
  }
  const left = box.left + em * widthIn(text, { from, to: inside.from });
  const right = left + em * widthIn(text, inside);
  return [{ ...box, left: Math.round(left), right: Math.round(right) }];
}

function widthIn(text: string, { from, to }: Range): number {
  return [...text.slice(from, to)].reduce((sum, character) => sum + emsOf(character), 0);
}

function emsOf(character: string): number {
  return WIDTHS.find((row) => row.of.test(character))?.em ?? OTHER_WIDTH;
}
