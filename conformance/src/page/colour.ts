/** A colour as 0xRRGGBB. */
export type Colour = number;

export function colourOf(red: number, green: number, blue: number): Colour {
  return (red << 16) | (green << 8) | blue;
}

export function redOf(colour: Colour): number {
  return colour >> 16;
}

export function greenOf(colour: Colour): number {
  return (colour >> 8) & 0xff;
}

export function blueOf(colour: Colour): number {
  return colour & 0xff;
}

/** The largest difference in one channel: 0 to 255. */
export function distance(one: Colour, other: Colour): number {
  if (one === other) {
    return 0;
  }
  return Math.max(
    Math.abs(redOf(one) - redOf(other)),
    Math.abs(greenOf(one) - greenOf(other)),
    Math.abs(blueOf(one) - blueOf(other)),
  );
}

/** WCAG 2.1, contrast ratio: 1 (none) to 21. */
export function contrast(one: Colour, other: Colour): number {
  const first = luminance(one);
  const second = luminance(other);
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** `#RRGGBB`, for messages. */
export function hexOf(colour: Colour): string {
  return `#${colour.toString(16).padStart(6, '0').toUpperCase()}`;
}

/** The light of each value of a channel. */
const LINEAR = Float64Array.from({ length: 256 }, (_, channel) => linear(channel));

/** WCAG 2.1, relative luminance. */
function luminance(colour: Colour): number {
  const light = (channel: number): number => LINEAR[channel] ?? 0;
  return 0.2126 * light(redOf(colour)) + 0.7152 * light(greenOf(colour)) + 0.0722 * light(blueOf(colour));
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
