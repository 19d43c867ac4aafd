import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { Plane } from '../api.ts';
import { systemClock } from '../clock.ts';
import type { AddressList } from '../protocol/addresses.ts';
import { acceptConnection, type Connection, rememberConnection } from './connection.ts';

export interface ListenerOptions {
  readonly plane: Plane | 'control';
  readonly isProxied: boolean;
  readonly trustedPeers: AddressList;
  /** The scope whose own listener this is; null: it serves all. */
  readonly scope: string | null;
  /** Asked anew for each connection; null serves plain HTTP, and the result null ends the connection after the client's first bytes. */
  readonly secureContext: ((connection: Connection) => Promise<SecureContext | null>) | null;
  readonly nextConnectionId: () => number;
  /** May keep, close or reset a connection before HTTP: false where it did. */
  readonly admit: (connection: Connection) => Promise<boolean>;
  readonly serve: (request: IncomingMessage, response: ServerResponse) => void;
  /** A mistake of ours before HTTP began; the connection is closed. */
  readonly report: (error: unknown) => void;
}

const HEADERS_DEADLINE_MS = 10_000;
const REQUEST_DEADLINE_MS = 20_000;
const IDLE_MS = 60_000;
const DEADLINE_CHECK_MS = 1000;
const HANDSHAKE_DEADLINE_MS = 10_000;

/** One port. HTTP begins only after the connection was judged: PROXY header, bearer state, TLS, in this order. */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #server: Server;
  readonly #beginHttp: (socket: Socket) => void;
  readonly #sockets = new Set<Socket>();

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#server = createServer(
      {
        headersTimeout: HEADERS_DEADLINE_MS,
        requestTimeout: REQUEST_DEADLINE_MS,
        keepAliveTimeout: IDLE_MS,
        connectionsCheckingInterval: DEADLINE_CHECK_MS,
      },
      options.serve,
    );
    // A half-closed peer that sent its whole request is answered. @types/node does not know the property.
    Object.assign(this.#server, { httpAllowHalfOpen: true });
    this.#server.on('checkExpectation', options.serve);
    // The server's own listener starts the HTTP parser; it is called when we say so.
    const [begin] = this.#server.listeners('connection');
    this.#server.removeAllListeners('connection');
    this.#beginHttp = (socket) => begin?.call(this.#server, socket);
    this.#server.on('connection', (socket: Socket) => {
      this.#accept(socket).catch((error: unknown) => {
        options.report(error);
        socket.destroy();
      });
    });
    // CONNECT is a method like any other here; Node hands it over without a response.
    this.#server.on('connect', (request: IncomingMessage, socket: Socket) => {
      const response = new ServerResponse(request);
      response.assignSocket(socket);
      response.shouldKeepAlive = false;
      response.on('finish', () => socket.end());
      options.serve(request, response);
    });
  }

  async listen(port: number, host: string): Promise<number> {
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  /** As if the process had died and come back: every connection is gone, the port is still there. */
  dropConnections(): void {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
  }

  /** Ends what is open: a simulator that closes leaves nothing behind. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.dropConnections();
    await closed;
  }

  async #accept(raw: Socket): Promise<void> {
    this.#sockets.add(raw);
    raw.on('close', () => this.#sockets.delete(raw));
    // A peer that resets is no error of ours, and the close that follows tells all who need to know.
    raw.on('error', () => raw.destroy());
    const { plane, isProxied, scope, trustedPeers, nextConnectionId, admit, secureContext } = this.#options;
    const connection = await acceptConnection(raw, { id: nextConnectionId(), plane, isProxied, scope, trustedPeers });
    if (connection === null) {
      return;
    }
    rememberConnection(raw, connection);
    if (!(await admit(connection)) || raw.destroyed) {
      return;
    }
    if (secureContext === null) {
      this.#beginHttp(raw);
    } else {
      this.#beginTls(connection, await secureContext(connection));
    }
  }

  #beginTls(connection: Connection, secureContext: SecureContext | null): void {
    const { raw } = connection;
    if (secureContext === null) {
      raw.once('data', () => raw.destroy());
      return;
    }
    const socket = new TLSSocket(raw, { isServer: true, secureContext });
    rememberConnection(socket, connection);
    const deadline = systemClock.after(HANDSHAKE_DEADLINE_MS, () => raw.destroy());
    raw.on('close', () => deadline.cancel());
    // A client that refuses our certificate ends the handshake; what it thought of it is its own to tell.
    socket.on('error', () => raw.destroy());
    socket.once('secure', () => {
      deadline.cancel();
      this.#beginHttp(socket);
    });
  }
}
