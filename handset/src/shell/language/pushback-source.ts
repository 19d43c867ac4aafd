import type { Source } from '../shell-io.ts';

const LINE_FEED = 0x0a;

/** A source from which `read` takes one line. What follows stays for the next reader, as on a descriptor of a phone. */
export class PushbackSource implements Source {
  readonly #source: Source;
  #rest: Uint8Array | null = null;

  private constructor(source: Source) {
    this.#source = source;
  }

  static of(source: Source): PushbackSource {
    return source instanceof PushbackSource ? source : new PushbackSource(source);
  }

  async read(signal?: AbortSignal): Promise<Uint8Array | null> {
    const rest = this.#rest;
    this.#rest = null;
    return rest ?? (await this.#source.read(signal));
  }

  /** The bytes up to a delimiter, or `limit` bytes. `ended` is true when the source ended first. */
  async readUntil(
    delimiter = LINE_FEED,
    limit = Number.POSITIVE_INFINITY,
  ): Promise<{ readonly bytes: Buffer; readonly ended: boolean }> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const piece = await this.read();
      if (piece === null) {
        return { bytes: Buffer.concat(pieces), ended: true };
      }
      const place = piece.indexOf(delimiter);
      const room = limit - length;
      const end = place < 0 ? piece.length : place;
      if (end >= room) {
        this.#keep(piece.subarray(room));
        return { bytes: Buffer.concat([...pieces, piece.subarray(0, room)]), ended: false };
      }
      pieces.push(piece.subarray(0, end));
      length += end;
      if (place >= 0) {
        this.#keep(piece.subarray(place + 1));
        return { bytes: Buffer.concat(pieces), ended: false };
      }
    }
  }

  #keep(rest: Uint8Array): void {
    this.#rest = rest.length > 0 ? rest : null;
  }
}
