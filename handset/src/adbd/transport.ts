import type { KeyObject } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Identity } from '../identity.ts';
import { HangupError } from '../shell/shell-io.ts';
import { withoutTrailing } from '../text-end.ts';
import { bannerOf } from './banner.ts';
import { AUTH, isSignedBy, newToken } from './host-keys.ts';
import { encodeMessage, MAX_PAYLOAD, type Message, MessageReader, VERSION_SKIP_CHECKSUM } from './message.ts';
import { openService, type ServiceRow, type ServiceTransport } from './services.ts';
import { AdbStream, type StreamCarrier, type StreamMessage } from './stream.ts';

export interface TransportOptions {
  readonly identity: Identity;
  readonly services: readonly ServiceRow[];
  /** The keys of the hosts that may connect; every host may where it is absent. */
  readonly hostKeys?: readonly KeyObject[] | undefined;
  /** Receives errors of a service or of the peer. The handset goes on. */
  readonly onError: (error: unknown) => void;
  readonly onClose: () => void;
}

/** A connection of an adb server, or of a client that speaks adb itself, and its streams. */
export class Transport implements StreamCarrier, ServiceTransport {
  readonly #socket: Socket;
  readonly #options: TransportOptions;
  readonly #reader = new MessageReader();
  readonly #streams = new Map<number, AdbStream>();
  readonly #opening = new Map<number, (stream: AdbStream | null) => void>();
  #peerVersion = 0;
  #peerMaxPayload = 4096;
  #nextId = 1;
  #isOnline = false;
  /** What the host has to sign; null where it has, or need not. */
  #token: Buffer | null = null;

  constructor(socket: Socket, options: TransportOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', (error) => this.#options.onError(error));
    socket.on('close', () => {
      options.onClose();
      this.#dropStreams();
    });
  }

  get maxPayload(): number {
    return Math.min(this.#peerMaxPayload, MAX_PAYLOAD);
  }

  close(): void {
    this.#socket.destroy();
  }

  send({ command, localId, remoteId, payload = Buffer.alloc(0) }: StreamMessage): void {
    this.#sendMessage({ command, arg0: localId, arg1: remoteId, payload });
  }

  async open(destination: string): Promise<AdbStream | null> {
    if (!this.#isOnline || !this.#socket.writable) {
      return null;
    }
    const id = this.#takeId();
    return await new Promise((resolve) => {
      this.#opening.set(id, resolve);
      // The trailing NUL is not optional: without it the host's adb server exits.
      this.#sendMessage({ command: 'OPEN', arg0: id, arg1: 0, payload: Buffer.from(`${destination}\0`) });
    });
  }

  #sendMessage(message: Message): void {
    if (this.#socket.writable) {
      const checksum = Math.min(this.#peerVersion, VERSION_SKIP_CHECKSUM) < VERSION_SKIP_CHECKSUM;
      this.#socket.write(encodeMessage(message, { checksum }));
    }
  }

  #receive(chunk: Buffer): void {
    try {
      for (const message of this.#reader.push(chunk)) {
        this.#handle(message);
      }
    } catch (error) {
      this.#options.onError(error);
      this.#socket.destroy();
    }
  }

  #handle(message: Message): void {
    if (message.command === 'CNXN') {
      this.#greet(message);
      return;
    }
    if (message.command === 'AUTH') {
      this.#authorize(message);
      return;
    }
    if (!this.#isOnline) {
      return;
    }
    switch (message.command) {
      case 'OPEN':
        this.#serve(message.arg0, textOf(message.payload)).catch((error) => this.#options.onError(error));
        return;
      case 'OKAY':
        this.#handleOkay(message);
        return;
      case 'WRTE':
        this.#handleWrite(message);
        return;
      case 'CLSE':
        this.#handleClose(message);
        return;
      case 'STLS':
        // Only a device starts this exchange, and this one does not.
        return;
    }
  }

  /** Brings the transport online, where keys are wanted after the host has signed a token. */
  #greet(message: Message): void {
    this.#dropStreams();
    this.#peerVersion = message.arg0;
    this.#peerMaxPayload = message.arg1;
    if (this.#options.hostKeys === undefined) {
      this.#goOnline();
    } else {
      this.#askForSignature();
    }
  }

  #goOnline(): void {
    this.#token = null;
    this.#isOnline = true;
    const payload = Buffer.from(bannerOf(this.#options.identity));
    this.#sendMessage({ command: 'CNXN', arg0: VERSION_SKIP_CHECKSUM, arg1: MAX_PAYLOAD, payload });
  }

  #askForSignature(): void {
    this.#token = newToken();
    this.#sendMessage({ command: 'AUTH', arg0: AUTH.token, arg1: 0, payload: this.#token });
  }

  /** A host tries each of its keys and then sends one to be allowed. Nobody allows it here: the host stays unauthorized, as on a phone whose user does not answer. */
  #authorize({ arg0: kind, payload }: Message): void {
    const { hostKeys = [] } = this.#options;
    if (this.#token === null || kind !== AUTH.signature) {
      return;
    }
    if (isSignedBy(hostKeys, this.#token, payload)) {
      this.#goOnline();
    } else {
      this.#askForSignature();
    }
  }

  async #serve(remoteId: number, name: string): Promise<void> {
    const serve = await openService(this.#options.services, name, this);
    if (serve === null) {
      this.send({ command: 'CLSE', localId: 0, remoteId });
      return;
    }
    const stream = this.#addStream(this.#takeId(), remoteId);
    this.send({ command: 'OKAY', localId: stream.localId, remoteId });
    try {
      await serve(stream);
    } catch (error) {
      if (!(error instanceof HangupError)) {
        throw error;
      }
    } finally {
      stream.end();
    }
  }

  #handleOkay({ arg0: remoteId, arg1: localId }: Message): void {
    const opened = this.#opening.get(localId);
    if (opened !== undefined) {
      this.#opening.delete(localId);
      opened(this.#addStream(localId, remoteId));
      return;
    }
    this.#streams.get(localId)?.handleOkay();
  }

  #handleWrite({ arg0: remoteId, arg1: localId, payload }: Message): void {
    const stream = this.#streams.get(localId);
    if (stream === undefined) {
      this.send({ command: 'CLSE', localId, remoteId });
      return;
    }
    stream.handleWrite(payload);
  }

  #handleClose({ arg1: localId }: Message): void {
    this.#opening.get(localId)?.(null);
    this.#opening.delete(localId);
    const stream = this.#streams.get(localId);
    this.#streams.delete(localId);
    stream?.handleClose();
  }

  #addStream(localId: number, remoteId: number): AdbStream {
    const stream = new AdbStream(localId, this);
    stream.connect(remoteId);
    stream.on('error', (error) => this.#options.onError(error));
    this.#streams.set(localId, stream);
    return stream;
  }

  #takeId(): number {
    const id = this.#nextId;
    this.#nextId = id === 0xffff_ffff ? 1 : id + 1;
    return id;
  }

  #dropStreams(): void {
    this.#isOnline = false;
    for (const refuse of this.#opening.values()) {
      refuse(null);
    }
    this.#opening.clear();
    for (const stream of this.#streams.values()) {
      stream.handleClose();
    }
    this.#streams.clear();
  }
}

/** Service names have trailing NULs. */
function textOf(payload: Buffer): string {
  return withoutTrailing(payload.toString('utf8'), '\0');
}
