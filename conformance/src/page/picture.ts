import { PNG } from 'pngjs';
import { type Box, intersect, type Point } from './box.ts';
import { type Colour, colourOf, distance } from './colour.ts';
import { PageError } from './page-error.ts';

/** A screenshot as pixels, four bytes each (red, green, blue, alpha). */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

interface Decoded {
  readonly png: Buffer;
  readonly picture: Picture;
}

/** Screens come back: the page before a tap, the app without the page. Four megabytes each. */
const REMEMBERED = 8;

/**
 * What was decoded last, the newest first. Screenshots of a still screen are equal byte for byte, and what was measured in a picture is
 * remembered with it.
 */
const newest: Decoded[] = [];

export function decodePng(png: Uint8Array): Picture {
  const at = newest.findIndex((one) => one.png.equals(png));
  const [known = decoded(png)] = at === -1 ? [] : newest.splice(at, 1);
  newest.unshift(known);
  newest.splice(REMEMBERED);
  return known.picture;
}

function decoded(png: Uint8Array): Decoded {
  const bytes = Buffer.from(png);
  return { png: bytes, picture: decode(bytes) };
}

function decode(png: Buffer): Picture {
  try {
    const { width, height, data } = PNG.sync.read(png);
    return { width, height, rgba: data };
  } catch (error) {
    throw new PageError('PICTURE', `the screenshot is no PNG that can be read: ${String(error)}`, { cause: error });
  }
}

export function boxOf({ width, height }: Picture): Box {
  return { left: 0, top: 0, right: width, bottom: height };
}

/** The colour at a point inside the picture. */
export function pixelAt({ width, rgba }: Picture, x: number, y: number): Colour {
  const at = (y * width + x) * 4;
  return colourOf(rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0);
}

/** The part of `box` that lies in the picture. */
export function clip(picture: Picture, box: Box): Box {
  return intersect(box, boxOf(picture));
}

/** Remembers what was measured in a box of a picture: a page is looked at many times, and its pixels do not change. */
export function remembered<T>(measure: (picture: Picture, box: Box) => T): (picture: Picture, box: Box) => T {
  const known = new WeakMap<Picture, Map<string, T>>();
  return (picture, box) => {
    const results = known.get(picture) ?? new Map<string, T>();
    known.set(picture, results);
    const key = `${box.left} ${box.top} ${box.right} ${box.bottom}`;
    if (!results.has(key)) {
      results.set(key, measure(picture, box));
    }
    return results.get(key) as T;
  };
}

interface Comparison {
  /** In the later picture. */
  readonly box: Box;
  readonly tolerance: number;
  /** How far what was in the earlier picture has moved since; absent: it stands where it stood. */
  readonly moved?: Point;
}

const UNMOVED: Point = { x: 0, y: 0 };

/** How many pixels of `box` differ by more than `tolerance` in a channel: 0 to 1. Pictures of other sizes differ wholly. */
export function shareChanged(before: Picture, after: Picture, { box, tolerance, moved = UNMOVED }: Comparison): number {
  if (before.width !== after.width || before.height !== after.height) {
    return 1;
  }
  if (moved.x === 0 && moved.y === 0 && Buffer.compare(before.rgba, after.rgba) === 0) {
    return 0;
  }
  const { left, top, right, bottom } = clip(after, box);
  let changed = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (distance(pixelAt(before, x - moved.x, y - moved.y), pixelAt(after, x, y)) > tolerance) {
        changed++;
      }
    }
  }
  return changed / Math.max(1, (right - left) * (bottom - top));
}
