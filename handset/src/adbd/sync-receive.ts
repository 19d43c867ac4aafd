import { posix } from 'node:path';
import { HandsetError, messageOf } from '../errors.ts';
import { FileError } from '../files/file-error.ts';
import { isLinkMode } from '../files/file-stat.ts';
import type { FileTree, FileWriter } from '../files/file-tree.ts';
import { withoutTrailing } from '../text-end.ts';
import type { ByteSource } from './byte-source.ts';
import { codecOf, DRY_RUN_FLAG } from './sync-codecs.ts';
import { encodeRecord, encodeText } from './sync-records.ts';

/** What the handler of a request works with. */
export interface SyncSession {
  readonly files: FileTree;
  readonly source: ByteSource;
  readonly send: (record: Buffer) => Promise<void>;
}

interface Target {
  readonly path: string;
  readonly mode: number;
  /** Compression and dry run of version 2. */
  readonly flags?: number;
}

/**
 * Receives DATA pieces up to DONE, which carries the modification time. Answers OKAY, or FAIL. The answer comes after all pieces in both cases,
 * because the host writes everything before it reads.
 */
export async function receiveFile(session: SyncSession, target: Target): Promise<void> {
  const { path, mode, flags = 0 } = target;
  const isDryRun = (flags & DRY_RUN_FLAG) !== 0;
  const codec = codecOf((flags & ~DRY_RUN_FLAG) >>> 0);
  const pieces = new DataPieces(session.source);
  const failure =
    codec === undefined
      ? `unsupported send flags ${flags}`
      : await failureOf(async () => {
          const sink = isDryRun ? dropSink : await openSink(session.files, { path, mode });
          try {
            for await (const piece of codec === null ? pieces : codec.decode(pieces)) {
              await sink.write(piece);
            }
          } finally {
            await pieces.drain();
            await sink.finish(pieces.modified);
          }
        });
  await pieces.drain();
  if (pieces.modified !== null) {
    await session.send(failure === null ? encodeRecord('OKAY', 0) : encodeText('FAIL', failure));
  }
}

interface FileSink {
  write(data: Buffer): Promise<void>;
  /** null: the host has closed the stream before the end of the file. */
  finish(modified: number | null): Promise<void>;
}

const dropSink: FileSink = { write: async () => undefined, finish: async () => undefined };

/** The DATA pieces of a file. */
class DataPieces implements AsyncIterable<Buffer> {
  readonly #source: ByteSource;
  #hasEnded = false;
  /** The time of DONE; null before, and where the host has closed the stream. */
  modified: number | null = null;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (let piece = await this.#next(); piece !== null; piece = await this.#next()) {
      yield piece;
    }
  }

  /** Reads what is left of a file that cannot be stored. */
  async drain(): Promise<void> {
    while ((await this.#next()) !== null) {
      // The host reads the answer after it has written everything.
    }
  }

  async #next(): Promise<Buffer | null> {
    const header = this.#hasEnded ? null : await this.#source.readExactly(8);
    const id = header?.toString('latin1', 0, 4);
    const value = header?.readUInt32LE(4) ?? 0;
    const piece = id === 'DATA' ? await this.#source.readExactly(value) : null;
    if (piece === null) {
      this.#hasEnded = true;
      this.modified = id === 'DONE' ? value : this.modified;
    }
    return piece;
  }
}

/** The text of what went wrong; null where nothing did. */
async function failureOf(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof FileError) {
      return `couldn't create file: ${error.message}`;
    }
    if (error instanceof HandsetError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_') === true) {
      return `couldn't decompress: ${messageOf(error)}`;
    }
    throw error;
  }
}

async function openSink(files: FileTree, target: Target): Promise<FileSink> {
  await files.makeDirectory(posix.dirname(target.path), 'make');
  return isLinkMode(target.mode) ? linkSink(files, target.path) : await fileSink(files, target);
}

async function fileSink(files: FileTree, { path, mode }: Target): Promise<FileSink> {
  const writer: FileWriter = await files.write(path, 'replace');
  return {
    write: async (data) => await writer.write(data),
    async finish(modified) {
      await writer.close();
      if (modified !== null && (await files.stat(path))?.inode !== 0) {
        await files.setMode(path, mode);
        await files.setModified(path, modified);
      }
    },
  };
}

/** The data of a symbolic link is its target with a NUL at the end. */
function linkSink(files: FileTree, path: string): FileSink {
  const chunks: Buffer[] = [];
  return {
    write: async (data) => void chunks.push(data),
    async finish(modified) {
      if (modified === null) {
        return;
      }
      if ((await files.stat(path, 'keep')) !== null) {
        await files.remove(path, 'file');
      }
      await files.makeLink(path, withoutTrailing(Buffer.concat(chunks).toString('utf8'), '\0'));
    },
  };
}
