import { PNG } from 'pngjs';
import type { Box } from '../../src/page/box.ts';
import { blueOf, type Colour, greenOf, redOf } from '../../src/page/colour.ts';
import type { PageHints, Screen } from '../../src/page/page.ts';
import type { Picture } from '../../src/page/picture.ts';
import { readTree } from '../../src/page/read-tree.ts';

/** A view as a test describes it: what the tree says of it, and what is painted for it. */
export interface PaintedView {
  readonly at: readonly [left: number, top: number, right: number, bottom: number];
  /** Where the dump says it stands, if elsewhere. */
  readonly dumpedAt?: readonly [number, number, number, number];
  readonly type?: string;
  readonly id?: string;
  readonly text?: string;
  readonly description?: string;
  readonly isDisabled?: boolean;
  readonly clickable?: boolean;
  readonly checkable?: boolean;
  readonly checked?: boolean;
  readonly fill?: Colour;
  readonly ink?: Colour;
  /** Font size in pixels. */
  readonly size?: number;
  readonly align?: 'left' | 'centre';
  /** Titles in the text that are painted in another colour. */
  readonly links?: readonly { readonly title: string; readonly ink: Colour }[];
  /** Painted, and not in the dump. */
  readonly isUndumped?: boolean;
  readonly children?: readonly PaintedView[];
}

export const WHITE = 0xffffff;
export const BLACK = 0x1d2129;
export const GREY = 0x6b7280;
export const BLUE = 0x1668dc;
const WIDTH = 720;
const HEIGHT = 1440;
export const DENSITY = 2;

export function paintedDump(windows: readonly PaintedView[]): string {
  return `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0">${windows.map(nodeXml).join('')}</hierarchy>`;
}

function paintedPicture(windows: readonly PaintedView[]): Picture {
  const canvas = new Uint32Array(WIDTH * HEIGHT).fill(pixelOf(0));
  for (const window of windows) {
    paint(canvas, window);
  }
  return { width: WIDTH, height: HEIGHT, rgba: new Uint8Array(canvas.buffer) };
}

export function paintedPng(windows: readonly PaintedView[]): Buffer {
  const { width, height, rgba } = paintedPicture(windows);
  const png = new PNG({ width, height });
  png.data.set(rgba);
  return PNG.sync.write(png, { deflateLevel: 1, filterType: 0 });
}

export function paintedScreen(windows: readonly PaintedView[], hints: PageHints = {}): Screen {
  return { tree: readTree(paintedDump(windows)), picture: paintedPicture(windows), density: DENSITY, hints };
}

function nodeXml(view: PaintedView): string {
  if (view.isUndumped) {
    return '';
  }
  const [left, top, right, bottom] = view.dumpedAt ?? view.at;
  const attributes = {
    text: view.text ?? '',
    'resource-id': view.id === undefined ? '' : `app.test:id/${view.id}`,
    class: view.type ?? (view.text === undefined ? 'android.view.View' : 'android.widget.TextView'),
    'content-desc': view.description ?? '',
    checkable: view.checkable ?? false,
    checked: view.checked ?? false,
    clickable: view.clickable ?? false,
    enabled: view.isDisabled !== true,
    bounds: `[${left},${top}][${right},${bottom}]`,
  };
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  return `<node${written.join('')}>${(view.children ?? []).map(nodeXml).join('')}</node>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function paint(canvas: Uint32Array, view: PaintedView): void {
  const [left, top, right, bottom] = view.at;
  if (view.fill !== undefined) {
    fill(canvas, { left, top, right, bottom }, view.fill);
  }
  if (view.text !== undefined && view.ink !== undefined) {
    paintText(canvas, view, view.text);
  }
  for (const child of view.children ?? []) {
    paint(canvas, child);
  }
}

/** Strokes in the size and rhythm of characters: an upright pair for a Chinese one, a single one for a digit or a letter. */
function paintText(
  canvas: Uint32Array,
  { at, ink = BLACK, size = 28, align = 'left', links = [] }: PaintedView,
  text: string,
): void {
  const [left, top, right, bottom] = at;
  const lines = wrapped(text, (right - left) / size);
  const pitch = (bottom - top) / lines.length;
  let index = 0;
  for (const [row, line] of lines.entries()) {
    const width = [...line].reduce((sum, character) => sum + emOf(character) * size, 0);
    let x = align === 'left' ? left + 1 : Math.round((left + right - width) / 2);
    for (const character of line) {
      const link = links.find(({ title }) => index >= text.indexOf(title) && index < text.indexOf(title) + title.length);
      paintGlyph(canvas, { character, x: Math.round(x), middle: Math.round(top + (row + 0.5) * pitch), size }, link?.ink ?? ink);
      x += emOf(character) * size;
      index += 1;
    }
  }
}

interface Glyph {
  readonly character: string;
  readonly x: number;
  readonly middle: number;
  readonly size: number;
}

function paintGlyph(canvas: Uint32Array, { character, x, middle, size }: Glyph, ink: Colour): void {
  if (character === ' ') {
    return;
  }
  const isWide = emOf(character) === 1;
  const high = Math.round(((isWide ? 0.92 : 0.72) * size) / 2);
  const right = x + Math.max(2, Math.round(emOf(character) * size * 0.8));
  const stroke = Math.max(1, Math.round(size / 12));
  fill(canvas, { left: x, top: middle - high, right: x + stroke, bottom: middle + high }, ink);
  fill(canvas, { left: x, top: middle - stroke, right, bottom: middle }, ink);
  if (isWide) {
    fill(canvas, { left: right - stroke, top: middle - high, right, bottom: middle + high }, ink);
  }
}

function wrapped(text: string, ems: number): readonly string[] {
  const lines = [''];
  let width = 0;
  for (const character of text) {
    if (width + emOf(character) > ems) {
      lines.push('');
      width = 0;
    }
    lines[lines.length - 1] += character;
    width += emOf(character);
  }
  return lines;
}

function emOf(character: string): number {
  if (character === ' ') {
    return 0.25;
  }
  return /[\u2E80-\u9FFF\u3000-\u303F\uFF00-\uFF60]/u.test(character) ? 1 : 0.55;
}

function fill(canvas: Uint32Array, { left, top, right, bottom }: Box, colour: Colour): void {
  for (let y = Math.max(0, top); y < Math.min(HEIGHT, bottom); y++) {
    canvas.fill(pixelOf(colour), y * WIDTH + Math.max(0, left), y * WIDTH + Math.min(WIDTH, right));
  }
}

/** Red in the lowest byte: the order of bytes on a little-endian machine. */
function pixelOf(colour: Colour): number {
  return (0xff000000 | (blueOf(colour) << 16) | (greenOf(colour) << 8) | redOf(colour)) >>> 0;
}
