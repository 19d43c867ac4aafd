import type { ZipArchive } from './zip-archive.ts';

/** Ids of the pairs of an APK Signing Block (source.android.com, "APK Signature Scheme v2", v3, v3.1). */
export const SCHEME = { v2: 0x7109871a, v3: 0xf05368c0, v31: 0x1b93ad61 } as const;

export interface SigningBlock {
  /** The offset of the block. The contents of the zip lie before it. */
  readonly offset: number;
  readonly pairs: ReadonlyMap<number, Buffer>;
}

const MAGIC = 'APK Sig Block 42';
const FOOTER_BYTES = 24;

/** Finds the block directly before the central directory: size (u64), pairs, size again, magic. null when there is none. */
export function findSigningBlock(archive: ZipArchive): SigningBlock | null {
  const { bytes, centralDirectoryOffset: end } = archive;
  if (end < FOOTER_BYTES + 8 || bytes.toString('latin1', end - MAGIC.length, end) !== MAGIC) {
    return null;
  }
  const size = Number(bytes.readBigUInt64LE(end - FOOTER_BYTES));
  const offset = end - size - 8;
  if (offset < 0 || Number(bytes.readBigUInt64LE(offset)) !== size) {
    return null;
  }
  const pairs = new Map<number, Buffer>();
  let position = offset + 8;
  while (position < end - FOOTER_BYTES) {
    const length = Number(bytes.readBigUInt64LE(position));
    if (length < 4 || position + 8 + length > end - FOOTER_BYTES) {
      return null;
    }
    pairs.set(bytes.readUInt32LE(position + 8), bytes.subarray(position + 12, position + 8 + length));
    position += 8 + length;
  }
  return { offset, pairs };
}
