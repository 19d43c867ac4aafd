import type { ServerResponse } from 'node:http';
import { type HttpAnswer, SIMULATOR_HEADER, SIMULATOR_VALUE } from '../protocol/http-answer.ts';

export function writeAnswer(response: ServerResponse, answer: HttpAnswer): void {
  response.writeHead(answer.status, answerHeaders(answer));
  response.end(answer.body);
}

function answerHeaders({ contentType, body, closes, location }: HttpAnswer): Record<string, string | number> {
  const headers: Record<string, string | number> = {
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(body),
    [SIMULATOR_HEADER]: SIMULATOR_VALUE,
  };
  if (closes) {
    headers['Connection'] = 'close';
  }
  if (location !== undefined) {
    headers['Location'] = location;
  }
  return headers;
}
