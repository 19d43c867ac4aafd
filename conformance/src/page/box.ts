/** A rectangle of the screen in pixels. Right and bottom lie outside. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const EMPTY_BOX: Box = { left: 0, top: 0, right: 0, bottom: 0 };

export function widthOf(box: Box): number {
  return Math.max(0, box.right - box.left);
}

export function heightOf(box: Box): number {
  return Math.max(0, box.bottom - box.top);
}

export function areaOf(box: Box): number {
  return widthOf(box) * heightOf(box);
}

export function centreOf(box: Box): Point {
  return { x: Math.round((box.left + box.right) / 2), y: Math.round((box.top + box.bottom) / 2) };
}

/** The common part; empty where the boxes do not meet. */
export function intersect(one: Box, other: Box): Box {
  const box = {
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  };
  return areaOf(box) === 0 ? EMPTY_BOX : box;
}

/** The smallest box around all that are not empty. */
export function unite(boxes: readonly Box[]): Box {
  const solid = boxes.filter((box) => areaOf(box) > 0);
  if (solid.length === 0) {
    return EMPTY_BOX;
  }
  return {
    left: Math.min(...solid.map((box) => box.left)),
    top: Math.min(...solid.map((box) => box.top)),
    right: Math.max(...solid.map((box) => box.right)),
    bottom: Math.max(...solid.map((box) => box.bottom)),
  };
}

export function inset(box: Box, by: number): Box {
  const smaller = { left: box.left + by, top: box.top + by, right: box.right - by, bottom: box.bottom - by };
  return areaOf(smaller) === 0 ? EMPTY_BOX : smaller;
}

export function shift({ left, top, right, bottom }: Box, { x, y }: Point): Box {
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
}

export function contains(outer: Box, inner: Box): boolean {
  return outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom;
}

/** How much of `box` lies inside `other`: 0 to 1. */
export function shareInside(box: Box, other: Box): number {
  const area = areaOf(box);
  return area === 0 ? 0 : areaOf(intersect(box, other)) / area;
}

/** Pixels between the two along one axis; 0 or less where they overlap on it. */
export function verticalGap(one: Box, other: Box): number {
  return Math.max(one.top, other.top) - Math.min(one.bottom, other.bottom);
}

export function horizontalGap(one: Box, other: Box): number {
  return Math.max(one.left, other.left) - Math.min(one.right, other.right);
}

export function sameSize(one: Box, other: Box): boolean {
  return widthOf(one) === widthOf(other) && heightOf(one) === heightOf(other);
}

export function sameBox(one: Box, other: Box): boolean {
  return one.left === other.left && one.top === other.top && one.right === other.right && one.bottom === other.bottom;
}
