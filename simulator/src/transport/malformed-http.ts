import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionJournal } from '../gateway/connection-journal.ts';
import { httpBytes, textAnswer } from '../protocol/http-answer.ts';
import type { Connection } from './connection.ts';
import { writeAnswer } from './write-answer.ts';

/** Node's own statuses for what its parser cannot go on with; all else is 400. */
const STATUS_OF: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

const EXPECTED: Readonly<Record<number, string>> = {
  400: 'a request that HTTP can frame',
  408: 'a whole head within 10 s, and its whole body within 10 s more',
  413: 'chunk extensions of at most 16 KiB',
  431: 'a head of at most 16 KiB',
};

/** A request line, or what begins like one. */
const REQUEST_LINE = /^([A-Za-z]{1,20}) ([!-~]{1,4000})/;

/** What HTTP itself cannot frame, and what does not come in time (wire.md §0): answered as Node would, with our header, once the journal was told. */
export class MalformedHttp {
  readonly #journal: ConnectionJournal;
  /** Connections whose parser has failed: it fails again with every byte that comes. */
  readonly #failed = new WeakSet<Connection>();

  constructor(journal: ConnectionJournal) {
    this.#journal = journal;
  }

  /** Node's `clientError`: its parser has failed, its deadline for a head is over, or the peer has gone. */
  async parserFailed(error: Error, socket: Socket, connection: Connection): Promise<void> {
    if (this.#failed.has(connection)) {
      return;
    }
    this.#failed.add(connection);
    const code = 'code' in error ? String(error.code) : '';
    if (!code.startsWith('HPE_') && code !== 'ERR_HTTP_REQUEST_TIMEOUT') {
      socket.destroy();
      return;
    }
    await pendingAnswered(socket);
    const status = STATUS_OF[code] ?? 400;
    const canAnswer = socket.writable && answering(socket)?.headersSent !== true;
    const what = `${code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'the head did not come in time' : error.message} (${code})`;
    await this.#record(connection, { status: canAnswer ? status : null, expected: EXPECTED[status], got: startOf(error), what });
    if (canAnswer) {
      socket.write(httpBytes(textAnswer(status, `${what}\n`)));
    }
    socket.destroySoon();
  }

  async lacksHost(response: ServerResponse, connection: Connection): Promise<void> {
    const what = 'HTTP/1.1 without a Host header';
    await this.#record(connection, { status: 400, expected: 'a Host header, as HTTP/1.1 asks', got: requestOf(response), what });
    writeAnswer(response, textAnswer(400, `${what}\n`));
  }

  /** Not where it was answered already: then the connection just ends. */
  async bodyIsLate(response: ServerResponse, connection: Connection): Promise<void> {
    connection.givenUp = response;
    if (response.headersSent) {
      connection.raw.destroy();
      return;
    }
    const what = 'the body did not come in time';
    await this.#record(connection, {
      status: 408,
      expected: EXPECTED[408],
      got: `${requestOf(response)}, its body not whole`,
      what,
    });
    writeAnswer(response, textAnswer(408, `${what}\n`));
  }

  #record(
    connection: Connection,
    { status, expected, got, what }: { status: number | null; expected: string | undefined; got: string; what: string },
  ): Promise<void> {
    connection.requests += 1;
    const told = status === null ? 'no answer, since another had begun or nobody was there' : String(status);
    const step = { name: 'http', expected: expected ?? '', got, detail: `${what}: ${told}, and the connection ended` };
    return this.#journal.record(connection, { ...step, request: connection.requests, status });
  }
}

/** Requests that came whole, before what cannot be framed, are answered first. */
async function pendingAnswered(socket: Socket): Promise<void> {
  for (let pending = answering(socket); isPending(pending); pending = answering(socket)) {
    await settled(pending);
  }
}

function settled(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.once('finish', resolve).once('close', resolve));
}

function isPending(response: ServerResponse | null): response is ServerResponse {
  return response?.req.complete === true && !response.headersSent && !response.destroyed;
}

/** What the socket's next bytes belong to, as Node's own handler asks: ours in the middle of an answer would spoil it. */
function answering(socket: Socket & { readonly _httpMessage?: ServerResponse | null }): ServerResponse | null {
  return socket._httpMessage ?? null;
}

/** Of what the parser failed at, method and target where it begins with them: it may as well be the middle of a body. */
function startOf(error: Error): string {
  const packet = 'rawPacket' in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket : null;
  if (packet === null) {
    return 'no whole head';
  }
  const [, method, target] = REQUEST_LINE.exec(packet.subarray(0, 4100).toString('latin1')) ?? [];
  return method === undefined ? `${packet.length} bytes that begin with no request line` : `${method} ${target}`;
}

function requestOf({ req }: ServerResponse): string {
  return `${req.method ?? ''} ${req.url ?? ''}`;
}
