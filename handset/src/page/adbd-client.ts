import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { encodeMessage, MAX_PAYLOAD, type Message, MessageReader, VERSION_SKIP_CHECKSUM } from '../adbd/message.ts';
import { AdbStream, type StreamCarrier, type StreamMessage } from '../adbd/stream.ts';
import { HandsetError } from '../errors.ts';

/** The handset does not answer, or has closed the connection. */
class ConnectionError extends HandsetError<'NO_CONNECTION'> {
  constructor(message: string) {
    super('NO_CONNECTION', message);
  }
}

type Opening = (stream: AdbStream | null) => void;

/** The host's end of adb without an adb server: one connection to a handset of this machine. */
export class AdbdClient implements StreamCarrier, Disposable {
  /** Resolves when the connection has ended. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #reader = new MessageReader();
  readonly #streams = new Map<number, AdbStream>();
  readonly #opening = new Map<number, Opening>();
  #nextId = 1;
  #peerMaxPayload = 4096;
  #onOnline: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk));
    // 'close' follows, which ends all streams.
    socket.on('error', () => socket.destroy());
    this.closed = new Promise<void>((resolve) => socket.once('close', () => resolve())).then(() => this.#end());
  }

  /** Rejects with ConnectionError where no handset listens on the port. */
  static async connect(port: number): Promise<AdbdClient> {
    const socket = connect({ host: '127.0.0.1', port });
    await once(socket, 'connect').catch((error: unknown) => {
      throw new ConnectionError(`no handset answers on port ${port}: ${String(error)}`);
    });
    const client = new AdbdClient(socket);
    const online = new Promise<'online'>((resolve) => {
      client.#onOnline = () => resolve('online');
    });
    client.#write({
      command: 'CNXN',
      arg0: VERSION_SKIP_CHECKSUM,
      arg1: MAX_PAYLOAD,
      payload: Buffer.from('host::features=shell_v2'),
    });
    if ((await Promise.race([online, client.closed])) !== 'online') {
      throw new ConnectionError(`what listens on port ${port} is no handset`);
    }
    return client;
  }

  get maxPayload(): number {
    return Math.min(this.#peerMaxPayload, MAX_PAYLOAD);
  }

  /** Opens a service. Rejects with ConnectionError where the handset refuses it. */
  async open(service: string): Promise<AdbStream> {
    const id = this.#nextId;
    this.#nextId += 1;
    const stream = await new Promise<AdbStream | null>((resolve) => {
      if (!this.#socket.writable) {
        resolve(null);
        return;
      }
      this.#opening.set(id, resolve);
      this.#write({ command: 'OPEN', arg0: id, arg1: 0, payload: Buffer.from(`${service}\0`) });
    });
    if (stream === null) {
      throw new ConnectionError(`the handset did not open ${service}`);
    }
    return stream;
  }

  send({ command, localId, remoteId, payload = Buffer.alloc(0) }: StreamMessage): void {
    this.#write({ command, arg0: localId, arg1: remoteId, payload });
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #write(message: Message): void {
    if (this.#socket.writable) {
      this.#socket.write(encodeMessage(message, { checksum: false }));
    }
  }

  #receive(chunk: Buffer): void {
    try {
      for (const message of this.#reader.push(chunk)) {
        this.#handle(message);
      }
    } catch (error) {
      this.#socket.destroy(error instanceof Error ? error : undefined);
    }
  }

  #handle({ command, arg0: remoteId, arg1: localId, payload }: Message): void {
    const stream = this.#streams.get(localId);
    if (command === 'CNXN') {
      this.#peerMaxPayload = localId;
      this.#onOnline();
    } else if (command === 'OKAY' && stream === undefined) {
      this.#addStream(localId, remoteId);
    } else if (command === 'OKAY') {
      stream?.handleOkay();
    } else if (command === 'WRTE') {
      stream?.handleWrite(payload);
    } else if (command === 'CLSE') {
      this.#settle(localId, null);
      this.#streams.delete(localId);
      stream?.handleClose();
    }
  }

  #addStream(localId: number, remoteId: number): void {
    const stream = new AdbStream(localId, this);
    stream.connect(remoteId);
    this.#streams.set(localId, stream);
    this.#settle(localId, stream);
  }

  #settle(localId: number, stream: AdbStream | null): void {
    this.#opening.get(localId)?.(stream);
    this.#opening.delete(localId);
  }

  #end(): void {
    for (const localId of [...this.#opening.keys()]) {
      this.#settle(localId, null);
    }
    for (const stream of this.#streams.values()) {
      stream.handleClose();
    }
    this.#streams.clear();
  }
}
