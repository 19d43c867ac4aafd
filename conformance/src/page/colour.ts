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
  return Math.max(
    Math.abs(redOf(one) - redOf(other)),
    Math.abs(greenOf(one) - greenOf(other)),
    Math.abs(blueOf(one) - blueOf(other)),
  );
}

/** WCAG 2.1, contrast ratio: 1 (none) to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** `#RRGGBB`, for messages. */
export function hexOf(colour: Colour): string {
  return `#${colour.toString(16).padStart(6, '0').toUpperCase()}`;
}

/** WCAG 2.1, relative luminance. */
function luminance(colour: Colour): number {
  return 0.2126 * linear(redOf(colour)) + 0.7152 * linear(greenOf(colour)) + 0.0722 * linear(blueOf(colour));
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
