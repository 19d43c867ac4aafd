import { posix } from 'node:path';
import { FileError } from '../files/file-error.ts';
import { isLinkMode } from '../files/file-stat.ts';
import type { FileTree, FileWriter } from '../files/file-tree.ts';
import type { ByteSource } from './byte-source.ts';
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
  /** Compression flags of version 2. None is supported. */
  readonly flags?: number;
}

/**
 * Receives DATA pieces up to DONE, which carries the modification time. Answers OKAY, or FAIL. The answer comes after all pieces in both cases,
 * because the host writes everything before it reads.
 */
export async function receiveFile(session: SyncSession, target: Target): Promise<void> {
  const sink = await openSink(session.files, target);
  let failure = sink instanceof FileError ? sink : null;
  const modified = await takeData(session.source, async (data) => {
    if (failure === null && !(sink instanceof FileError)) {
      failure = await fileErrorOf(sink.write(data));
    }
  });
  if (modified === null) {
    await finish(sink, null);
    return;
  }
  failure = failure ?? (await finish(sink, modified));
  await session.send(failure === null ? encodeRecord('OKAY', 0) : encodeText('FAIL', `couldn't create file: ${failure.message}`));
}

interface FileSink {
  write(data: Buffer): Promise<void>;
  finish(modified: number | null): Promise<void>;
}

/** Resolves with the time of DONE; null when the host closed the stream before. */
async function takeData(source: ByteSource, take: (data: Buffer) => Promise<void>): Promise<number | null> {
  for (;;) {
    const header = await source.readExactly(8);
    if (header === null) {
      return null;
    }
    const id = header.toString('latin1', 0, 4);
    const value = header.readUInt32LE(4);
    if (id === 'DONE') {
      return value;
    }
    const data = id === 'DATA' ? await source.readExactly(value) : null;
    if (data === null) {
      return null;
    }
    await take(data);
  }
}

async function openSink(files: FileTree, target: Target): Promise<FileSink | FileError> {
  try {
    if (target.flags !== undefined && target.flags !== 0) {
      throw new FileError('EINVAL');
    }
    await files.makeDirectory(posix.dirname(target.path), 'make');
    return isLinkMode(target.mode) ? linkSink(files, target.path) : await fileSink(files, target);
  } catch (error) {
    if (error instanceof FileError) {
      return error;
    }
    throw error;
  }
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
      await files.makeLink(path, Buffer.concat(chunks).toString('utf8').replace(/\0+$/, ''));
    },
  };
}

async function finish(sink: FileSink | FileError, modified: number | null): Promise<FileError | null> {
  return sink instanceof FileError ? sink : await fileErrorOf(sink.finish(modified));
}

/** The FileError that the work ended with; null when it succeeded. */
async function fileErrorOf(work: Promise<void>): Promise<FileError | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof FileError) {
      return error;
    }
    throw error;
  }
}
