import { areaOf, type Box, heightOf, widthOf } from './box.ts';
import { blueOf, type Colour, colourOf, distance, greenOf, redOf } from './colour.ts';
import { clip, type Picture, pixelAt, remembered } from './picture.ts';

/** Pixels that differ less from their background than this belong to it: what is fainter is below 1.5:1 anyway. */
export const TOLERANCE = 24;

export interface Background {
  /** The colour of most of the box. */
  readonly dominant: Colour;
  /** How many pixels of the box are background: 0 to 1. */
  readonly share: number;
  at(x: number, y: number): Colour;
}

interface Tiling {
  readonly width: number;
  readonly height: number;
}

interface Tiled extends Background {
  /** How much a tile differs from the next: the median. */
  readonly step: number;
}

/** By how much tiles must explain more of a box than one colour does: thick strokes alone gain less. */
const GAIN = 0.1;
/** A gradient changes less than this from one tile to the next; a photo does not. */
const LARGEST_STEP = 72;
const BANDS = 8;

/**
 * What lies behind the ink of a box inside the picture. A gradient is taken apart into columns or bands, a flat background never: in a
 * small tile a thick stroke would pass for background.
 */
export const backgroundOf = remembered((picture: Picture, box: Box): Background => {
  const whole = tiled(picture, box, { width: widthOf(box), height: heightOf(box) });
  if (whole.share + GAIN >= 1) {
    return whole;
  }
  const columns = tiled(picture, box, { width: heightOf(box), height: heightOf(box) });
  const bands = tiled(picture, box, { width: widthOf(box), height: Math.ceil(heightOf(box) / BANDS) });
  const [best] = [columns, bands].filter(({ step }) => step <= LARGEST_STEP).toSorted((one, other) => other.share - one.share);
  return best !== undefined && best.share >= whole.share + GAIN ? { ...best, dominant: whole.dominant } : whole;
});

/** Less background than this is a photo, in which letters cannot be told from the rest. */
const RESTLESS_SHARE = 0.5;

/** Whether letters in the box could not be told from what lies behind them. */
export function isRestless(picture: Picture, box: Box): boolean {
  const inside = clip(picture, box);
  return areaOf(inside) > 0 && backgroundOf(picture, inside).share < RESTLESS_SHARE;
}

/** The colour of most of a box; null where it lies outside the picture. */
export function dominantColour(picture: Picture, box: Box): Colour | null {
  const inside = clip(picture, box);
  return areaOf(inside) === 0 ? null : mostFrequent(picture, inside).colour;
}

/** The dominant colour is that of the first tile. */
function tiled(picture: Picture, box: Box, tiling: Tiling): Tiled {
  const across = Math.ceil(widthOf(box) / tiling.width);
  const colours: Colour[] = [];
  let inside = 0;
  for (let top = box.top; top < box.bottom; top += tiling.height) {
    for (let left = box.left; left < box.right; left += tiling.width) {
      const right = Math.min(box.right, left + tiling.width);
      const bottom = Math.min(box.bottom, top + tiling.height);
      const { colour, pixels } = mostFrequent(picture, { left, top, right, bottom });
      colours.push(colour);
      inside += pixels;
    }
  }
  const only = colours.length === 1 ? colours[0] : undefined;
  const tile = (x: number, y: number): number =>
    Math.floor((y - box.top) / tiling.height) * across + Math.floor((x - box.left) / tiling.width);
  return {
    dominant: colours[0] ?? 0,
    at: (x, y) => (only === undefined ? (colours[tile(x, y)] ?? 0) : only),
    step: medianStep(colours),
    share: inside / (widthOf(box) * heightOf(box)),
  };
}

function medianStep(colours: readonly Colour[]): number {
  const steps = colours.slice(1).map((colour, index) => distance(colour, colours[index] ?? colour));
  return steps.toSorted((one, other) => one - other)[Math.floor(steps.length / 2)] ?? 0;
}

/** The colour that most pixels of the box have, give or take the tolerance. */
function mostFrequent(picture: Picture, box: Box): { readonly colour: Colour; readonly pixels: number } {
  const counts = countsOf(picture, box);
  const colour = densest(counts);
  let pixels = 0;
  for (const [one, count] of counts) {
    pixels += distance(one, colour) <= TOLERANCE ? count : 0;
  }
  return { colour, pixels };
}

/** How many pixels have each colour. Counted by runs of one colour, which are long on a screen. */
function countsOf(picture: Picture, box: Box): ReadonlyMap<Colour, number> {
  const counts = new Map<Colour, number>();
  let run = pixelAt(picture, box.left, box.top);
  let length = 0;
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      const colour = pixelAt(picture, x, y);
      if (colour !== run) {
        counts.set(run, (counts.get(run) ?? 0) + length);
        run = colour;
        length = 0;
      }
      length++;
    }
  }
  return counts.set(run, (counts.get(run) ?? 0) + length);
}

/** Colours are gathered in cells first, so that a gradient counts as one colour; the cell's most frequent colour stands for it. */
function densest(counts: ReadonlyMap<Colour, number>): Colour {
  const cells = new Map<number, { total: number; best: Colour; bestCount: number }>();
  for (const [colour, count] of counts) {
    const key = colourOf(redOf(colour) >> 4, greenOf(colour) >> 4, blueOf(colour) >> 4);
    const cell = cells.get(key);
    if (cell === undefined) {
      cells.set(key, { total: count, best: colour, bestCount: count });
      continue;
    }
    cell.total += count;
    if (count > cell.bestCount) {
      cell.best = colour;
      cell.bestCount = count;
    }
  }
  const [first] = [...cells.values()].toSorted((one, other) => other.total - one.total);
  return first?.best ?? 0;
}
