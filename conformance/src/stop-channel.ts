import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { within } from './wait.ts';

/**
 * How the process of the suite is asked to stop: it stops when its connection to `conform` ends, so also when `conform` is killed.
 * A connection of its own, since vitest does not pass on the channel of its worker process.
 */

const LOOPBACK = '127.0.0.1';
/** Sent before the end of the connection by a `conform` that lives. */
const REQUEST = 'stop';

/** The side of `conform`. */
export class StopChannel implements AsyncDisposable {
  readonly #server: Server;
  readonly #suites = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (suite) => {
      this.#suites.add(suite);
      suite.resume();
      // A process that was killed resets its connection; it has stopped.
      suite.on('error', () => undefined);
      suite.once('close', () => this.#suites.delete(suite));
    });
  }

  static async open(): Promise<StopChannel> {
    const server = createServer({ allowHalfOpen: true }).listen(0, LOOPBACK);
    await once(server, 'listening');
    return new StopChannel(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** How many suites are connected. */
  get suites(): number {
    return this.#suites.size;
  }

  /** Resolves when the suite has stopped, or has not done so in time. */
  async requestStop(timeoutMs: number): Promise<void> {
    const stopped = [...this.#suites].map(async (suite) => {
      const closed = new Promise<void>((resolve) => void suite.once('close', resolve));
      suite.end(REQUEST);
      await closed;
    });
    try {
      await within(Promise.all(stopped), timeoutMs, () => new LateError('the suite has not stopped'));
    } catch (error) {
      if (!(error instanceof LateError)) {
        throw error;
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const suite of this.#suites) {
      suite.destroy();
    }
    this.#server.close();
  }
}

class LateError extends Error {}

/** What the process of the suite does when it stops. */
export interface StopWork {
  readonly stop: () => Promise<void>;
  /** `stop` is not waited for any longer. */
  readonly limitMs: number;
  /** This process may no longer run. `conform` may be gone: then nobody else removes what the run has left. */
  readonly end: (isConformGone: boolean) => void;
}

/** The side of the suite. The returned function stops it at once, for a signal that this process is sent. */
export function onStop(port: number, { stop, limitMs, end }: StopWork): () => void {
  const socket = connect({ port, host: LOOPBACK, allowHalfOpen: true });
  let isStopping = false;
  let isGone = false;
  const begin = (): void => {
    if (!isStopping) {
      isStopping = true;
      const ended = (): void => end(isGone);
      within(stop(), limitMs, () => new LateError('the testbed is not down')).then(ended, ended);
    }
  };
  let isAsked = false;
  socket.once('data', () => {
    isAsked = true;
  });
  // Where `conform` is gone, or was never reached, nobody waits for the suite.
  const leave = (): void => {
    isGone = !isAsked;
    begin();
  };
  socket.once('end', leave);
  socket.once('error', leave);
  socket.resume();
  socket.unref();
  return begin;
}

/**
 * Vitest ends its worker process on the first message that nobody receives, and a row that is cut off sends such messages. The testbed is
 * taken down to the end nevertheless.
 */
export function outliveConform(): void {
  process.removeAllListeners('error');
  process.on('error', () => undefined);
}

/** Ends this process at once: nothing that it would still start can be left behind. */
export function endProcess(): void {
  process.kill(process.pid, 'SIGKILL');
}
