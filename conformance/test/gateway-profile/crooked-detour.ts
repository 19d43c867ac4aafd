import { createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Detour, PlaneUrls } from '../../src/gateway-profile/simulated-gateway.ts';
import type { Asked, CrookedGateway, Json, Memory } from './crooked-gateways.ts';

const OPERATIONS: readonly (readonly [path: string, operation: Asked['operation']])[] = [
  ['/unisdk/rs/getNothing', 'number-request'],
  ['/unisdk/rs/getPrePhonescrip', 'number-request'],
  ['/unisdk/rs/getAuthToken', 'token-request'],
  ['/unisdk/rsapi/loginTokenValidate', 'exchange'],
  ['/openapi/rs/tokenValidate', 'compare'],
];

/** Servers in front of a right gateway's planes. They change its answers as the crooked gateway that was chosen does. */
export class CrookedDetour implements AsyncDisposable {
  readonly #servers: Server[] = [];
  #crooked: CrookedGateway | null = null;
  #memory: Memory = newMemory();

  /** null: answers pass as they are. */
  choose(crooked: CrookedGateway | null): void {
    this.#crooked = crooked;
    this.#memory = newMemory();
  }

  readonly detour: Detour = async ({ bearer, token, exchange }, ca): Promise<PlaneUrls> => ({
    bearer: await this.#before(bearer, ca),
    token: await this.#before(token, ca),
    exchange: await this.#before(exchange, ca),
  });

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }

  async #before(url: string, ca: string): Promise<string> {
    const server = createServer((incoming, outgoing) => {
      this.#pass(incoming, outgoing, { url, ca }).catch((error: Error) => outgoing.destroy(error));
    });
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse, to: Plane): Promise<void> {
    const body = await readAll(incoming);
    const asked = this.#asked(incoming.url ?? '', body);
    const { status, text } = await forward(incoming, body, to);
    const right = parseObject(text);
    const answer = right === null || this.#crooked === null ? text : JSON.stringify(this.#changed(asked, right));
    outgoing.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(answer);
  }

  #asked(target: string, body: Buffer): Asked {
    const operation = OPERATIONS.find(([path]) => target.endsWith(path))?.[1] ?? 'other';
    const sent = parseObject(body.toString()) ?? {};
    const token = String(sent['token'] ?? (sent['body'] as Json | undefined)?.['token'] ?? '');
    const { presented } = this.#memory;
    presented.set(token, (presented.get(token) ?? 0) + 1);
    return { operation, token, memory: this.#memory };
  }

  #changed(asked: Asked, right: Json): Json {
    const { token } = right;
    if (asked.operation === 'token-request' && typeof token === 'string') {
      asked.memory.issued.add(token);
    }
    return this.#crooked?.answer(asked, right) ?? right;
  }
}

interface Plane {
  readonly url: string;
  readonly ca: string;
}

function newMemory(): Memory {
  return { presented: new Map(), issued: new Set(), isLimitReached: false };
}

/** From the address that the client came from: the gateway knows subscribers by it. */
async function forward(
  incoming: IncomingMessage,
  body: Buffer,
  { url, ca }: Plane,
): Promise<{ readonly status: number; readonly text: string }> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const contentType = incoming.headers['content-type'];
  const options = {
    ca,
    method: incoming.method ?? 'POST',
    agent: false,
    localAddress: incoming.socket.remoteAddress ?? '127.0.0.1',
    headers: { ...(contentType === undefined ? {} : { 'content-type': contentType }), 'content-length': body.length },
  };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    send(new URL(incoming.url ?? '', url), options, resolve)
      .on('error', reject)
      .end(body);
  });
  return { status: answer.statusCode ?? 0, text: (await readAll(answer)).toString() };
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function parseObject(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}
