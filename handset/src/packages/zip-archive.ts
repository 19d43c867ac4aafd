import { crc32, inflateRawSync } from 'node:zlib';
import { HandsetError } from '../errors.ts';

/** APPNOTE.TXT §4.3: end of central directory, central directory headers, local headers. Little-endian, no ZIP64 (Android refuses it in APKs). */
const EOCD_SIGNATURE = 0x06054b50;
const EOCD_BYTES = 22;
const CENTRAL_SIGNATURE = 0x02014b50;
const CENTRAL_BYTES = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const MAX_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly localOffset: number;
}

export interface ZipArchive {
  readonly bytes: Buffer;
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly centralDirectoryOffset: number;
  readonly endOffset: number;
}

/** The file is no zip archive, or a damaged one. */
export class ZipError extends HandsetError<'ZIP_DAMAGED'> {
  constructor(message: string, options?: ErrorOptions) {
    super('ZIP_DAMAGED', message, options);
  }
}

export interface ZipTolerance {
  /** Of two entries with one name the first counts, as Java's tools take it; Android refuses such an APK. */
  readonly takesFirst?: boolean;
}

/** Reads the directory of an archive. Throws ZipError. */
export function openZip(bytes: Buffer, { takesFirst = false }: ZipTolerance = {}): ZipArchive {
  const endOffset = findEnd(bytes);
  const count = bytes.readUInt16LE(endOffset + 10);
  const centralDirectoryOffset = bytes.readUInt32LE(endOffset + 16);
  if (centralDirectoryOffset + bytes.readUInt32LE(endOffset + 12) !== endOffset) {
    throw new ZipError('the central directory does not end where the end record begins');
  }
  const entries = new Map<string, ZipEntry>();
  let offset = centralDirectoryOffset;
  for (let index = 0; index < count; index += 1) {
    if (offset + CENTRAL_BYTES > endOffset || bytes.readUInt32LE(offset) !== CENTRAL_SIGNATURE) {
      throw new ZipError(`central directory entry ${index} of ${count} is damaged`);
    }
    const nameLength = bytes.readUInt16LE(offset + 28);
    const name = bytes.toString('utf8', offset + CENTRAL_BYTES, offset + CENTRAL_BYTES + nameLength);
    if (!entries.has(name)) {
      entries.set(name, entryAt(bytes, offset, name));
    } else if (!takesFirst) {
      throw new ZipError(`"${name}" is in the archive twice`);
    }
    offset += CENTRAL_BYTES + nameLength + bytes.readUInt16LE(offset + 30) + bytes.readUInt16LE(offset + 32);
  }
  return { bytes, entries, centralDirectoryOffset, endOffset };
}

/** Reads a header of the central directory. */
function entryAt(bytes: Buffer, offset: number, name: string): ZipEntry {
  return {
    name,
    method: bytes.readUInt16LE(offset + 10),
    crc: bytes.readUInt32LE(offset + 16),
    compressedSize: bytes.readUInt32LE(offset + 20),
    size: bytes.readUInt32LE(offset + 24),
    localOffset: bytes.readUInt32LE(offset + 42),
  };
}

/** The uncompressed bytes of an entry; null when the archive has no such entry. Throws ZipError. */
export function readEntry(archive: ZipArchive, name: string): Buffer | null {
  const entry = archive.entries.get(name);
  if (entry === undefined) {
    return null;
  }
  const { bytes } = archive;
  const offset = entry.localOffset;
  if (offset + LOCAL_BYTES > archive.centralDirectoryOffset || bytes.readUInt32LE(offset) !== LOCAL_SIGNATURE) {
    throw new ZipError(`the local header of "${name}" is damaged`);
  }
  const start = offset + LOCAL_BYTES + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const content = unpack(entry, bytes.subarray(start, start + entry.compressedSize));
  if (content.length !== entry.size || crc32(content) !== entry.crc) {
    throw new ZipError(`"${name}" does not have the size or the checksum that the archive states`);
  }
  return content;
}

function unpack(entry: ZipEntry, packed: Buffer): Buffer {
  if (entry.method === STORED) {
    return packed;
  }
  if (entry.method !== DEFLATED) {
    throw new ZipError(`"${entry.name}" is compressed by method ${entry.method}; Android supports 0 and 8`);
  }
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) });
  } catch (error) {
    throw new ZipError(`"${entry.name}" does not inflate`, { cause: error });
  }
}

function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - EOCD_BYTES - MAX_COMMENT);
  for (let offset = bytes.length - EOCD_BYTES; offset >= lowest; offset -= 1) {
    const isEnd = bytes.readUInt32LE(offset) === EOCD_SIGNATURE;
    if (isEnd && bytes.readUInt16LE(offset + 20) === bytes.length - offset - EOCD_BYTES) {
      return offset;
    }
  }
  throw new ZipError(`no end-of-central-directory record in ${bytes.length} bytes: this is no zip file`);
}
