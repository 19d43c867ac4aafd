import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { HandsetError } from '../../errors.ts';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha, row by row. */
  readonly rgba: Buffer;
}

/** A picture that is no PNG, or a PNG that Android does not write. */
class PngError extends HandsetError<'PNG_UNREADABLE'> {
  constructor(message: string) {
    super('PNG_UNREADABLE', message);
  }
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** Bytes of a pixel by the colour type of PNG. Android writes no other types. */
const CHANNELS_BY_COLOUR: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

/** Filters by type (ISO 15948 §9.2). */
const PREDICTORS: readonly ((left: number, up: number, upLeft: number) => number)[] = [
  () => 0,
  (left) => left,
  (_left, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

/** Decodes a PNG with 8 bits a channel and without interlacing, as Android's screenshots are. Throws PngError for others. */
export function decodePng(png: Buffer): Picture {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  const channels = CHANNELS_BY_COLOUR[header?.readUInt8(9) ?? -1];
  if (header === undefined || channels === undefined || header.readUInt8(8) !== 8 || header.readUInt8(12) !== 0) {
    throw new PngError('The screenshot is no PNG of 8 bits a channel without interlacing.');
  }
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  return {
    width,
    height,
    rgba: toRgba(unfilter(inflateSync(packed), { rows: height, rowLength: width * channels, channels }), channels),
  };
}

/** Encodes a picture of one colour, as a screen without an app shows. */
export function plainPng(width: number, height: number, [red, green, blue]: readonly [number, number, number]): Buffer {
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(width * 3, Buffer.of(red, green, blue))]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.concat(Array<Buffer>(height).fill(row)));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

function chunksOf(png: Buffer): readonly Chunk[] {
  if (!png.subarray(0, SIGNATURE.length).equals(SIGNATURE)) {
    throw new PngError('The screenshot is no PNG.');
  }
  const chunks: Chunk[] = [];
  for (let position = SIGNATURE.length; position + 8 <= png.length; ) {
    const length = png.readUInt32BE(position);
    chunks.push({
      type: png.toString('latin1', position + 4, position + 8),
      data: png.subarray(position + 8, position + 8 + length),
    });
    position += 12 + length;
  }
  return chunks;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

interface Layout {
  readonly rows: number;
  readonly rowLength: number;
  readonly channels: number;
}

/** Undoes the filters of PNG (ISO 15948 §9.2). Each row names the prediction from its left, upper and upper left neighbours. */
function unfilter(filtered: Buffer, { rows, rowLength, channels }: Layout): Buffer {
  const plain = Buffer.alloc(rows * rowLength);
  for (let row = 0; row < rows; row += 1) {
    const predict = PREDICTORS[filtered[row * (rowLength + 1)] ?? 0];
    if (predict === undefined) {
      throw new PngError(`The screenshot has a row of unknown filter type ${filtered[row * (rowLength + 1)]}.`);
    }
    for (let column = 0; column < rowLength; column += 1) {
      const position = row * rowLength + column;
      const left = column < channels ? 0 : (plain[position - channels] ?? 0);
      const up = row === 0 ? 0 : (plain[position - rowLength] ?? 0);
      const upLeft = column < channels || row === 0 ? 0 : (plain[position - rowLength - channels] ?? 0);
      plain[position] = (filtered[row * (rowLength + 1) + 1 + column] ?? 0) + predict(left, up, upLeft);
    }
  }
  return plain;
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toUpLeft = Math.abs(estimate - upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) {
    return left;
  }
  return toUp <= toUpLeft ? up : upLeft;
}

function toRgba(plain: Buffer, channels: number): Buffer {
  if (channels === 4) {
    return plain;
  }
  const isGrey = channels < 3;
  const pixels = plain.length / channels;
  const rgba = Buffer.alloc(pixels * 4);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const from = pixel * channels;
    rgba[pixel * 4] = plain[from] ?? 0;
    rgba[pixel * 4 + 1] = plain[isGrey ? from : from + 1] ?? 0;
    rgba[pixel * 4 + 2] = plain[isGrey ? from : from + 2] ?? 0;
    rgba[pixel * 4 + 3] = channels === 2 ? (plain[from + 1] ?? 0) : 255;
  }
  return rgba;
}
