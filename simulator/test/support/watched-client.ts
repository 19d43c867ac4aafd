import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import type { Simulator } from '../../src/simulator.ts';

export interface Watched {
  readonly simulator: Simulator;
  readonly listener: 'bearer' | 'token' | 'exchange' | 'exchangeTls';
  readonly from?: string;
  /** Leaves what comes in the system's buffer. */
  readonly reads?: boolean;
}

/** A client on a bare socket that counts the bytes it has read, and ends as a test says. */
export class WatchedClient {
  readonly socket: Socket;
  bytes = '';
  /** How the server's side ended; null: it has not. */
  end: 'end' | 'reset' | null = null;

  private constructor(socket: Socket, reads: boolean) {
    this.socket = socket;
    socket.on('error', (error) => {
      this.end = 'code' in error && error.code === 'ECONNRESET' ? 'reset' : 'end';
    });
    socket.on('end', () => {
      this.end ??= 'end';
    });
    if (reads) {
      socket.on('data', (chunk) => {
        this.bytes += chunk.toString('latin1');
      });
    }
  }

  static async open({ simulator, listener, from, reads = true }: Watched): Promise<WatchedClient> {
    const place = { port: simulator.ports[listener], host: '127.0.0.1', allowHalfOpen: true };
    const options = { ...place, ...(from === undefined ? {} : { localAddress: from }) };
    const isTls = simulator.urls[listener].startsWith('https');
    const raw = connect(options);
    if (!reads) {
      raw.pause();
    }
    const socket = isTls ? tlsConnect({ socket: raw, ca: simulator.rootPem, servername: 'token.gateway.test' }) : raw;
    await once(socket, isTls ? 'secureConnect' : 'connect');
    return new WatchedClient(socket, reads);
  }

  write(bytes: string): this {
    this.socket.write(bytes, 'latin1');
    return this;
  }

  /** FIN: the client will send nothing more, and reads on. */
  halfClose(): void {
    this.socket.end();
  }

  /** As a program that exits: FIN, or RST where something is unread. */
  leave(): void {
    this.socket.destroy();
  }

  /** RST. */
  reset(): void {
    this.socket.resetAndDestroy();
  }
}
