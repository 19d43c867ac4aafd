/** String pools of Android's binary resources (frameworks/base ResourceTypes.h, ResStringPool_header), written and made longer. */

const TYPE = 0x0001;
const HEADER_BYTES = 28;
const UTF8 = 0x100;
const SORTED = 0x1;

/** A pool of UTF-16 strings without styles. */
export function writeStringPool(strings: readonly string[]): Buffer {
  const encoded = strings.map((text) => encode(text, 0));
  return assemble({ encoded, offsets: [], styles: Buffer.alloc(0), old: Buffer.alloc(0), styleOffsets: [], flags: 0 });
}

/** The pool with strings behind its own; those keep their numbers, and their styles. */
export function appendStrings(pool: Buffer, strings: readonly string[]): Buffer {
  const [count, styleCount, flags] = [pool.readUInt32LE(8), pool.readUInt32LE(12), pool.readUInt32LE(16)];
  const [start, stylesStart] = [pool.readUInt32LE(20), pool.readUInt32LE(24)];
  const header = pool.readUInt16LE(2);
  const offsetsAt = (at: number, length: number): number[] =>
    Array.from({ length }, (_, index) => pool.readUInt32LE(at + 4 * index));
  return assemble({
    encoded: strings.map((text) => encode(text, flags)),
    offsets: offsetsAt(header, count),
    old: pool.subarray(start, styleCount === 0 ? pool.length : stylesStart),
    styleOffsets: offsetsAt(header + 4 * count, styleCount),
    styles: styleCount === 0 ? Buffer.alloc(0) : pool.subarray(stylesStart),
    flags: flags & ~SORTED,
  });
}

interface PoolParts {
  readonly encoded: readonly Buffer[];
  /** Of the strings in `old`. */
  readonly offsets: readonly number[];
  readonly old: Buffer;
  readonly styleOffsets: readonly number[];
  readonly styles: Buffer;
  readonly flags: number;
}

function assemble({ encoded, offsets, old, styleOffsets, styles, flags }: PoolParts): Buffer {
  const all = [...offsets];
  let end = old.length;
  for (const text of encoded) {
    all.push(end);
    end += text.length;
  }
  const padding = Buffer.alloc((4 - (end % 4)) % 4);
  const strings = Buffer.concat([old, ...encoded, padding]);
  const start = HEADER_BYTES + 4 * (all.length + styleOffsets.length);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16LE(TYPE, 0);
  header.writeUInt16LE(HEADER_BYTES, 2);
  header.writeUInt32LE(start + strings.length + styles.length, 4);
  header.writeUInt32LE(all.length, 8);
  header.writeUInt32LE(styleOffsets.length, 12);
  header.writeUInt32LE(flags, 16);
  header.writeUInt32LE(start, 20);
  header.writeUInt32LE(styles.length === 0 ? 0 : start + strings.length, 24);
  return Buffer.concat([header, numbers([...all, ...styleOffsets]), strings, styles]);
}

/** Length, text and an end mark, in the encoding that the flags say. */
function encode(text: string, flags: number): Buffer {
  if ((flags & UTF8) === 0) {
    const length = text.length > 0x7fff ? [0x8000 | (text.length >>> 16), text.length & 0xffff] : [text.length];
    const units = Buffer.alloc(2 * length.length);
    for (const [index, unit] of length.entries()) {
      units.writeUInt16LE(unit, 2 * index);
    }
    return Buffer.concat([units, Buffer.from(text, 'utf16le'), Buffer.alloc(2)]);
  }
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([...utf8Length(text.length), ...utf8Length(bytes.length)]), bytes, Buffer.alloc(1)]);
}

function utf8Length(length: number): readonly number[] {
  return length > 0x7f ? [0x80 | (length >> 8), length & 0xff] : [length];
}

export function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) {
    bytes.writeUInt32LE(value, 4 * index);
  }
  return bytes;
}
