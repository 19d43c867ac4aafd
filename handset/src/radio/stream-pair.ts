import { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { ConnectionEntry } from './connection-log.ts';
import { encodeFrame, encodeJsonFrame, FRAME, type Frame } from './frames.ts';

/**
 * An established connection: frames on the app's side, plain bytes upstream. Each side is read only as fast as the other accepts bytes.
 * Ends are passed on as TCP has them: a half-close as a half-close, a reset as a reset, a close by the app as FIN after its last bytes.
 */
export class StreamPair {
  readonly #app: Socket;
  readonly #upstream: Duplex;
  readonly #entry: ConnectionEntry;
  #appEnded = false;
  #closedFirst: 'app' | 'peer' | undefined;
  #upstreamEnded = false;
  #isFinished = false;

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

  handle(frame: Frame): void {
    if (this.#isFinished) {
      return;
    }
    if (frame.type === FRAME.data && this.#upstream.destroyed) {
      this.#upstreamReset();
    } else if (frame.type === FRAME.data) {
      this.#entry.sent(frame.payload);
      if (!this.#upstream.write(frame.payload)) {
        this.#app.pause();
      }
    } else if (frame.type === FRAME.eof) {
      this.#appEnded = true;
      this.#closedFirst ??= 'app';
      this.#upstream.end();
      this.#finishWhenBothEnded();
    } else if (frame.type === FRAME.reset) {
      this.#finish('reset');
      resetStream(this.#upstream);
    }
  }

  /** Ends the connection after the app has closed its socket. Bytes that it wrote before are still sent. */
  appClosed(): void {
    if (this.#isFinished) {
      return;
    }
    this.#closedFirst ??= 'app';
    this.#finish('eof');
    this.#upstream.end(() => this.#upstream.destroy());
  }

  /** Resets both sides, because the bearer has gone. */
  abort(): void {
    if (this.#isFinished) {
      return;
    }
    this.#app.write(encodeJsonFrame(FRAME.reset, { error: 'ABORTED' }));
    this.#finish('aborted');
    resetStream(this.#upstream);
  }

  #fromUpstream(chunk: Buffer): void {
    if (this.#isFinished) {
      resetStream(this.#upstream);
      return;
    }
    this.#entry.received(chunk.length);
    if (!this.#app.write(encodeFrame(FRAME.data, chunk))) {
      this.#upstream.pause();
    }
  }

  #upstreamEnd(): void {
    if (this.#isFinished) {
      return;
    }
    this.#upstreamEnded = true;
    this.#closedFirst ??= 'peer';
    this.#app.write(encodeFrame(FRAME.eof));
    this.#finishWhenBothEnded();
  }

  /** A close without a preceding end is a reset. */
  #upstreamClosed(): void {
    if (!this.#upstreamEnded) {
      this.#upstreamReset();
    }
  }

  #upstreamReset(): void {
    if (this.#isFinished) {
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
    if (this.#isFinished) {
      return;
    }
    this.#isFinished = true;
    this.#entry.close(end, end === 'eof' ? this.#closedFirst : undefined);
    this.#app.resume();
    this.#app.end();
  }
}

/** The upstream of a link that drops everything: it discards bytes and sends nothing, not even an end. */
export class SilentStream extends Duplex {
  constructor() {
    super({ allowHalfOpen: true });
  }

  override _read(): void {
    // There are never bytes to read.
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
