import { createHash } from 'node:crypto';
import type { ZipArchive } from './zip-archive.ts';

/** source.android.com, "APK Signature Scheme v2", integrity-protected contents: chunks of 1 MiB, 0xa5 before each, 0x5a before all. */
const CHUNK_BYTES = 1 << 20;

/** The digest over contents, central directory and end record. In the end record, the offset of the central directory is that of the signing block. */
export function contentDigest(archive: ZipArchive, signingBlockOffset: number, hash: 'sha256' | 'sha512'): Buffer {
  const { bytes, centralDirectoryOffset, endOffset } = archive;
  const end = Buffer.from(bytes.subarray(endOffset));
  end.writeUInt32LE(signingBlockOffset, 16);
  const sections = [bytes.subarray(0, signingBlockOffset), bytes.subarray(centralDirectoryOffset, endOffset), end];
  const digests = sections
    .flatMap(chunksOf)
    .map((chunk) => createHash(hash).update(prefix(0xa5, chunk.length)).update(chunk).digest());
  return createHash(hash).update(prefix(0x5a, digests.length)).update(Buffer.concat(digests)).digest();
}

function chunksOf(section: Buffer): Buffer[] {
  return Array.from({ length: Math.ceil(section.length / CHUNK_BYTES) }, (_, index) =>
    section.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES),
  );
}

function prefix(mark: number, count: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt8(mark, 0);
  bytes.writeUInt32LE(count, 1);
  return bytes;
}
