import { connect, type Socket } from 'node:net';

/** What a peer on a bare socket sees of an answer. */
export interface RawEnd {
  readonly bytes: string;
  readonly end: 'end' | 'reset' | 'open';
  readonly ms: number;
}

export interface RawExchange {
  readonly port: number;
  /** Written one after the other, each once the one before has left. */
  readonly chunks: readonly (string | Buffer)[];
  /** What is written last, once it is known. */
  readonly last?: () => Promise<string | Buffer>;
  /** Ends its own side then, and reads on. */
  readonly ends?: boolean;
  /** Gives up after this long and says 'open'. */
  readonly patienceMs?: number;
  readonly localAddress?: string;
  /** Stops once this much was seen. */
  readonly until?: (bytes: string) => boolean;
}

export function rawExchange({ port, chunks, patienceMs = 3000, localAddress, until, last, ends }: RawExchange): Promise<RawEnd> {
  const started = performance.now();
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', ...(localAddress === undefined ? {} : { localAddress }) });
    let bytes = '';
    const finish = (end: RawEnd['end']): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ bytes, end, ms: performance.now() - started });
    };
    const timer = setTimeout(() => finish('open'), patienceMs);
    socket.on('data', (chunk) => {
      bytes += chunk.toString('latin1');
      if (until?.(bytes) === true) {
        finish('open');
      }
    });
    socket.on('end', () => finish('end'));
    socket.on('error', (error) => finish('code' in error && error.code === 'ECONNRESET' ? 'reset' : 'end'));
    void writeAll(socket, chunks).then(async () => {
      if (last !== undefined) {
        socket.write(await last());
      }
      if (ends === true) {
        socket.end();
      }
    });
  });
}

async function writeAll(socket: Socket, chunks: readonly (string | Buffer)[]): Promise<void> {
  for (const chunk of chunks) {
    await new Promise<void>((resolve) => socket.write(chunk, () => resolve()));
  }
}

export function httpPost(path: string, body: unknown, headers: Record<string, string> = {}): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const lines = Object.entries({
    host: '127.0.0.1',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  });
  return `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${text}`;
}
