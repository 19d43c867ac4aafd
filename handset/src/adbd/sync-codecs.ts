import { pipeline, Readable, type Transform } from 'node:stream';
import zlib from 'node:zlib';
import { decodeLz4, encodeLz4 } from './lz4-frames.ts';

type Pieces = AsyncIterable<Buffer>;

/** A compression of version 2 of sync: a flag of a request, offered by a feature (AOSP file_sync_protocol.h, SyncFlag). */
export interface SyncCodec {
  readonly name: string;
  readonly flag: number;
  readonly feature: string;
  readonly encode: (pieces: Pieces) => Pieces;
  readonly decode: (pieces: Pieces) => Pieces;
}

/** Node has zstd from 22.15 on. */
interface ZstdOfNewNode {
  readonly createZstdCompress?: () => Transform;
  readonly createZstdDecompress?: () => Transform;
}

/** adbd compresses as lightly; on the loopback, more would cost more than it saves. */
const BROTLI_QUALITY = 1;

const { createZstdCompress, createZstdDecompress } = zlib as unknown as ZstdOfNewNode;

export const SYNC_CODECS: readonly SyncCodec[] = [
  {
    name: 'brotli',
    flag: 1,
    feature: 'sendrecv_v2_brotli',
    encode: (pieces) =>
      through(pieces, zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })),
    decode: (pieces) => through(pieces, zlib.createBrotliDecompress()),
  },
  { name: 'lz4', flag: 2, feature: 'sendrecv_v2_lz4', encode: encodeLz4, decode: decodeLz4 },
  ...(createZstdCompress === undefined || createZstdDecompress === undefined
    ? []
    : [
        {
          name: 'zstd',
          flag: 4,
          feature: 'sendrecv_v2_zstd',
          encode: (pieces: Pieces) => through(pieces, createZstdCompress()),
          decode: (pieces: Pieces) => through(pieces, createZstdDecompress()),
        },
      ]),
];

/** `adb push -n`: everything is received and nothing is stored. */
export const DRY_RUN_FLAG = 0x8000_0000;
export const DRY_RUN_FEATURE = 'sendrecv_v2_dry_run_send';

/** An error of either end ends the other; the reader of the result receives it. */
function through(pieces: Pieces, transform: Transform): Pieces {
  return pipeline(Readable.from(pieces), transform, () => undefined);
}

/** The codec of a request's flags. null: none is wanted; undefined: one that this adbd does not have. */
export function codecOf(flags: number): SyncCodec | null | undefined {
  return flags === 0 ? null : SYNC_CODECS.find((codec) => codec.flag === flags);
}
