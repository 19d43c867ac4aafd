/** The flag of a ResStringPool whose strings are UTF-8 (frameworks/base ResourceTypes.h). */
const UTF8_FLAG = 0x100;

/** Reads a ResStringPool: offsets, then UTF-8 or UTF-16 strings, each after its length. */
export function readStringPool(chunk: Buffer): string[] {
  const count = chunk.readUInt32LE(8);
  const isUtf8 = (chunk.readUInt32LE(16) & UTF8_FLAG) !== 0;
  const start = chunk.readUInt32LE(20);
  const header = chunk.readUInt16LE(2);
  return Array.from({ length: count }, (_, index) => {
    const offset = start + chunk.readUInt32LE(header + index * 4);
    return isUtf8 ? readUtf8(chunk, offset) : readUtf16(chunk, offset);
  });
}

/** A UTF-8 string follows two lengths, in UTF-16 units and in bytes. Each length takes one or two bytes. */
function readUtf8(chunk: Buffer, offset: number): string {
  const units = offset + ((chunk.readUInt8(offset) & 0x80) === 0 ? 1 : 2);
  const first = chunk.readUInt8(units);
  const isLong = (first & 0x80) !== 0;
  const length = isLong ? ((first & 0x7f) << 8) | chunk.readUInt8(units + 1) : first;
  const start = units + (isLong ? 2 : 1);
  return chunk.toString('utf8', start, start + length);
}

function readUtf16(chunk: Buffer, offset: number): string {
  const first = chunk.readUInt16LE(offset);
  const isLong = (first & 0x8000) !== 0;
  const length = isLong ? ((first & 0x7fff) << 16) | chunk.readUInt16LE(offset + 2) : first;
  const start = offset + (isLong ? 4 : 2);
  return chunk.toString('utf16le', start, start + length * 2);
}
