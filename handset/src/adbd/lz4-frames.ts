import { HandsetError } from '../errors.ts';

/** What was sent is no LZ4 frame. */
class Lz4Error extends HandsetError<'LZ4_DAMAGED'> {
  constructor(what: string) {
    super('LZ4_DAMAGED', `the LZ4 frame is damaged: ${what}`);
  }
}

const MAGIC = 0x184d2204;
/** Magic, version 1 with independent blocks of at most 64 KiB, and the checksum of these two bytes. */
const HEADER = Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82]);
const BLOCK_BYTES = 64 * 1024;
/** A block of this size bit is stored as it is. */
const STORED = 0x8000_0000;
/** Matches of linked blocks reach back so far. */
const WINDOW_BYTES = 64 * 1024;
const MIN_MATCH = 4;
const FLAGS = { independent: 0x20, blockChecksum: 0x10, contentSize: 0x08, contentChecksum: 0x04, dictionary: 0x01 } as const;

/** An LZ4 frame of stored blocks: on the loopback, compressing would cost more than it saves. */
export async function* encodeLz4(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield HEADER;
  for await (const piece of pieces) {
    for (let start = 0; start < piece.length; start += BLOCK_BYTES) {
      const block = piece.subarray(start, start + BLOCK_BYTES);
      yield Buffer.concat([wordOf((block.length | STORED) >>> 0), block]);
    }
  }
  yield wordOf(0);
}

/** The content of an LZ4 frame (the LZ4 frame format, version 1.6). Throws Lz4Error. Checksums are skipped: adb carries the bytes over a checked connection. */
export async function* decodeLz4(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = new Input(pieces);
  const head = await input.take(6);
  if (head.readUInt32LE(0) !== MAGIC) {
    throw new Lz4Error('its first bytes are not those of a frame');
  }
  const flags = head.readUInt8(4);
  await input.take((flags & FLAGS.contentSize ? 8 : 0) + (flags & FLAGS.dictionary ? 4 : 0) + 1);
  let window: Buffer = Buffer.alloc(0);
  for (let size = (await input.take(4)).readUInt32LE(0); size !== 0; size = (await input.take(4)).readUInt32LE(0)) {
    const block = await input.take((size & ~STORED) >>> 0);
    const content = size >>> 31 === 1 ? block : decodeBlock(block, window);
    await input.take(flags & FLAGS.blockChecksum ? 4 : 0);
    if ((flags & FLAGS.independent) === 0) {
      window = Buffer.concat([window, content]).subarray(-WINDOW_BYTES);
    }
    yield content;
  }
  await input.take(flags & FLAGS.contentChecksum ? 4 : 0);
}

function wordOf(value: number): Buffer {
  const word = Buffer.alloc(4);
  word.writeUInt32LE(value);
  return word;
}

/** Sequences of literals and matches (the LZ4 block format). `window` is what came before the block. */
function decodeBlock(block: Buffer, window: Buffer): Buffer {
  const output = new Output(window);
  let at = 0;
  const byte = (): number => {
    const value = block[at];
    at += 1;
    if (value === undefined) {
      throw new Lz4Error('a block ends within a sequence');
    }
    return value;
  };
  const lengthOf = (nibble: number): number => {
    let length = nibble;
    for (let more = nibble === 15 ? 255 : 0; more === 255; ) {
      more = byte();
      length += more;
    }
    return length;
  };
  while (at < block.length) {
    const token = byte();
    const literals = lengthOf(token >> 4);
    output.append(block.subarray(at, at + literals));
    at += literals;
    if (at < block.length) {
      const offset = byte() | (byte() << 8);
      output.repeat(offset, lengthOf(token & 15) + MIN_MATCH);
    }
  }
  return output.content();
}

/** The bytes of a block behind those that it may refer to. */
class Output {
  #bytes: Buffer;
  #length: number;
  readonly #start: number;

  constructor(window: Buffer) {
    this.#bytes = Buffer.alloc(window.length + 4 * BLOCK_BYTES);
    window.copy(this.#bytes);
    this.#start = window.length;
    this.#length = window.length;
  }

  append(bytes: Buffer): void {
    this.#reserve(bytes.length);
    bytes.copy(this.#bytes, this.#length);
    this.#length += bytes.length;
  }

  /** A match may overlap with what it makes. */
  repeat(offset: number, length: number): void {
    if (offset === 0 || offset > this.#length) {
      throw new Lz4Error(`a match reaches ${offset} bytes back, of ${this.#length}`);
    }
    this.#reserve(length);
    for (let done = 0; done < length; done += 1) {
      this.#bytes[this.#length] = this.#bytes[this.#length - offset] ?? 0;
      this.#length += 1;
    }
  }

  content(): Buffer {
    return this.#bytes.subarray(this.#start, this.#length);
  }

  #reserve(count: number): void {
    if (this.#length + count > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(2 * this.#bytes.length, this.#length + count));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
  }
}

/** Takes exact numbers of bytes from pieces of any size. */
class Input {
  readonly #pieces: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(pieces: AsyncIterable<Buffer>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Buffer> {
    while (this.#rest.length < count) {
      const next = await this.#pieces.next();
      if (next.done === true) {
        throw new Lz4Error('it ends too early');
      }
      this.#rest = Buffer.concat([this.#rest, next.value]);
    }
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return taken;
  }
}
