import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { gzipSync } from 'node:zlib';

export interface SeenRequest {
  /** Counted from 1 in the order in which connections were accepted. */
  readonly connection: number;
  readonly line: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** What the peer does with a request: bytes that it sends, or an end without an answer. */
type Answer = Buffer | 'close' | 'nothing';

/** An HTTP/1.1 server on bare sockets, so that connections can be counted and broken. */
export class HttpPeer {
  readonly requests: SeenRequest[] = [];
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  /** With a PKCS#12 file, over TLS. */
  static async start(pfx?: string): Promise<HttpPeer> {
    const server = pfx === undefined ? createServer() : createTlsServer({ pfx: await readFile(pfx), passphrase: 'sample' });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const peer = new HttpPeer(server);
    let connections = 0;
    server.on(pfx === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
      connections += 1;
      peer.#serve(socket, connections);
    });
    return peer;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    this.#server.close();
    await once(this.#server, 'close');
  }

  #serve(socket: Socket, connection: number): void {
    let received = '';
    let served = 0;
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      for (let request = parse(received, connection); request !== null; request = parse(received, connection)) {
        received = received.slice(request.length);
        this.requests.push(request.seen);
        served += 1;
        const answer = answerTo(request.seen, served);
        if (answer === 'close') {
          socket.destroy();
          return;
        }
        if (answer !== 'nothing') {
          socket.write(answer);
        }
      }
    });
  }
}

function parse(text: string, connection: number): { readonly seen: SeenRequest; readonly length: number } | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) {
    return null;
  }
  const [line = '', ...fields] = text.slice(0, end).split('\r\n');
  const headers = new Map(
    fields.map((field) => [field.slice(0, field.indexOf(':')).toLowerCase(), field.slice(field.indexOf(':') + 1).trim()]),
  );
  const length = end + 4 + Number(headers.get('content-length') ?? 0);
  return text.length < length ? null : { seen: { connection, line, headers, body: text.slice(end + 4, length) }, length };
}

/** The path says what to do: `/gzip`, `/close`, `/close-second`, `/silent`, `/status/CODE?LOCATION`; others are answered with "hello". */
function answerTo({ line, headers }: SeenRequest, servedOnConnection: number): Answer {
  const target = line.split(' ')[1] ?? '';
  const path = target.replace(/^http:\/\/[^/]+/, '');
  const redirect = /^\/status\/(\d+)\?(.*)$/.exec(path);
  if (redirect !== null) {
    return head(Number(redirect[1]), [`Location: ${redirect[2]}`, 'Content-Length: 0']);
  }
  if (path === '/close' || (path === '/close-second' && servedOnConnection > 1)) {
    return 'close';
  }
  if (path === '/silent') {
    return 'nothing';
  }
  if (path === '/gzip' && headers.get('accept-encoding') === 'gzip') {
    const body = gzipSync('hello');
    return Buffer.concat([head(200, ['Content-Encoding: gzip', `Content-Length: ${body.length}`]), body]);
  }
  return Buffer.concat([head(200, ['Content-Length: 5']), Buffer.from('hello')]);
}

function head(status: number, fields: readonly string[]): Buffer {
  return Buffer.from(`HTTP/1.1 ${status} Status\r\n${fields.join('\r\n')}\r\n\r\n`);
}
