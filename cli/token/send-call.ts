import { type ClientRequest, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { ServerCall } from './server-call.ts';

/** What came back: an answer, or why there is none. */
export type CallOutcome =
  | { readonly status: number; readonly body: string; readonly why: null }
  | { readonly status: null; readonly body: null; readonly why: string };

/** Where a server call goes; over TLS only the simulator's own root is trusted. */
export interface CallPlace {
  readonly url: string;
  readonly rootPem: string;
}

/** Sends a server call as a back end does. A fault of the network is an outcome: a rule may have made it. */
export function sendCall({ url, rootPem }: CallPlace, { path, body }: ServerCall, limitMs: number): Promise<CallOutcome> {
  const options = {
    method: 'POST',
    agent: false as const,
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    signal: AbortSignal.timeout(limitMs),
  };
  return readOutcome(
    () =>
      url.startsWith('https:')
        ? httpsRequest(`${url}${path}`, { ...options, ca: rootPem })
        : httpRequest(`${url}${path}`, options),
    { body: Buffer.from(body), limitMs },
  );
}

export interface Sending {
  readonly body: Buffer;
  readonly limitMs: number;
}

/** Sends the body of a request, and waits for the whole answer. */
export function readOutcome(open: () => ClientRequest, { body, limitMs }: Sending): Promise<CallOutcome> {
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException): void => resolve({ status: null, body: null, why: whyNone(error, limitMs) });
    const request = open();
    request.on('error', fail);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), why: null }));
    });
    request.end(body);
  });
}

function whyNone({ name, code, message }: NodeJS.ErrnoException, limitMs: number): string {
  if (name === 'AbortError' || name === 'TimeoutError') {
    return `no answer within ${limitMs} ms`;
  }
  return `no answer: ${code === undefined ? message : `${code}, ${message}`}`;
}
