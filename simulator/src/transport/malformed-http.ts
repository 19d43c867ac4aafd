import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { httpBytes, textAnswer } from '../protocol/http-answer.ts';
import type { Connection } from './connection.ts';
import { trackSending } from './connection-end.ts';
import type { RecordConnection } from './connection-event.ts';
import { startOf, whyMalformed } from './malformed-words.ts';
import type { SendingAnswer } from './sent-answer.ts';
import { writeAnswer, writeBytes } from './write-answer.ts';

/** The statuses that Node gives to what its parser cannot read; everything else is 400. */
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

interface Failure {
  readonly status: number | null;
  readonly expected: string | undefined;
  readonly got: string;
  readonly what: string;
}

/**
 * Answers requests that HTTP cannot frame and requests that come too late (wire.md §0): with Node's own statuses and our header, after the journal entry
 * is written.
 */
export class MalformedHttp {
  readonly #record: RecordConnection;
  /** Connections whose parser has failed: it fails again with every byte that follows. */
  readonly #failed = new WeakSet<Connection>();

  constructor(record: RecordConnection) {
    this.#record = record;
  }

  /** Handles Node's `clientError`: the parser failed, the deadline for a head passed, or the peer left. */
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
    const cutOff = abandonAwaited(connection);
    await pendingAnswered(socket);
    const status = STATUS_OF[code] ?? 400;
    const canAnswer = socket.writable && answering(socket)?.headersSent !== true;
    const what = `${code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'the head did not come in time' : whyMalformed(error, connection)} (${code})`;
    const sending = await this.#recordFailure(connection, {
      status: canAnswer ? status : null,
      expected: EXPECTED[status],
      got: startOf(error) ?? (cutOff === null ? 'no whole head' : `${requestLineOf(cutOff)}, its body not whole`),
      what,
    });
    if (canAnswer) {
      const bytes = httpBytes(textAnswer(status, `${what}\n`));
      trackSending(connection, sending);
      const done = (): void => {
        sending.whole(bytes.length);
        socket.destroySoon();
      };
      writeBytes(socket, bytes, { connection, done });
      return;
    }
    socket.destroySoon();
  }

  async headIsWrong(response: ServerResponse, connection: Connection, what: string): Promise<void> {
    const expected = 'HTTP/1.0 or HTTP/1.1, and one Host header with a host and perhaps a port, as HTTP/1.1 asks';
    const sending = await this.#recordFailure(connection, { status: 400, expected, got: requestLineOf(response), what });
    writeAnswer({ response, connection, sending }, textAnswer(400, `${what}\n`));
  }

  /** A request that was answered already gets no second answer: its connection ends. */
  async bodyIsLate(response: ServerResponse, connection: Connection): Promise<void> {
    connection.abandonedResponse = response;
    if (response.headersSent) {
      connection.raw.destroy();
      return;
    }
    const what = 'the body did not come in time';
    const got = `${requestLineOf(response)}, its body not whole`;
    const sending = await this.#recordFailure(connection, { status: 408, expected: EXPECTED[408], got, what });
    writeAnswer({ response, connection, sending }, textAnswer(408, `${what}\n`));
  }

  #recordFailure(connection: Connection, { status, expected = '', got, what }: Failure): Promise<SendingAnswer> {
    connection.requests += 1;
    const answer = status === null ? 'no answer, since another answer was being sent or the client had left' : String(status);
    const detail = `${what}: ${answer}, and the connection ended`;
    return this.#record(connection, { name: 'http', expected, got, detail, request: connection.requests, status });
  }
}

/** The request that the parser failed within is answered here: nobody refuses its body as too large afterwards. */
function abandonAwaited(connection: Connection): ServerResponse | null {
  const { awaited } = connection;
  if (awaited?.req.complete !== false) {
    return null;
  }
  connection.abandonedResponse = awaited;
  return awaited;
}

/** Whole requests that came before the malformed bytes are answered first. */
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

/** The response that the socket's next bytes belong to. Node's own handler reads the same property; bytes of ours would spoil that response. */
function answering(socket: Socket & { readonly _httpMessage?: ServerResponse | null }): ServerResponse | null {
  return socket._httpMessage ?? null;
}

function requestLineOf({ req }: ServerResponse): string {
  return `${req.method ?? ''} ${req.url ?? ''}`;
}
