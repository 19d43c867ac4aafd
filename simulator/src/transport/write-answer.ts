import type { OutgoingHttpHeader, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { systemClock } from '../clock.ts';
import { type HttpAnswer, hasBodyHeaders, SIMULATOR_HEADER, SIMULATOR_VALUE } from '../protocol/http-answer.ts';
import type { Connection } from './connection.ts';
import { trackSending } from './connection-end.ts';
import type { SendingAnswer } from './sent-answer.ts';

/** Where an answer goes, and who is told what left. */
export interface Outgoing {
  readonly response: ServerResponse;
  readonly connection: Connection;
  readonly sending: SendingAnswer;
}

/** How long the system is given to report that a client which ended its side is gone. */
const GONE_MS = 40;

/** Writes the answer; `sending` is settled when it returns, unless the system does not take all of it at once or the client has ended its side. */
export function writeAnswer({ response, connection, sending }: Outgoing, answer: HttpAnswer): void {
  response.writeHead(answer.status, answerHeaders(answer));
  if (connection.clientEndedAt !== null) {
    writeToEnded({ response, connection, sending }, answer.body);
    return;
  }
  response.end(answer.body);
  const { socket } = response;
  if (isTaken(socket)) {
    sending.whole(bytesOf(response, answer.body));
    connection.lastSent = sending;
    return;
  }
  trackSending(connection, sending);
  response.once('finish', () => finish({ response, connection, sending }, answer.body));
}

/** Whether the system has taken all that was written. A TLS socket says so a turn later; a write to a reset connection has failed by now. */
function isTaken(socket: Socket | null): boolean {
  return socket !== null && socket.writableLength === 0 && !socket.destroyed && socket.errored === null;
}

/** The first bytes show whether anybody is there to read the others: a client that is gone answers them with a reset. */
function writeToEnded(outgoing: Outgoing, body: string): void {
  const { response, connection, sending } = outgoing;
  trackSending(connection, sending);
  response.once('finish', () => finish(outgoing, body));
  response.flushHeaders();
  const timer = systemClock.after(GONE_MS, () => response.end(body));
  sending.whenSettled(() => timer.cancel());
}

function finish({ response, sending }: Outgoing, body: string): void {
  // Node ends a response whose socket has failed too; the close of the connection settles it.
  if (response.req.socket.errored === null) {
    sending.whole(bytesOf(response, body));
  }
}

/** Head and body as Node has written them: a HEAD request and some statuses have no body. */
function bytesOf(response: ServerResponse & { readonly _header?: string; readonly _hasBody?: boolean }, body: string): number {
  return (response._header?.length ?? 0) + (response._hasBody === false ? 0 : Buffer.byteLength(body));
}

/** Writes bytes without HTTP's own writer. `done` is called once they have left, and never if the client is found to be gone. */
export function writeBytes(socket: Socket, bytes: Uint8Array, { connection, done }: BytesParts): void {
  const report = (error?: Error | null): void => {
    if (error == null) {
      done();
    }
  };
  if (connection.clientEndedAt === null || bytes.length < 2) {
    socket.write(bytes, report);
    return;
  }
  socket.write(bytes.subarray(0, -1));
  const timer = systemClock.after(GONE_MS, () => socket.write(bytes.subarray(-1), report));
  socket.once('close', timer.cancel);
}

interface BytesParts {
  readonly connection: Connection;
  readonly done: () => void;
}

/** Names and values in turn: Node writes such a list as it is, and takes longer over an object. */
function answerHeaders({ status, contentType, body, closes, location }: HttpAnswer): OutgoingHttpHeader[] {
  const headers: OutgoingHttpHeader[] = hasBodyHeaders(status)
    ? ['Content-Type', contentType, 'Content-Length', Buffer.byteLength(body), SIMULATOR_HEADER, SIMULATOR_VALUE]
    : [SIMULATOR_HEADER, SIMULATOR_VALUE];
  if (closes) {
    headers.push('Connection', 'close');
  }
  if (location !== undefined) {
    headers.push('Location', location);
  }
  return headers;
}
