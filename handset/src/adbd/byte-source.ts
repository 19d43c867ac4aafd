import type { Readable } from 'node:stream';
import type { Source } from '../shell/shell-io.ts';
import { untilWokenOrAborted } from './waiting.ts';

/** Reads a stream piece by piece at the reader's pace. */
export class ByteSource implements Source {
  readonly #stream: Readable;
  #hasEnded: boolean;
  /** The bytes of a chunk beyond those that the reader asked for. */
  #rest: Buffer | null = null;
  #wake: () => void = () => undefined;

  constructor(stream: Readable) {
    this.#stream = stream;
    this.#hasEnded = stream.readableEnded || stream.destroyed;
    const ended = () => {
      this.#hasEnded = true;
      this.#wake();
    };
    stream.on('readable', () => this.#wake());
    stream.once('end', ended);
    stream.once('close', ended);
    stream.once('error', ended);
  }

  async read(signal?: AbortSignal): Promise<Buffer | null> {
    while (signal?.aborted !== true) {
      const chunk: Buffer | null = this.#takeRest() ?? this.#stream.read();
      if (chunk !== null) {
        return chunk;
      }
      if (this.#hasEnded) {
        return null;
      }
      await untilWokenOrAborted((wake) => {
        this.#wake = wake;
      }, signal);
    }
    return null;
  }

  /** Resolves with exactly `size` bytes; null when the stream ends before. */
  async readExactly(size: number): Promise<Buffer | null> {
    const chunks: Buffer[] = [];
    let missing = size;
    while (missing > 0) {
      const chunk = await this.read();
      if (chunk === null) {
        return null;
      }
      if (chunk.length > missing) {
        this.#rest = chunk.subarray(missing);
      }
      const taken = chunk.subarray(0, missing);
      chunks.push(taken);
      missing -= taken.length;
    }
    const [only] = chunks;
    return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
  }

  #takeRest(): Buffer | null {
    const rest = this.#rest;
    this.#rest = null;
    return rest;
  }
}
