import { STATUS_CODES } from 'node:http';

/** An HTTP answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly closes: boolean;
  readonly location?: string;
}

/** 204 and 304 end with their head; 205 has a length of 0 (RFC 9110 §15.3.5, §15.3.6, §15.4.5): a client that reuses its connection takes more bytes for the next answer. */
export function isBodyAllowed(status: number): boolean {
  return status !== 204 && status !== 205 && status !== 304;
}

/** Whether the head has Content-Type and Content-Length. */
export function hasBodyHeaders(status: number): boolean {
  return status !== 204 && status !== 304;
}

/** Stands in every answer, so that this can never be taken for the real thing. */
export const SIMULATOR_HEADER = 'Quhao-Simulator';
export const SIMULATOR_VALUE = 'test bench, not an operator';

export const JSON_TYPE = 'application/json; charset=utf-8';

export function jsonAnswer(body: string, contentType = JSON_TYPE): HttpAnswer {
  return { status: 200, contentType, body, closes: false };
}

export function htmlAnswer(body: string): HttpAnswer {
  return { status: 200, contentType: 'text/html; charset=utf-8', body, closes: false };
}

export function textAnswer(status: number, body: string): HttpAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body, closes: true };
}

/** The answer as node:http writes it, as the last on its connection. */
export function httpBytes({ status, contentType, body, location }: HttpAnswer): Buffer {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'unknown'}`,
    ...(hasBodyHeaders(status) ? [`Content-Type: ${contentType}`, `Content-Length: ${Buffer.byteLength(body)}`] : []),
    `${SIMULATOR_HEADER}: ${SIMULATOR_VALUE}`,
    'Connection: close',
    ...(location === undefined ? [] : [`Location: ${location}`]),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
