import { readStringPool } from '../../../handset/src/packages/string-pool.ts';
import { appendStrings } from './chunk-strings.ts';

/** resources.arsc (frameworks/base ResourceTypes.h): a pool of values, then packages. A chunk has type (u16), header size (u16), size (u32). */
const CHUNK = { stringPool: 0x0001, table: 0x0002, package: 0x0200, type: 0x0201 } as const;
const TABLE_HEADER = 12;
const STRING_VALUE = 0x03;
const COMPLEX_ENTRY = 0x0001;

interface Chunk {
  readonly type: number;
  readonly bytes: Buffer;
}

/** The two tables in one: the packages stand one after the other, each with the numbers that it has. */
export function joinTables(base: Buffer, added: Buffer, renamed: ReadonlyMap<string, string>): Buffer {
  const [first, second] = [base, added].map((table) => chunksOf(table, TABLE_HEADER));
  const basePool = requirePool(first);
  const addedPool = requirePool(second);
  const offset = basePool.readUInt32LE(8);
  const strings = readStringPool(addedPool).map((text) => renamed.get(text) ?? text);
  const packages = [first, second].map((chunks = []) => chunks.filter(({ type }) => type === CHUNK.package));
  const moved = (packages[1] ?? []).map(({ bytes }) => moveStrings(bytes, offset));
  const body = [appendStrings(basePool, strings), ...(packages[0] ?? []).map(({ bytes }) => bytes), ...moved];
  const header = Buffer.from(base.subarray(0, TABLE_HEADER));
  header.writeUInt32LE(
    body.reduce((size, { length }) => size + length, TABLE_HEADER),
    4,
  );
  header.writeUInt32LE(body.length - 1, 8);
  return Buffer.concat([header, ...body]);
}

/** The numbers of a table's packages: 0x7f for an app. */
export function packageIds(table: Buffer): readonly number[] {
  return chunksOf(table, TABLE_HEADER)
    .filter(({ type }) => type === CHUNK.package)
    .map(({ bytes }) => bytes.readUInt32LE(8));
}

function requirePool(chunks: readonly Chunk[] = []): Buffer {
  const pool = chunks.find(({ type }) => type === CHUNK.stringPool);
  if (pool === undefined) {
    throw new RangeError('resources.arsc has no strings');
  }
  return pool.bytes;
}

function chunksOf(bytes: Buffer, start: number): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let offset = start; offset + 8 <= bytes.length; ) {
    const size = bytes.readUInt32LE(offset + 4);
    if (size < 8 || offset + size > bytes.length) {
      throw new RangeError(`a chunk of ${size} bytes at ${offset} of resources.arsc does not fit`);
    }
    chunks.push({ type: bytes.readUInt16LE(offset), bytes: bytes.subarray(offset, offset + size) });
    offset += size;
  }
  return chunks;
}

/** A copy of a package whose values name strings that stand `offset` places later. */
function moveStrings(given: Buffer, offset: number): Buffer {
  const bytes = Buffer.from(given);
  for (const { type, bytes: chunk } of chunksOf(bytes, bytes.readUInt16LE(2))) {
    if (type === CHUNK.type) {
      moveEntries(chunk, offset);
    }
  }
  return bytes;
}

/** Entries stand one after the other from entriesStart on. */
function moveEntries(chunk: Buffer, offset: number): void {
  for (let at = chunk.readUInt32LE(16); at + 16 <= chunk.length; ) {
    const isComplex = (chunk.readUInt16LE(at + 2) & COMPLEX_ENTRY) !== 0;
    if (!isComplex) {
      moveValue(chunk, at + 8, offset);
      at += 16;
      continue;
    }
    const count = chunk.readUInt32LE(at + 12);
    at += chunk.readUInt16LE(at);
    for (let index = 0; index < count; index += 1) {
      moveValue(chunk, at + 4, offset);
      at += 12;
    }
  }
}

/** Res_value: size (u16), nothing (u8), type (u8), data (u32). */
function moveValue(chunk: Buffer, at: number, offset: number): void {
  if (chunk.readUInt8(at + 3) === STRING_VALUE) {
    chunk.writeUInt32LE(chunk.readUInt32LE(at + 4) + offset, at + 4);
  }
}
