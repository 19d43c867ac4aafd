import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { encodeFrame, encodeJsonFrame, FRAME, type Frame, FrameReader } from '../../src/radio/frames.ts';

/** Plays the JVM's end of one connection to `net.sock`. */
export class RelayApp {
  readonly socket: Socket;
  readonly #frames: Frame[] = [];
  readonly #waiting: ((frame: Frame | null) => void)[] = [];
  #ended = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    const reader = new FrameReader();
    socket.on('data', (chunk: Buffer) => {
      for (const frame of reader.push(chunk)) {
        this.#deliver(frame);
      }
    });
    socket.on('end', () => this.#deliver(null));
    socket.on('error', () => this.#deliver(null));
  }

  static async open(path: string): Promise<RelayApp> {
    const socket = connect({ path, allowHalfOpen: true });
    await once(socket, 'connect');
    return new RelayApp(socket);
  }

  json(type: number, body: object): void {
    this.socket.write(encodeJsonFrame(type, body));
  }

  send(text: string): void {
    this.socket.write(encodeFrame(FRAME.data, Buffer.from(text)));
  }

  eof(): void {
    this.socket.write(encodeFrame(FRAME.eof));
  }

  /** Resolves with the next frame; null at the end of the stream. */
  next(): Promise<Frame | null> {
    const ready = this.#frames.shift();
    if (ready !== undefined) {
      return Promise.resolve(ready);
    }
    if (this.#ended) {
      return Promise.resolve(null);
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Resolves with type and JSON body of the next frame. */
  async nextJson(): Promise<{ readonly type: number; readonly body: Record<string, unknown> }> {
    const frame = await this.next();
    if (frame === null) {
      throw new Error('the relay closed without a frame');
    }
    return { type: frame.type, body: JSON.parse(frame.payload.toString()) as Record<string, unknown> };
  }

  /** Resolves with the text of the DATA frames up to EOF, RESET or the end of the stream. */
  async readText(): Promise<{ readonly text: string; readonly end: Frame | null }> {
    let text = '';
    for (;;) {
      const frame = await this.next();
      if (frame === null || frame.type !== FRAME.data) {
        return { text, end: frame };
      }
      text += frame.payload.toString();
    }
  }

  #deliver(frame: Frame | null): void {
    if (frame === null) {
      this.#ended = true;
    }
    const waiter = this.#waiting.shift();
    if (waiter !== undefined) {
      waiter(frame);
    } else if (frame !== null) {
      this.#frames.push(frame);
    }
  }
}
