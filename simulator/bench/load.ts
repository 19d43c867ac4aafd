import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** A load generator thin enough to be faster than the server: prepared bytes out, answers counted by their length, nothing parsed. */

export interface Target {
  readonly port: number;
  /** Root certificate; absent: plain TCP. */
  readonly ca?: string;
  readonly localAddress?: string;
}

/** One connection: a request at a time, answered with its body. */
export class Client {
  readonly #socket: Socket;
  #pending: ((body: string) => void) | null = null;
  #fail: ((error: Error) => void) | null = null;
  #bytes = '';
  #expected = -1;
  #bodyAt = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => this.#read(chunk));
    socket.on('close', () => this.#fail?.(new Error('the server closed the connection in the middle of a run')));
  }

  static open({ port, ca, localAddress }: Target): Promise<Client> {
    const options = { port, host: '127.0.0.1', ...(localAddress === undefined ? {} : { localAddress }) };
    return new Promise((resolve, reject) => {
      const socket = ca === undefined ? connectTcp(options) : connectTls({ ...options, ca, servername: 'token.gateway.test' });
      socket.once('error', reject);
      socket.once(ca === undefined ? 'connect' : 'secureConnect', () => resolve(new Client(socket)));
    });
  }

  send(request: string | Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#pending = resolve;
      this.#fail = reject;
      if (this.#socket.destroyed) {
        reject(new Error('the server closed the connection between two runs'));
      }
      if (typeof request === 'string') {
        this.#socket.write(request, 'latin1');
      } else {
        this.#socket.write(request);
      }
    });
  }

  /** Whether the server has closed the connection, for instance since it was idle. */
  get isClosed(): boolean {
    return this.#socket.destroyed;
  }

  close(): void {
    this.#fail = null;
    this.#socket.destroy();
  }

  #read(chunk: string): void {
    this.#bytes += chunk;
    if (this.#expected < 0) {
      const end = this.#bytes.indexOf('\r\n\r\n');
      if (end < 0) {
        return;
      }
      const length = /\r\ncontent-length: (\d+)/i.exec(this.#bytes)?.[1];
      this.#bodyAt = end + 4;
      this.#expected = this.#bodyAt + Number(length);
    }
    if (this.#bytes.length >= this.#expected) {
      const body = this.#bytes.slice(this.#bodyAt, this.#expected);
      const done = this.#pending;
      this.#bytes = '';
      this.#expected = -1;
      this.#pending = null;
      done?.(body);
    }
  }
}

export function httpRequest(path: string, body: string): string {
  return `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/**
 * Keeps this process polling. A server that is slower than the generator would pay for waking it with every answer, and one that is faster would not:
 * the comparison would be of sleeping habits.
 */
function stayAwake(): { end(): void } {
  let isOver = false;
  const poll = (): void => {
    if (!isOver) {
      setImmediate(poll);
    }
  };
  poll();
  return {
    end: () => {
      isOver = true;
    },
  };
}

/** As many as will go: every client sends its next once the one before is answered. */
export async function closedLoop(
  clients: readonly Client[],
  count: number,
  once: (client: Client, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const stay = stayAwake();
  await Promise.all(
    clients.map(async (client) => {
      for (let index = next++; index < count; index = next++) {
        await once(client, index);
      }
    }),
  );
  stay.end();
}

/** Prepared requests outside the heap: as strings, the generator's own garbage collector would be measured with them. */
export function packed(requests: readonly string[]): readonly Buffer[] {
  const bytes = Buffer.from(requests.join(''), 'latin1');
  let end = 0;
  return requests.map((request) => {
    const start = end;
    end += request.length;
    return bytes.subarray(start, end);
  });
}

/** At a fixed rate, whatever the answers take; latencies in milliseconds from the moment a request was due, in that order. */
export async function openLoop(
  clients: readonly Client[],
  options: { readonly perSecond: number; readonly count: number },
  once: (client: Client, index: number) => Promise<void>,
): Promise<readonly number[]> {
  const idle = [...clients];
  const waiting: ((client: Client) => void)[] = [];
  const latencies = new Array<number>(options.count);
  const take = (): Promise<Client> => {
    const client = idle.pop();
    return client === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(client);
  };
  const give = (client: Client): void => {
    const next = waiting.shift();
    if (next === undefined) {
      idle.push(client);
    } else {
      next(client);
    }
  };
  const started = performance.now();
  const sendAt = async (index: number, due: number): Promise<void> => {
    const client = await take();
    await once(client, index);
    give(client);
    latencies[index] = performance.now() - due;
  };
  const sent: Promise<void>[] = [];
  while (sent.length < options.count) {
    const due = started + (sent.length / options.perSecond) * 1000;
    if (performance.now() >= due) {
      sent.push(sendAt(sent.length, due));
    } else {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  await Promise.all(sent);
  return latencies;
}
