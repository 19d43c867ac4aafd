import { PNG } from 'pngjs';
import { HandsetError, messageOf } from '../../errors.ts';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and alpha of each pixel, row by row. */
  readonly rgba: Buffer;
}

/** Three channels in and out. The strategies that pngjs takes by default would make a plain picture a hundred times larger. */
const OPAQUE = { colorType: 2, inputColorType: 2, inputHasAlpha: false, filterType: 0, deflateStrategy: 0 } as const;

/** The bytes are no PNG, or a damaged one. */
class PngError extends HandsetError<'PNG_UNREADABLE'> {
  constructor(message: string, options?: ErrorOptions) {
    super('PNG_UNREADABLE', message, options);
  }
}

/** Decodes a PNG. Throws PngError. */
export function decodePng(png: Buffer): Picture {
  try {
    const { width, height, data } = PNG.sync.read(png);
    return { width, height, rgba: data };
  } catch (error) {
    throw new PngError(`The screenshot cannot be decoded: ${messageOf(error)}`, { cause: error });
  }
}

/** Encodes a picture of one colour, as a screen without an app shows. */
export function plainPng(width: number, height: number, colour: readonly [red: number, green: number, blue: number]): Buffer {
  const data = Buffer.alloc(width * height * 3, Buffer.from(colour));
  return PNG.sync.write(Object.assign(new PNG({ width, height }), { data }), OPAQUE);
}
