import { FileError } from '../files/file-error.ts';
import type { FileTree } from '../files/file-tree.ts';
import { ByteSource } from './byte-source.ts';
import type { Serve, ServiceRow } from './services.ts';
import type { AdbStream } from './stream.ts';
import { writeTo } from './stream-sink.ts';
import { codecOf, type SyncCodec } from './sync-codecs.ts';
import { receiveFile, type SyncSession } from './sync-receive.ts';
import { encodeEntry, encodeListEnd, encodeRecord, encodeStat1, encodeStat2, encodeText } from './sync-records.ts';

/** AOSP file_sync_service.cpp. */
const MAX_PATH_LENGTH = 1024;
/** The longest piece of file data in one record. */
const MAX_DATA_LENGTH = 64 * 1024;

type Handler = (session: SyncSession, path: string) => Promise<void>;

const REQUESTS: Readonly<Record<string, Handler>> = {
  STAT: async ({ files, send }, path) => await send(encodeStat1('STAT', await files.stat(path, 'keep').catch(nullForFileError))),
  LSTA: async ({ files, send }, path) => await send(encodeStat1('STAT', await files.stat(path, 'keep').catch(nullForFileError))),
  STA2: async (session, path) => await sendStat2(session, 'STA2', path),
  LST2: async (session, path) => await sendStat2(session, 'LST2', path),
  LIST: async (session, path) => await sendList(session, 1, path),
  LIS2: async (session, path) => await sendList(session, 2, path),
  SEND: async (session, pathAndMode) => await receiveFile(session, splitMode(pathAndMode)),
  SND2: receiveVersion2,
  RECV: async (session, path) => await sendFile(session, path),
  RCV2: sendFileVersion2,
};

export function syncServices(files: FileTree): readonly ServiceRow[] {
  return [{ prefix: 'sync:', open: () => serveSync(files) }];
}

function serveSync(files: FileTree): Serve {
  return async (stream) => {
    const session = openSession(files, stream);
    for (;;) {
      const header = await session.source.readExactly(8);
      const id = header?.toString('latin1', 0, 4);
      const length = header?.readUInt32LE(4) ?? 0;
      const handler = id === undefined ? undefined : REQUESTS[id];
      if (id === undefined || id === 'QUIT') {
        return;
      }
      if (handler === undefined || length > MAX_PATH_LENGTH) {
        await session.send(encodeText('FAIL', handler === undefined ? `unknown sync request '${id}'` : 'path too long'));
        return;
      }
      const path = await session.source.readExactly(length);
      if (path === null) {
        return;
      }
      await handler(session, path.toString('utf8'));
    }
  };
}

function openSession(files: FileTree, stream: AdbStream): SyncSession {
  return { files, source: new ByteSource(stream), send: async (record) => await writeTo(stream, record) };
}

async function sendStat2({ files, send }: SyncSession, id: 'STA2' | 'LST2', path: string): Promise<void> {
  try {
    const stat = await files.stat(path, id === 'STA2' ? 'follow' : 'keep');
    await send(encodeStat2(id, stat, stat === null ? new FileError('ENOENT').errno : 0));
  } catch (error) {
    if (!(error instanceof FileError)) {
      throw error;
    }
    await send(encodeStat2(id, null, error.errno));
  }
}

/** A folder that cannot be read is listed as empty: the protocol has no other answer. */
async function sendList({ files, send }: SyncSession, version: 1 | 2, path: string): Promise<void> {
  const names = (await files.list(path).catch(nullForFileError)) ?? [];
  for (const name of names) {
    const stat = await files.stat(`${path}/${name}`, 'keep').catch(nullForFileError);
    if (stat !== null) {
      await send(encodeEntry(version, name, stat));
    }
  }
  await send(encodeListEnd(version));
}

async function sendFile({ files, send }: SyncSession, path: string, codec: SyncCodec | null = null): Promise<void> {
  try {
    for await (const chunk of codec === null ? files.read(path) : codec.encode(files.read(path))) {
      for (let start = 0; start < chunk.length; start += MAX_DATA_LENGTH) {
        const piece = chunk.subarray(start, start + MAX_DATA_LENGTH);
        await send(Buffer.concat([encodeRecord('DATA', piece.length), piece]));
      }
    }
  } catch (error) {
    if (!(error instanceof FileError)) {
      throw error;
    }
    await send(encodeText('FAIL', `open failed: ${error.message}`));
    return;
  }
  await send(encodeRecord('DONE', 0));
}

/** After the path come 8 bytes: the id again and compression flags. */
async function sendFileVersion2(session: SyncSession, path: string): Promise<void> {
  const setup = await session.source.readExactly(8);
  const flags = setup?.readUInt32LE(4) ?? 0;
  const codec = codecOf(flags);
  if (codec === undefined) {
    await session.send(encodeText('FAIL', `unsupported receive flags ${flags}`));
    return;
  }
  await sendFile(session, path, codec);
}

/** After the path come 12 bytes: the id again, mode and compression flags. */
async function receiveVersion2(session: SyncSession, path: string): Promise<void> {
  const setup = await session.source.readExactly(12);
  await receiveFile(session, { path, mode: setup?.readUInt32LE(4) ?? 0, flags: setup?.readUInt32LE(8) ?? 0 });
}

/** `/data/local/tmp/a,33188`. The name may contain commas as well. */
function splitMode(pathAndMode: string): { readonly path: string; readonly mode: number } {
  const comma = pathAndMode.lastIndexOf(',');
  const mode = Number(pathAndMode.slice(comma + 1));
  return comma < 0 || !Number.isInteger(mode) ? { path: pathAndMode, mode: 0o644 } : { path: pathAndMode.slice(0, comma), mode };
}

function nullForFileError(error: unknown): null {
  if (error instanceof FileError) {
    return null;
  }
  throw error;
}
