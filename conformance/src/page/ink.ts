import { type Background, backgroundOf, TOLERANCE } from './background.ts';
import { areaOf, type Box, inset, unite, widthOf } from './box.ts';
import { type Colour, contrast, distance } from './colour.ts';
import { clip, type Picture, pixelAt, remembered } from './picture.ts';

/** A pixel that stands out from its background. */
interface InkPoint {
  readonly x: number;
  readonly y: number;
  readonly colour: Colour;
  readonly contrast: number;
}

/** What is drawn on the background of a box: the strokes of a text. */
export interface Ink {
  readonly points: readonly InkPoint[];
  readonly box: Box;
  /** The rows of text, from top to bottom. */
  readonly lines: readonly Box[];
  /** The colour of the strokes, without their soft edges. */
  readonly colour: Colour;
  readonly background: Colour;
  /** WCAG ratio of the strokes to what lies behind them. */
  readonly contrast: number;
}

/** Strokes are taken at this quantile of contrast: the rest are soft edges. */
const STROKE = 0.9;
/** Smaller spots are noise. */
const SPOT = 3;
/** Tight bounds: a stroke may touch the edge of its view, but does not go on outside it. */
const OUTSIDE = 2;
/** Rows without ink inside a line: between the strokes of one character. */
const ROW_GAP = 3;

/**
 * The ink of a box; null where nothing stands out. What goes on outside the box is its shape (rounded corners, outline, shadow) or
 * belongs to something else, and no text.
 */
export const measureInk = remembered((picture: Picture, box: Box): Ink | null => {
  const area = clip(picture, inset(box, -OUTSIDE));
  if (areaOf(clip(picture, box)) === 0) {
    return null;
  }
  const background = backgroundOf(picture, area);
  const points = spotsOf(maskOf(picture, area, background), area)
    .filter((spot) => spot.length >= SPOT && !touchesEdge(spot, area))
    .flat()
    .map(({ x, y }) => inkPoint(picture, background, { x, y }));
  return points.length === 0 ? null : inkOf(points, background.dominant);
});

/** The same ink, cut down to the points inside a box; null where none is. */
export function inkInside(ink: Ink, box: Box): Ink | null {
  const points = ink.points.filter(({ x, y }) => x >= box.left && x < box.right && y >= box.top && y < box.bottom);
  return points.length === 0 ? null : inkOf(points, ink.background);
}

/** The ink in one colour; the soft edges of its strokes may be left out. */
export function inkOfColour(ink: Ink, colour: Colour, tolerance: number): Ink | null {
  const points = ink.points.filter((point) => distance(point.colour, colour) <= tolerance);
  return points.length === 0 ? null : inkOf(points, ink.background);
}

function inkOf(points: readonly InkPoint[], dominant: Colour): Ink {
  const lines = linesOf(points);
  const stroke = strokeOf(points);
  return {
    points,
    box: unite(lines),
    lines,
    colour: stroke?.colour ?? dominant,
    background: dominant,
    contrast: stroke?.contrast ?? 1,
  };
}

/** A point in the midst of a stroke; undefined where there are none. */
export function strokeOf(points: readonly InkPoint[]): InkPoint | undefined {
  return points.toSorted((one, other) => one.contrast - other.contrast)[Math.floor((points.length - 1) * STROKE)];
}

function inkPoint(picture: Picture, background: Background, { x, y }: { x: number; y: number }): InkPoint {
  const colour = pixelAt(picture, x, y);
  return { x, y, colour, contrast: contrast(colour, background.at(x, y)) };
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** One byte a pixel of the box: 1 where it stands out. */
function maskOf(picture: Picture, box: Box, background: Background): Uint8Array {
  const mask = new Uint8Array(areaOf(box));
  let at = 0;
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      mask[at++] = distance(pixelAt(picture, x, y), background.at(x, y)) > TOLERANCE ? 1 : 0;
    }
  }
  return mask;
}

/** The mask taken apart into what hangs together. The mask is used up. */
function spotsOf(mask: Uint8Array, box: Box): readonly (readonly Spot[])[] {
  const width = widthOf(box);
  const spots: Spot[][] = [];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 1) {
      spots.push(spotFrom(mask, start, width).map((at) => ({ x: box.left + (at % width), y: box.top + Math.floor(at / width) })));
    }
  }
  return spots;
}

function spotFrom(mask: Uint8Array, start: number, width: number): readonly number[] {
  const members = [start];
  mask[start] = 0;
  for (let next = 0; next < members.length; next++) {
    const at = members[next] ?? start;
    const column = at % width;
    const first = column > 0 ? -1 : 0;
    const last = column < width - 1 ? 1 : 0;
    for (const row of [at - width, at, at + width]) {
      for (let neighbour = row + first; neighbour <= row + last; neighbour++) {
        if (mask[neighbour] === 1) {
          mask[neighbour] = 0;
          members.push(neighbour);
        }
      }
    }
  }
  return members;
}

function touchesEdge(spot: readonly Spot[], box: Box): boolean {
  return spot.some(({ x, y }) => x === box.left || y === box.top || x === box.right - 1 || y === box.bottom - 1);
}

function linesOf(points: readonly InkPoint[]): readonly Box[] {
  const rows = new Map<number, { left: number; right: number }>();
  for (const { x, y } of points) {
    const row = rows.get(y);
    rows.set(y, { left: Math.min(row?.left ?? x, x), right: Math.max(row?.right ?? x, x) });
  }
  const lines: Box[] = [];
  for (const [y, { left, right }] of [...rows].toSorted(([one], [other]) => one - other)) {
    const row = { left, top: y, right: right + 1, bottom: y + 1 };
    const last = lines.at(-1);
    if (last !== undefined && y - last.bottom < ROW_GAP) {
      lines[lines.length - 1] = unite([last, row]);
    } else {
      lines.push(row);
    }
  }
  return lines;
}
