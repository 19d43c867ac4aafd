import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ReadableStream, WritableStream } from 'node:stream/web';
import {
  Adb,
  type AdbDaemonConnection,
  AdbDaemonTransport,
  AdbFeature,
  AdbPacket,
  type AdbPacketData,
  AdbPacketHeader,
  type AdbPacketInit,
} from '@yume-chan/adb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHandset, type TestHandset } from '../support/test-handset.ts';

/** The tests use ya-webadb, a client that is independent of AOSP. It speaks to the handset without an adb server and uses version 2 of all protocols. */
let handset: TestHandset;
let socket: Socket;
let adb: Adb;

beforeAll(async () => {
  handset = await startTestHandset();
  socket = connect({ host: '127.0.0.1', port: handset.port });
  await once(socket, 'connect');
  const transport = await AdbDaemonTransport.authenticate({
    serial: handset.serial,
    connection: connectionOver(socket),
    credentialStore: {
      generateKey: () => {
        throw new Error('the handset asked for a key');
      },
      iterateKeys: () => [][Symbol.iterator](),
    },
  });
  adb = new Adb(transport);
});

afterAll(async () => {
  socket.destroy();
  await handset.close();
});

/** Sends and receives adb packets over a TCP socket. */
function connectionOver(tcp: Socket): AdbDaemonConnection {
  const readable = new ReadableStream<AdbPacketData>({
    start(controller) {
      let rest = Buffer.alloc(0);
      tcp.on('data', (chunk) => {
        rest = Buffer.concat([rest, chunk]);
        for (let end = packetEnd(rest); end <= rest.length; end = packetEnd(rest)) {
          controller.enqueue({
            ...AdbPacketHeader.deserialize(readerOf(rest)),
            payload: Uint8Array.from(rest.subarray(24, end)),
          });
          rest = rest.subarray(end);
        }
      });
    },
  });
  const writable = new WritableStream<{ tryConsume(work: (packet: AdbPacketInit) => void): void }>({
    write: (chunk) => chunk.tryConsume((packet) => void tcp.write(AdbPacket.serialize(packet))),
  });
  return { readable, writable } as unknown as AdbDaemonConnection;
}

function packetEnd(bytes: Buffer): number {
  return bytes.length < 24 ? Number.POSITIVE_INFINITY : 24 + bytes.readUInt32LE(12);
}

function readerOf(bytes: Buffer) {
  let position = 0;
  return {
    get position() {
      return position;
    },
    readExactly(length: number) {
      position += length;
      return Uint8Array.from(bytes.subarray(position - length, position));
    },
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function webStreamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

test('comes online without a key and announces its features', async () => {
  expect(adb.banner.model).toBe('quhao handset');
  expect(adb.canUseFeature(AdbFeature.ShellV2)).toBe(true);
  expect(await adb.getProp('ro.build.version.sdk')).toBe('35');
});

test('runs a command with exit code and separate stdout and stderr', async () => {
  const result = await adb.subprocess.shellProtocol?.spawnWaitText('echo out; echo err >&2; exit 9');
  expect(result).toMatchObject({ stdout: 'out\n', stderr: 'err\n', exitCode: 9 });
});

test('writes, stats, lists and reads a file with version 2 of sync', async () => {
  const bytes = randomBytes(2_000_000);
  const sync = await adb.sync();
  expect([sync.supportsStat, sync.supportsListV2, sync.supportsSendReceiveV2]).toEqual([true, true, true]);
  await sync.write({
    filename: '/sdcard/Download/y',
    file: webStreamOf(bytes) as never,
    mtime: 1_600_000_000,
    permission: 0o640,
  });
  expect(await sync.stat('/sdcard/Download/y')).toMatchObject({
    size: BigInt(bytes.length),
    mtime: 1_600_000_000n,
    permission: 0o640,
  });
  expect((await sync.readdir('/sdcard/Download')).map((entry) => entry.name)).toEqual(['y']);
  const pieces: Uint8Array[] = [];
  for await (const piece of sync.read('/sdcard/Download/y') as unknown as AsyncIterable<Uint8Array>) {
    pieces.push(piece);
  }
  expect(sha256(Buffer.concat(pieces))).toBe(sha256(bytes));
  await expect(sync.stat('/none')).rejects.toThrow();
  await sync.dispose();
});
