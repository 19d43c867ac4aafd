import { HangupError, type Sink, type Source } from '../shell-io.ts';

/** Connects two commands. Holds one piece at a time; the writer waits until the reader has taken it. */
export class Pipe implements Sink, Source {
  #piece: Uint8Array | null = null;
  #hasEnded = false;
  #hasReader = true;
  #wakeReader: () => void = () => undefined;
  #wakeWriter: () => void = () => undefined;

  async write(data: Uint8Array): Promise<void> {
    if (data.length === 0) {
      return;
    }
    while (this.#piece !== null && this.#hasReader) {
      await new Promise<void>((resolve) => {
        this.#wakeWriter = resolve;
      });
    }
    if (!this.#hasReader) {
      throw new HangupError();
    }
    this.#piece = data;
    this.#wakeReader();
  }

  async read(): Promise<Uint8Array | null> {
    while (this.#piece === null && !this.#hasEnded) {
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve;
      });
    }
    const piece = this.#piece;
    this.#piece = null;
    this.#wakeWriter();
    return piece;
  }

  /** Called when the writer has ended. */
  end(): void {
    this.#hasEnded = true;
    this.#wakeReader();
  }

  /** Called when the reader has ended. Further writes reject with HangupError, as SIGPIPE ends a writer. */
  abandon(): void {
    this.#hasReader = false;
    this.#wakeWriter();
  }
}
