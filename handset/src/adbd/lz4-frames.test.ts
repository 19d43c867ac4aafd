import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { decodeLz4, encodeLz4 } from './lz4-frames.ts';

async function* piecesOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
  }
}

async function joined(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) {
    all.push(piece);
  }
  return Buffer.concat(all);
}

// Written by hand from the LZ4 block format: "ab", a match of 6 that overlaps itself, then the literal "c".
const OVERLAPPING = Buffer.from([
  0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82, 7, 0, 0, 0, 0x22, 0x61, 0x62, 2, 0, 0x10, 0x63, 0, 0, 0, 0,
]);

test('a match may overlap with what it makes', async () => {
  expect((await joined(decodeLz4(piecesOf(OVERLAPPING, 1)))).toString()).toBe('ababababc');
});

test('what is encoded is decoded again, in pieces of any size', async () => {
  const bytes = randomBytes(200_001);
  const frame = await joined(encodeLz4(piecesOf(bytes, 70_000)));
  for (const size of [1000, 65_536, 1_000_000]) {
    expect((await joined(decodeLz4(piecesOf(frame, size)))).equals(bytes)).toBe(true);
  }
});

test.each([
  ['other bytes', Buffer.from('no frame at all'), /not those of a frame/],
  ['an end within a block', OVERLAPPING.subarray(0, 14), /ends too early/],
  ['a match before the start', Buffer.from([...OVERLAPPING.subarray(0, 14), 9, 0, 0x10, 0x63, 0, 0, 0, 0]), /9 bytes back/],
])('%s is an error', async (_title, frame, message) => {
  await expect(joined(decodeLz4(piecesOf(frame, 5)))).rejects.toThrow(message);
});

const tool = spawnSync('lz4', ['--version']).error === undefined;

test.skipIf(!tool)('the tool lz4 reads our frames and we read its own, with linked blocks', async () => {
  const bytes = Buffer.concat([
    Buffer.alloc(300_000, 'a text that comes again and again, '),
    randomBytes(100_000),
    Buffer.alloc(300_000, 'x'),
  ]);
  const ours = await joined(encodeLz4(piecesOf(bytes, 50_000)));
  expect(spawnSync('lz4', ['-dc'], { input: ours, maxBuffer: 10 << 20 }).stdout.equals(bytes)).toBe(true);
  for (const flags of [['-BD'], ['-B4', '-BD', '-BX'], ['-9', '-B5']]) {
    const theirs = spawnSync('lz4', ['-c', ...flags], { input: bytes, maxBuffer: 10 << 20 }).stdout;
    expect((await joined(decodeLz4(piecesOf(theirs, 3000)))).equals(bytes)).toBe(true);
  }
});
