import { createCipheriv, createHash, randomFillSync } from 'node:crypto';

/** The simulator's only source of randomness: a stream of bytes. */
export interface RandomBytes {
  /** The bytes are valid until the next call; copy them to use them longer. */
  next(count: number): Buffer;
}

const POOL_BYTES = 4096;

/** The system's randomness, read a page at a time: a system call for each scrip would slow the hot path down. */
export class SystemRandom implements RandomBytes {
  readonly #pool = Buffer.alloc(POOL_BYTES);
  #used = POOL_BYTES;

  next(count: number): Buffer {
    if (count > POOL_BYTES) {
      return randomFillSync(Buffer.alloc(count));
    }
    if (this.#used + count > POOL_BYTES) {
      randomFillSync(this.#pool);
      this.#used = 0;
    }
    const bytes = this.#pool.subarray(this.#used, this.#used + count);
    this.#used += count;
    return bytes;
  }
}

const BLOCK_BYTES = 16;

/** The same bytes for the same seed, from any position: the key stream of AES in counter mode. */
export class SeededRandom implements RandomBytes {
  readonly #key: Buffer;
  /** The number of bytes that were read. */
  position: number;

  constructor(seed: string, position = 0) {
    this.#key = createHash('sha256').update(seed, 'utf8').digest();
    this.position = position;
  }

  next(count: number): Buffer {
    const skipped = this.position % BLOCK_BYTES;
    const counter = Buffer.alloc(BLOCK_BYTES);
    counter.writeBigUInt64BE(BigInt((this.position - skipped) / BLOCK_BYTES), 8);
    const cipher = createCipheriv('aes-256-ctr', this.#key, counter);
    this.position += count;
    return cipher.update(Buffer.alloc(skipped + count)).subarray(skipped);
  }
}

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
// Bytes from 248 up are skipped: 248 = 4 × 62, so that all letters are equally likely.
const UNBIASED_BELOW = 248;

/** The letters are written into one buffer: V8 represents a string that is concatenated letter by letter as a tree of ten times the size. */
export function alphanumeric(random: RandomBytes, length: number): string {
  const letters = Buffer.allocUnsafe(length);
  let written = 0;
  while (written < length) {
    const bytes = random.next(length - written);
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? UNBIASED_BELOW;
      if (byte < UNBIASED_BELOW) {
        letters[written] = ALPHANUMERIC.charCodeAt(byte % 62);
        written += 1;
      }
    }
  }
  return letters.toString('latin1');
}

export function hexText(random: RandomBytes, bytes: number): string {
  return random.next(bytes).toString('hex');
}

/** A number from 0 to below 1. */
export function fraction(random: RandomBytes): number {
  return random.next(6).readUIntBE(0, 6) / 2 ** 48;
}
