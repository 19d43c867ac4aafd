import { createServer, type IncomingMessage, type Server, type ServerOptions, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { systemClock, type Timer } from '../clock.ts';
import type { ListenerRow } from '../model/listeners.ts';
import type { AddressList } from '../protocol/addresses.ts';
import { acceptConnection, type Connection, connectionOf, rememberConnection } from './connection.ts';
import { noteError, settleClosed, watchClientEnd } from './connection-end.ts';
import type { ConnectionPolicy } from './connection-policy.ts';
import { wrongHost, wrongVersion } from './host-header.ts';
import type { MalformedHttp } from './malformed-http.ts';
import { isRefusedBeforehand } from './raw-body.ts';
import { RefusablePort } from './refusable-port.ts';

export type ServeRequest = (request: IncomingMessage, response: ServerResponse, connection: Connection) => void;

export interface ListenerOptions {
  readonly plane: ListenerRow['plane'];
  readonly isProxied: boolean;
  readonly trustedPeers: AddressList;
  /** The id of the scope whose own listener this is; null: all scopes share it. */
  readonly scope: string | null;
  /** The address of the session that every connection has here; null: the address is the PROXY header's or the peer's. */
  readonly session: string | null;
  readonly isTls: boolean;
  /** Whether TLS is spoken is read off the client's first byte, whatever `isTls` says. */
  readonly sniffs: boolean;
  readonly nextConnectionId: () => number;
  readonly policy: ConnectionPolicy;
  readonly malformedHttp: MalformedHttp;
  readonly serve: ServeRequest;
  /** Reports an internal error outside a request; the connection is closed. */
  readonly report: (error: unknown) => void;
}

const HEADERS_DEADLINE_MS = 10_000;
const BODY_DEADLINE_MS = 10_000;
const IDLE_MS = 60_000;
const DEADLINE_CHECK_MS = 1000;
const HANDSHAKE_DEADLINE_MS = 10_000;

const SERVER_OPTIONS: ServerOptions = {
  headersTimeout: HEADERS_DEADLINE_MS,
  // Node would count head and body together: #sweep has the deadline of a body.
  requestTimeout: 0,
  // Node's own 400 would lack our header.
  requireHostHeader: false,
  keepAliveTimeout: IDLE_MS,
  connectionsCheckingInterval: DEADLINE_CHECK_MS,
};

/** One port. HTTP begins only after the PROXY header, the connection policy and TLS, in this order. */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #server: Server;
  readonly #beginHttp: (socket: Socket) => void;
  /** The open sockets with their connections; null until the PROXY header was read. */
  readonly #sockets = new Map<Socket, Connection | null>();
  readonly #port: RefusablePort;
  #sweeping: Timer | null = null;

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#server = createServer(SERVER_OPTIONS, (request, response) => this.#serve(request, response));
    this.#port = new RefusablePort(this.#server, options.report);
    // A half-closed peer that sent its whole request is answered. @types/node does not know the property.
    Object.assign(this.#server, { httpAllowHalfOpen: true });
    // Node would drop the headers after the 2,000th; the size of a head is limited all the same.
    this.#server.maxHeadersCount = 0;
    // The server's own listener starts the HTTP parser; #beginHttp calls it once the connection is accepted.
    const [begin] = this.#server.listeners('connection');
    this.#server.removeAllListeners('connection');
    this.#beginHttp = (socket) => {
      watchClientEnd(socket, connectionOf(socket));
      begin?.call(this.#server, socket);
    };
    this.#listenToServer();
  }

  #listenToServer(): void {
    const { report, malformedHttp } = this.#options;
    this.#server.on('checkContinue', (request, response) => {
      if (this.#options.plane === 'control' || !isRefusedBeforehand(request)) {
        response.writeContinue();
      }
      this.#serve(request, response);
    });
    this.#server.on('checkExpectation', (request, response) => this.#serve(request, response));
    this.#server.on('connection', (socket: Socket) => {
      this.#accept(socket).catch((error: unknown) => {
        report(error);
        socket.destroy();
      });
    });
    this.#server.on('clientError', (error: Error, socket: Socket) => {
      const connection = connectionOf(socket);
      noteError(connection, error);
      this.#finishWith(malformedHttp.parserFailed(error, socket, connection), connection);
    });
    // CONNECT is a method like any other here; Node hands it over without a response.
    this.#server.on('connect', (request: IncomingMessage, socket: Socket) => {
      const response = new ServerResponse(request);
      response.assignSocket(socket);
      response.shouldKeepAlive = false;
      response.on('finish', () => socket.end());
      this.#serve(request, response);
    });
  }

  async listen(port: number, host: string): Promise<number> {
    const opened = await this.#port.open(port, host);
    this.#sweeping = systemClock.after(DEADLINE_CHECK_MS, () => this.#sweep());
    return opened;
  }

  /** Closes the port, so that the system itself refuses connections. Open connections stay open. */
  refuse(): void {
    this.#port.refuse();
  }

  /** Opens the port again. */
  takeConnections(): Promise<void> {
    return this.#port.takeConnections();
  }

  /** The open connections whose PROXY header, where one is required, was read. */
  connections(): readonly Connection[] {
    return [...this.#sockets.values()].filter((connection) => connection !== null);
  }

  /** Closes the port and ends every open connection. */
  async close(): Promise<void> {
    this.#port.end();
    this.#sweeping?.cancel();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const [socket, connection] of this.#sockets) {
      if (connection !== null) {
        connection.endedBy ??= 'the listener was closed';
      }
      socket.destroy();
    }
    await closed;
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const { serve, malformedHttp } = this.#options;
    const connection = connectionOf(request.socket);
    connection.awaited = response;
    connection.awaitedSweeps = 0;
    // The client has read the last answer on, since it asks again.
    connection.lastSent = null;
    // Reading the header costs nothing more: Node has parsed the headers by now, looking for Expect.
    const wrong = wrongVersion(request) ?? wrongHost(request);
    if (wrong !== null) {
      this.#finishWith(malformedHttp.headIsWrong(response, connection, wrong), connection);
      return;
    }
    serve(request, response, connection);
  }

  /** Looks for bodies that are late. One timer for each listener: a timer for each request would cost throughput. */
  #sweep(): void {
    for (const connection of this.connections()) {
      const { awaited } = connection;
      if (awaited === null) {
        continue;
      }
      connection.awaitedSweeps += 1;
      if (awaited.req.complete) {
        connection.awaited = null;
      } else if (connection.awaitedSweeps > BODY_DEADLINE_MS / DEADLINE_CHECK_MS) {
        connection.awaited = null;
        this.#finishWith(this.#options.malformedHttp.bodyIsLate(awaited, connection), connection);
      }
    }
    this.#sweeping = systemClock.after(DEADLINE_CHECK_MS, () => this.#sweep());
  }

  /** Destroys the connection where handling its malformed request fails. */
  #finishWith(handling: Promise<void>, { raw }: Connection): void {
    handling.catch((error: unknown) => {
      this.#options.report(error);
      raw.destroy();
    });
  }

  async #accept(raw: Socket): Promise<void> {
    this.#sockets.set(raw, null);
    raw.on('close', () => {
      const gone = this.#sockets.get(raw);
      this.#sockets.delete(raw);
      if (gone != null) {
        settleClosed(gone);
      }
    });
    // A peer that resets is no error of ours; the close event follows.
    raw.on('error', (error) => {
      const failed = this.#sockets.get(raw);
      if (failed != null) {
        noteError(failed, error);
      }
      raw.destroy();
    });
    const { plane, isProxied, scope, session, trustedPeers, nextConnectionId, policy, isTls } = this.#options;
    const id = nextConnectionId();
    const { connection, header } = await acceptConnection(raw, { id, plane, isProxied, scope, session, trustedPeers });
    if (header.state !== 'right') {
      if (header.state === 'wrong') {
        await policy.headerFailed(connection, header.why);
      }
      raw.destroy();
      return;
    }
    rememberConnection(raw, connection);
    this.#sockets.set(raw, connection);
    if (!(await policy.accept(connection)) || raw.destroyed) {
      return;
    }
    if (this.#options.sniffs ? await beginsWithTls(raw) : isTls) {
      await this.#beginTls(connection);
    } else if (!raw.destroyed) {
      this.#beginHttp(raw);
    }
  }

  async #beginTls(connection: Connection): Promise<void> {
    const { policy, report } = this.#options;
    const { raw } = connection;
    const secureContext = await policy.secureContext(connection);
    if (secureContext === null) {
      raw.once('data', () => raw.destroy());
      return;
    }
    const forName = policy.contextForName(secureContext);
    const socket = new TLSSocket(raw, {
      isServer: true,
      secureContext,
      ...(forName === null ? {} : { SNICallback: sniCallback(forName) }),
    });
    rememberConnection(socket, connection);
    const deadline = systemClock.after(HANDSHAKE_DEADLINE_MS, () => raw.destroy());
    raw.on('close', () => deadline.cancel());
    const endHandshake = (error: Error): void => {
      policy.handshakeFailed(connection, error).catch(report);
    };
    socket.once('error', endHandshake);
    socket.on('error', (error) => {
      noteError(connection, error);
      raw.destroy();
    });
    socket.once('secure', () => {
      socket.off('error', endHandshake);
      deadline.cancel();
      this.#beginHttp(socket);
    });
  }
}

type SniAnswer = (error: Error | null, context?: SecureContext) => void;

function sniCallback(forName: (name: string) => Promise<SecureContext>): (name: string, answer: SniAnswer) => void {
  return (name, answer) => {
    forName(name).then(
      (context) => answer(null, context),
      (error: unknown) => answer(error instanceof Error ? error : new Error(String(error))),
    );
  };
}

/** The type of a TLS record with a client's first message (RFC 8446 §5.1). No method of HTTP begins with it. */
const TLS_HANDSHAKE = 0x16;

/** Looks at the client's first byte and leaves it in the stream; false where the client sends none. */
function beginsWithTls(raw: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (first: Buffer | null): void => {
      deadline.cancel();
      raw.off('readable', look);
      raw.off('end', leave);
      raw.off('close', leave);
      if (first !== null) {
        raw.unshift(first);
      }
      resolve(first?.[0] === TLS_HANDSHAKE);
    };
    const look = (): void => {
      const first: Buffer | null = raw.read(1);
      if (first !== null) {
        finish(first);
      }
    };
    const leave = (): void => finish(null);
    const deadline = systemClock.after(HANDSHAKE_DEADLINE_MS, () => raw.destroy());
    raw.on('readable', look);
    raw.on('end', leave);
    raw.on('close', leave);
    look();
  });
}
