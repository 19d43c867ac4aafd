import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import { systemClock, type Timer } from '../clock.ts';

const REOPEN_AGAIN_MS = 500;

/** A server's port that can be closed and opened again while the server's connections stay open. */
export class RefusablePort {
  readonly #server: Server;
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
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
    this.#place = { port: (this.#server.address() as AddressInfo).port, host };
    return this.#place.port;
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
  }
}

function cannotReopen(port: number, host: string): string {
  const what = `port ${port} of ${host}, closed by a REFUSE rule or for want of data, could not be opened again`;
  return `${what}. It is tried again every ${REOPEN_AGAIN_MS} ms: end what has taken the port meanwhile`;
}
