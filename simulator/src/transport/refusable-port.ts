import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, createServer, Server as NetServer, type Socket } from 'node:net';
import { systemClock, type Timer } from '../clock.ts';
import { errorCode } from '../model/start-error.ts';

const REOPEN_AGAIN_MS = 500;

/** The addresses that mean this machine in either family: `localhost` is ::1 to some clients and 127.0.0.1 to others. */
const BOTH_FAMILIES: readonly string[] = ['127.0.0.1', 'localhost'];
const LOOPBACK4 = '127.0.0.1';
const LOOPBACK6 = '::1';

/** How many ports are tried until one is free in both families. */
const PORT_TRIES = 20;

/** A machine without IPv6. */
const NO_FAMILY: readonly string[] = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'];

/** A server's port that can be closed and opened again while the server's connections stay open. On 127.0.0.1 it listens at ::1 too. */
export class RefusablePort {
  readonly #server: Server;
  /** Takes the connections to ::1; null where the host has no other family. */
  #twin: NetServer | null = null;
  /** Reports an internal error. */
  readonly #report: (error: unknown) => void;
  /** Where the server listens, or will listen again. */
  #place = { port: 0, host: '' };
  /** Whether the port must be closed. */
  #isRefusing = false;
  #reopening: Timer | null = null;

  constructor(server: Server, report: (error: unknown) => void) {
    this.#server = server;
    this.#report = report;
  }

  async open(port: number, host: string): Promise<number> {
    for (let tries = 1; ; tries++) {
      const opened = await this.#openFirst(port, host === 'localhost' ? LOOPBACK4 : host);
      try {
        await this.#openTwin(opened, host);
        this.#place = { port: opened, host };
        return opened;
      } catch (error) {
        // Only where the system chose the port is there another one to try.
        this.#close();
        if (port !== 0 || tries === PORT_TRIES || errorCode(error) !== 'EADDRINUSE') {
          throw error;
        }
      }
    }
  }

  async #openFirst(port: number, host: string): Promise<number> {
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  async #openTwin(port: number, host: string): Promise<void> {
    if (!BOTH_FAMILIES.includes(host)) {
      return;
    }
    // The options of node:http's own sockets.
    const twin = createServer({ allowHalfOpen: true, noDelay: true }, (socket: Socket) =>
      this.#server.emit('connection', socket),
    );
    try {
      twin.listen({ port, host: LOOPBACK6, ipv6Only: true });
      await once(twin, 'listening');
      this.#twin = twin;
    } catch (error) {
      if (!NO_FAMILY.includes(errorCode(error))) {
        throw error;
      }
    }
  }

  /** Closes the port, so that the system itself refuses connections. */
  refuse(): void {
    if (this.#isRefusing) {
      return;
    }
    this.#isRefusing = true;
    this.#reopening?.cancel();
    this.#close();
  }

  /** Opens the port again. Where another process has taken the port meanwhile, reports that once and retries until it works. */
  async takeConnections(): Promise<void> {
    if (!this.#isRefusing) {
      return;
    }
    this.#isRefusing = false;
    await this.#reopen('first try');
  }

  /** Opens the port no more: the server is being closed. */
  end(): void {
    this.#isRefusing = true;
    this.#reopening?.cancel();
    this.#closeTwin();
  }

  async #reopen(turn: 'first try' | 'retry'): Promise<void> {
    const { port, host } = this.#place;
    if (this.#server.listening) {
      return;
    }
    try {
      await this.open(port, host);
      if (this.#isRefusing) {
        // refuse() was called while the port was being opened.
        this.#close();
      }
    } catch (error) {
      if (this.#isRefusing) {
        return;
      }
      if (turn === 'first try') {
        this.#report(new Error(cannotReopen(port, host), { cause: error }));
      }
      this.#reopening = systemClock.after(REOPEN_AGAIN_MS, () => void this.#reopen('retry'));
    }
  }

  /** The close of node:net: HTTP's own close would end idle connections too. */
  #close(): void {
    NetServer.prototype.close.call(this.#server);
    this.#closeTwin();
  }

  #closeTwin(): void {
    this.#twin?.close();
    this.#twin = null;
  }
}

function cannotReopen(port: number, host: string): string {
  const what = `port ${port} of ${host}, closed by a REFUSE rule or for want of data, could not be opened again`;
  return `${what}. It is tried again every ${REOPEN_AGAIN_MS} ms: end what has taken the port meanwhile`;
}
