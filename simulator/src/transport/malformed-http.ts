import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { httpBytes, textAnswer } from '../protocol/http-answer.ts';
import type { Connection } from './connection.ts';
import { trackSending } from './connection-end.ts';
import type { RecordConnection } from './connection-event.ts';
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

/** A request line, or the beginning of one. */
const REQUEST_LINE = /^([A-Za-z]{1,20}) ([!-~]{1,4000})/;

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
    abandonAwaited(connection);
    await pendingAnswered(socket);
    const status = STATUS_OF[code] ?? 400;
    const canAnswer = socket.writable && answering(socket)?.headersSent !== true;
    const what = `${code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'the head did not come in time' : whyMalformed(error)} (${code})`;
    const sending = await this.#recordFailure(connection, {
      status: canAnswer ? status : null,
      expected: EXPECTED[status],
      got: startOf(error),
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

  async hostIsWrong(response: ServerResponse, connection: Connection, what: string): Promise<void> {
    const expected = 'one Host header with a host and perhaps a port, as HTTP/1.1 asks';
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
function abandonAwaited(connection: Connection): void {
  const { awaited } = connection;
  if (awaited?.req.complete === false) {
    connection.abandonedResponse = awaited;
  }
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

/** Method and target where the bytes that the parser failed at begin with them; those bytes may be the middle of a body. */
function packetOf(error: Error): Buffer | null {
  return 'rawPacket' in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket : null;
}

const PROXY_V2 = Buffer.from('0d0a0d0a000d0a515549540a', 'hex');

const BODY_IS_LONGER =
  'bytes that are no request follow a request: its body had no Content-Length, or is longer than its Content-Length said';

/** What bytes are that are no HTTP/1.1, or none that is asked for here. */
const OTHER_SPEECH = [
  {
    // A record of a TLS handshake.
    begins: (bytes: Buffer) => bytes[0] === 22 && bytes[1] === 3,
    why: 'the client began TLS on a port of plain HTTP: use http:// here, or a port whose URL is https://',
  },
  { begins: beginsWith(/^PRI \* HTTP\/2/), why: 'the client speaks HTTP/2 without asking: HTTP/1.1 is served' },
  {
    begins: (bytes: Buffer) => beginsWith(/^PROXY /)(bytes) || PROXY_V2.equals(bytes.subarray(0, PROXY_V2.length)),
    why: 'the client sent a PROXY header on a port that takes none: the ports of PROXY headers are others',
  },
  { begins: beginsWith(/^(?:get|post|put|head) \//), why: 'the method is in lower case, and letter case counts' },
  { begins: beginsWith(/^\s*[{[]/), why: BODY_IS_LONGER },
  { begins: beginsWith(/^(?:SSH-|EHLO |HELO |\*\d+\r\n)/), why: 'the client speaks another protocol than HTTP' },
] as const;

function beginsWith(start: RegExp): (bytes: Buffer) => boolean {
  return (bytes) => start.test(bytes.toString('latin1', 0, 40));
}

/** The parser's words, or what the bytes are where they are no HTTP at all. */
function whyMalformed(error: Error): string {
  const packet = packetOf(error);
  const parsed = 'bytesParsed' in error ? Number(error.bytesParsed) : 0;
  if ('code' in error && error.code === 'HPE_INVALID_METHOD' && parsed > 0 && packet?.includes('\r\n\r\n') === true) {
    return BODY_IS_LONGER;
  }
  return packet === null ? error.message : (OTHER_SPEECH.find(({ begins }) => begins(packet))?.why ?? error.message);
}

function startOf(error: Error): string {
  const packet = packetOf(error);
  if (packet === null) {
    return 'no whole head';
  }
  const [, method, target] = REQUEST_LINE.exec(packet.subarray(0, 4100).toString('latin1')) ?? [];
  return method === undefined ? `${packet.length} bytes that begin with no request line` : `${method} ${target}`;
}

function requestLineOf({ req }: ServerResponse): string {
  return `${req.method ?? ''} ${req.url ?? ''}`;
}
