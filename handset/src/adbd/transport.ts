import type { Socket } from 'node:net';
import type { Identity } from '../identity.ts';
import { HangupError } from '../shell/shell-io.ts';
import { bannerOf } from './banner.ts';
import { encodeMessage, type Message, MessageReader, maxPayload, versionSkipChecksum } from './message.ts';
import { openService, type ServiceRow, type ServiceTransport } from './services.ts';
import { AdbStream, type StreamCarrier } from './stream.ts';

export interface TransportOptions {
  readonly identity: Identity;
  readonly services: readonly ServiceRow[];
  /** Faults of a service or of the peer; the handset goes on. */
  readonly onFault: (fault: unknown) => void;
  readonly onGone: () => void;
}

const nothing = Buffer.alloc(0);

/** One connection of an adb server (or of a client that speaks adb itself) and its streams. */
export class Transport implements StreamCarrier, ServiceTransport {
  private readonly socket: Socket;
  private readonly options: TransportOptions;
  private readonly reader = new MessageReader();
  private readonly streams = new Map<number, AdbStream>();
  private readonly opening = new Map<number, (stream: AdbStream | null) => void>();
  private peerVersion = 0;
  private peerMaxPayload = 4096;
  private nextId = 1;
  private isOnline = false;

  constructor(socket: Socket, options: TransportOptions) {
    this.socket = socket;
    this.options = options;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.receive(chunk));
    socket.on('error', (error) => this.options.onFault(error));
    socket.on('close', () => {
      options.onGone();
      this.dropStreams();
    });
  }

  get maxPayload(): number {
    return Math.min(this.peerMaxPayload, maxPayload);
  }

  close(): void {
    this.socket.destroy();
  }

  send(command: 'CNXN' | 'OPEN' | 'OKAY' | 'WRTE' | 'CLSE', arg0: number, arg1: number, payload = nothing): void {
    if (this.socket.writable) {
      const checksum = Math.min(this.peerVersion, versionSkipChecksum) < versionSkipChecksum;
      this.socket.write(encodeMessage({ command, arg0, arg1, payload }, { checksum }));
    }
  }

  async open(destination: string): Promise<AdbStream | null> {
    if (!this.isOnline || !this.socket.writable) {
      return null;
    }
    const id = this.takeId();
    return await new Promise((resolve) => {
      this.opening.set(id, resolve);
      // The trailing NUL is not optional: without it the host's adb server ends itself.
      this.send('OPEN', id, 0, Buffer.from(`${destination}\0`));
    });
  }

  private receive(chunk: Buffer): void {
    try {
      for (const message of this.reader.push(chunk)) {
        this.handle(message);
      }
    } catch (fault) {
      this.options.onFault(fault);
      this.socket.destroy();
    }
  }

  private handle(message: Message): void {
    if (message.command === 'CNXN') {
      this.greet(message);
      return;
    }
    if (!this.isOnline) {
      return;
    }
    switch (message.command) {
      case 'OPEN':
        this.serve(message.arg0, textOf(message.payload)).catch((fault) => this.options.onFault(fault));
        return;
      case 'OKAY':
        this.handleOkay(message);
        return;
      case 'WRTE':
        this.handleWrite(message);
        return;
      case 'CLSE':
        this.handleClose(message);
        return;
      case 'AUTH':
      case 'STLS':
        // Only a device asks for these, and this one has not.
        return;
    }
  }

  /**
   * The seam for the RSA key check: a handset that wants it answers AUTH with a token here, and comes online when the signature, or the key that
   * the user allowed, is there. Ours comes online at once; stock adb is content.
   */
  private greet(message: Message): void {
    this.dropStreams();
    this.peerVersion = message.arg0;
    this.peerMaxPayload = message.arg1;
    this.isOnline = true;
    this.send('CNXN', versionSkipChecksum, maxPayload, Buffer.from(bannerOf(this.options.identity)));
  }

  private async serve(remoteId: number, name: string): Promise<void> {
    const serve = await openService(this.options.services, name, this);
    if (serve === null) {
      this.send('CLSE', 0, remoteId);
      return;
    }
    const stream = this.addStream(this.takeId(), remoteId);
    this.send('OKAY', stream.localId, remoteId);
    try {
      await serve(stream);
    } catch (fault) {
      if (!(fault instanceof HangupError)) {
        throw fault;
      }
    } finally {
      stream.end();
    }
  }

  private handleOkay({ arg0: remoteId, arg1: localId }: Message): void {
    const opened = this.opening.get(localId);
    if (opened !== undefined) {
      this.opening.delete(localId);
      opened(this.addStream(localId, remoteId));
      return;
    }
    this.streams.get(localId)?.written();
  }

  private handleWrite({ arg0: remoteId, arg1: localId, payload }: Message): void {
    const stream = this.streams.get(localId);
    if (stream === undefined) {
      this.send('CLSE', localId, remoteId);
      return;
    }
    stream.receive(payload);
  }

  private handleClose({ arg1: localId }: Message): void {
    this.opening.get(localId)?.(null);
    this.opening.delete(localId);
    const stream = this.streams.get(localId);
    this.streams.delete(localId);
    stream?.closedByPeer();
  }

  private addStream(localId: number, remoteId: number): AdbStream {
    const stream = new AdbStream(localId, this);
    stream.connect(remoteId);
    stream.on('error', (fault) => this.options.onFault(fault));
    this.streams.set(localId, stream);
    return stream;
  }

  private takeId(): number {
    const id = this.nextId;
    this.nextId = id === 0xffff_ffff ? 1 : id + 1;
    return id;
  }

  private dropStreams(): void {
    this.isOnline = false;
    for (const refuse of this.opening.values()) {
      refuse(null);
    }
    this.opening.clear();
    for (const stream of this.streams.values()) {
      stream.closedByPeer();
    }
    this.streams.clear();
  }
}

/** Service names come with trailing NULs. */
function textOf(payload: Buffer): string {
  return payload.toString('utf8').replace(/\0+$/, '');
}
