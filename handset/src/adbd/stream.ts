import { Duplex } from 'node:stream';

/** What a stream needs of the connection that carries it. */
export interface StreamCarrier {
  readonly maxPayload: number;
  send(command: 'OKAY' | 'WRTE' | 'CLSE', localId: number, remoteId: number, payload?: Buffer): void;
}

/** Bytes that may wait unread before the host is made to wait: then its next OKAY is held back. */
const readAhead = 256 * 1024;

/**
 * One adb stream. Each direction has one WRTE under way, answered by OKAY once its bytes were taken. `end()` says CLSE. A CLSE of the host ends
 * both directions: what it wrote before can still be read, what is written after it is dropped and `hangup` is aborted.
 */
export class AdbStream extends Duplex {
  readonly localId: number;
  private readonly carrier: StreamCarrier;
  private readonly hangupController = new AbortController();
  private remoteId = 0;
  private owesOkay = false;
  private waitingWrite: { readonly rest: Buffer; readonly done: () => void } | null = null;
  private closeSent = false;

  constructor(localId: number, carrier: StreamCarrier) {
    super({ readableHighWaterMark: readAhead, allowHalfOpen: true });
    this.localId = localId;
    this.carrier = carrier;
  }

  get hangup(): AbortSignal {
    return this.hangupController.signal;
  }

  /** The peer's id is known: OPEN was taken. */
  connect(remoteId: number): void {
    this.remoteId = remoteId;
  }

  /** WRTE from the host. */
  receive(payload: Buffer): void {
    const isTaken = this.closeSent || this.destroyed || payload.length === 0 || this.push(payload);
    if (isTaken) {
      this.acknowledge();
    } else {
      this.owesOkay = true;
    }
  }

  /** OKAY from the host. */
  written(): void {
    const write = this.waitingWrite;
    if (write === null) {
      return;
    }
    this.waitingWrite = null;
    this.transmit(write.rest, write.done);
  }

  /** CLSE from the host, or the connection has gone. */
  closedByPeer(): void {
    if (this.hangup.aborted) {
      return;
    }
    this.hangupController.abort();
    this.sayClosed();
    this.waitingWrite?.done();
    this.waitingWrite = null;
    if (!this.destroyed) {
      this.push(null);
      this.end();
    }
  }

  override _read(): void {
    if (this.owesOkay) {
      this.owesOkay = false;
      this.acknowledge();
    }
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.transmit(chunk, done);
  }

  override _writev(chunks: { readonly chunk: Buffer }[], done: () => void): void {
    this.transmit(Buffer.concat(chunks.map((each) => each.chunk)), done);
  }

  override _final(done: () => void): void {
    this.sayClosed();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.sayClosed();
    this.waitingWrite = null;
    done(error);
  }

  private transmit(bytes: Buffer, done: () => void): void {
    if (bytes.length === 0 || this.closeSent) {
      done();
      return;
    }
    const size = Math.min(bytes.length, this.carrier.maxPayload);
    this.waitingWrite = { rest: bytes.subarray(size), done };
    this.carrier.send('WRTE', this.localId, this.remoteId, bytes.subarray(0, size));
  }

  private acknowledge(): void {
    if (!this.closeSent) {
      this.carrier.send('OKAY', this.localId, this.remoteId);
    }
  }

  private sayClosed(): void {
    if (!this.closeSent) {
      this.closeSent = true;
      this.carrier.send('CLSE', this.localId, this.remoteId);
    }
  }
}
