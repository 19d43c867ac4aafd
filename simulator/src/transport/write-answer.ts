import type { OutgoingHttpHeader, ServerResponse } from 'node:http';
import { type HttpAnswer, hasBodyHeaders, SIMULATOR_HEADER, SIMULATOR_VALUE } from '../protocol/http-answer.ts';

export function writeAnswer(response: ServerResponse, answer: HttpAnswer): void {
  response.writeHead(answer.status, answerHeaders(answer));
  response.end(answer.body);
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
