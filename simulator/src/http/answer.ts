import type { ServerResponse } from 'node:http';
import { type HttpAnswer, isBodyTold, SIMULATOR_VALUE } from '../protocol/http-answer.ts';

export function writeAnswer(response: ServerResponse, answer: HttpAnswer): void {
  response.writeHead(answer.status, answerHeaders(answer));
  response.end(answer.body);
}

function answerHeaders({ status, contentType, body, closes, location }: HttpAnswer): Record<string, string | number> {
  // The name stands here in full (a test holds it to SIMULATOR_HEADER): a computed key makes V8 build the object through its runtime.
  const headers: Record<string, string | number> = isBodyTold(status)
    ? { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(body), 'Quhao-Simulator': SIMULATOR_VALUE }
    : { 'Quhao-Simulator': SIMULATOR_VALUE };
  if (closes) {
    headers['Connection'] = 'close';
  }
  if (location !== undefined) {
    headers['Location'] = location;
  }
  return headers;
}
