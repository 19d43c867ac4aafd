/** Reads nested length-prefixed data, little-endian. A read beyond the end throws RangeError. */
export class ByteCursor {
  readonly bytes: Buffer;
  #offset = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#offset >= this.bytes.length;
  }

  u32(): number {
    const value = this.bytes.readUInt32LE(this.#offset);
    this.#offset += 4;
    return value;
  }

  take(length: number): Buffer {
    const end = this.#offset + length;
    if (end > this.bytes.length) {
      throw new RangeError(`${length} bytes were announced, ${this.bytes.length - this.#offset} are left`);
    }
    const taken = this.bytes.subarray(this.#offset, end);
    this.#offset = end;
    return taken;
  }

  /** A block that follows its length (u32). */
  block(): Buffer {
    return this.take(this.u32());
  }

  /** All blocks up to the end. */
  blocks(): Buffer[] {
    const blocks: Buffer[] = [];
    while (!this.isAtEnd) {
      blocks.push(this.block());
    }
    return blocks;
  }
}
