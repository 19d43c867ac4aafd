import type { Sink, Source } from '../adbd/shell.ts';
import { HangupError } from '../adbd/stream-sink.ts';

/** Between two commands: one piece at a time, the writer waits until it is taken. */
export class Pipe implements Sink, Source {
  private piece: Uint8Array | null = null;
  private isEnded = false;
  private hasReader = true;
  private wakeReader: () => void = () => undefined;
  private wakeWriter: () => void = () => undefined;

  async write(data: Uint8Array): Promise<void> {
    if (data.length === 0) {
      return;
    }
    while (this.piece !== null && this.hasReader) {
      await new Promise<void>((resolve) => {
        this.wakeWriter = resolve;
      });
    }
    if (!this.hasReader) {
      throw new HangupError();
    }
    this.piece = data;
    this.wakeReader();
  }

  async read(): Promise<Uint8Array | null> {
    while (this.piece === null && !this.isEnded) {
      await new Promise<void>((resolve) => {
        this.wakeReader = resolve;
      });
    }
    const piece = this.piece;
    this.piece = null;
    this.wakeWriter();
    return piece;
  }

  /** The writer is done. */
  end(): void {
    this.isEnded = true;
    this.wakeReader();
  }

  /** The reader is done: who writes on gets SIGPIPE, here HangupError. */
  abandon(): void {
    this.hasReader = false;
    this.wakeWriter();
  }
}
