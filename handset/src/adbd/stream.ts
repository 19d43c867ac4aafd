import { Duplex } from 'node:stream';

export interface StreamMessage {
  readonly command: 'OKAY' | 'WRTE' | 'CLSE';
  readonly localId: number;
  readonly remoteId: number;
  readonly payload?: Buffer;
}

/** The connection that carries a stream. */
export interface StreamCarrier {
  readonly maxPayload: number;
  send(message: StreamMessage): void;
}

/** When more unread bytes wait than this, the OKAY for the last WRTE is withheld, so that the host waits. */
const READ_AHEAD_BYTES = 256 * 1024;

/**
 * An adb stream. Each direction has at most one WRTE in flight, which OKAY acknowledges. `end()` sends CLSE. A CLSE of the host ends both
 * directions and aborts `hangup`: earlier bytes can still be read, later writes are dropped.
 */
export class AdbStream extends Duplex {
  readonly localId: number;
  readonly #carrier: StreamCarrier;
  readonly #hangupController = new AbortController();
  #remoteId = 0;
  #owesOkay = false;
  #waitingWrite: { readonly rest: Buffer; readonly done: () => void } | null = null;
  #isCloseSent = false;

  constructor(localId: number, carrier: StreamCarrier) {
    super({ readableHighWaterMark: READ_AHEAD_BYTES, allowHalfOpen: true });
    this.localId = localId;
    this.#carrier = carrier;
  }

  get hangup(): AbortSignal {
    return this.#hangupController.signal;
  }

  /** Sets the peer's id when the stream is open. */
  connect(remoteId: number): void {
    this.#remoteId = remoteId;
  }

  /** Handles WRTE from the host. */
  handleWrite(payload: Buffer): void {
    const isTaken = this.#isCloseSent || this.destroyed || payload.length === 0 || this.push(payload);
    if (isTaken) {
      this.#acknowledge();
    } else {
      this.#owesOkay = true;
    }
  }

  /** Handles OKAY from the host. */
  handleOkay(): void {
    const write = this.#waitingWrite;
    if (write === null) {
      return;
    }
    this.#waitingWrite = null;
    this.#transmit(write.rest, write.done);
  }

  /** Handles CLSE from the host and the end of the connection. */
  handleClose(): void {
    if (this.hangup.aborted) {
      return;
    }
    this.#hangupController.abort();
    this.#sendClose();
    this.#waitingWrite?.done();
    this.#waitingWrite = null;
    if (!this.destroyed) {
      this.push(null);
      this.end();
    }
  }

  override _read(): void {
    if (this.#owesOkay) {
      this.#owesOkay = false;
      this.#acknowledge();
    }
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#transmit(chunk, done);
  }

  override _writev(chunks: { readonly chunk: Buffer }[], done: () => void): void {
    this.#transmit(Buffer.concat(chunks.map((each) => each.chunk)), done);
  }

  override _final(done: () => void): void {
    this.#sendClose();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#sendClose();
    this.#waitingWrite = null;
    done(error);
  }

  #transmit(bytes: Buffer, done: () => void): void {
    if (bytes.length === 0 || this.#isCloseSent) {
      done();
      return;
    }
    const size = Math.min(bytes.length, this.#carrier.maxPayload);
    this.#waitingWrite = { rest: bytes.subarray(size), done };
    this.#send('WRTE', bytes.subarray(0, size));
  }

  #acknowledge(): void {
    if (!this.#isCloseSent) {
      this.#send('OKAY');
    }
  }

  #sendClose(): void {
    if (!this.#isCloseSent) {
      this.#isCloseSent = true;
      this.#send('CLSE');
    }
  }

  #send(command: StreamMessage['command'], payload?: Buffer): void {
    const message = { command, localId: this.localId, remoteId: this.#remoteId };
    this.#carrier.send(payload === undefined ? message : { ...message, payload });
  }
}
