import { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { ConnectionEntry } from './connection-log.ts';
import { encodeFrame, encodeJsonFrame, FRAME, type Frame } from './frames.ts';

/**
 * One established connection: frames on the app's side, plain bytes on the other. Neither side is read faster than the other takes.
 * The ends follow TCP: a half-close passes through, a reset stays a reset, and an app that closes is a FIN once its bytes are out.
 */
export class StreamPair {
  readonly #app: Socket;
  readonly #upstream: Duplex;
  readonly #entry: ConnectionEntry;
  #appEnded = false;
  #upstreamEnded = false;
  #over = false;

  constructor(app: Socket, upstream: Duplex, entry: ConnectionEntry) {
    this.#app = app;
    this.#upstream = upstream;
    this.#entry = entry;
    upstream.on('data', (chunk: Buffer) => this.#fromUpstream(chunk));
    upstream.on('end', () => this.#upstreamEnd());
    upstream.on('error', () => this.#upstreamReset());
    upstream.on('close', () => this.#upstreamClosed());
    upstream.on('drain', () => this.#app.resume());
    app.on('drain', () => this.#upstream.resume());
    upstream.resume();
  }

  take(frame: Frame): void {
    if (this.#over) {
      return;
    }
    if (frame.type === FRAME.data && this.#upstream.destroyed) {
      this.#upstreamReset();
    } else if (frame.type === FRAME.data) {
      this.#entry.sent(frame.payload.length);
      if (!this.#upstream.write(frame.payload)) {
        this.#app.pause();
      }
    } else if (frame.type === FRAME.eof) {
      this.#appEnded = true;
      this.#upstream.end();
      this.#finishWhenBothEnded();
    } else if (frame.type === FRAME.reset) {
      this.#finish('reset');
      resetStream(this.#upstream);
    }
  }

  /** The app's own socket is gone: what it wrote still goes out, then the connection ends. */
  appClosed(): void {
    if (this.#over) {
      return;
    }
    this.#finish('eof');
    this.#upstream.end(() => this.#upstream.destroy());
  }

  /** The bearer went away under the connection. */
  abort(): void {
    if (this.#over) {
      return;
    }
    this.#app.write(encodeJsonFrame(FRAME.reset, { error: 'ABORTED' }));
    this.#finish('aborted');
    resetStream(this.#upstream);
  }

  #fromUpstream(chunk: Buffer): void {
    if (this.#over) {
      resetStream(this.#upstream);
      return;
    }
    this.#entry.received(chunk.length);
    if (!this.#app.write(encodeFrame(FRAME.data, chunk))) {
      this.#upstream.pause();
    }
  }

  #upstreamEnd(): void {
    if (this.#over) {
      return;
    }
    this.#upstreamEnded = true;
    this.#app.write(encodeFrame(FRAME.eof));
    this.#finishWhenBothEnded();
  }

  /** Closed after its end is no news; closed without one is a reset. */
  #upstreamClosed(): void {
    if (!this.#upstreamEnded) {
      this.#upstreamReset();
    }
  }

  #upstreamReset(): void {
    if (this.#over) {
      return;
    }
    this.#app.write(encodeJsonFrame(FRAME.reset, { error: 'RESET' }));
    this.#finish('reset');
  }

  #finishWhenBothEnded(): void {
    if (this.#appEnded && this.#upstreamEnded) {
      this.#finish('eof');
    }
  }

  #finish(end: 'eof' | 'reset' | 'aborted'): void {
    if (this.#over) {
      return;
    }
    this.#over = true;
    this.#entry.close(end);
    this.#app.resume();
    this.#app.end();
  }
}

/** A link that takes and never answers: bytes vanish, no end comes. */
export class SilentStream extends Duplex {
  constructor() {
    super({ allowHalfOpen: true });
  }

  override _read(): void {
    // Nothing ever comes.
  }

  override _write(_chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    done();
  }
}

function resetStream(stream: Duplex): void {
  if (stream instanceof Socket && !stream.destroyed) {
    stream.resetAndDestroy();
  } else {
    stream.destroy();
  }
}
