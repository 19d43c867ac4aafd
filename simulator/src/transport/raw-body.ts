import type { IncomingMessage } from 'node:http';

export const MAX_BODY_BYTES = 16 * 1024;

/**
 * Reads a body raw: it is judged by us, not by a JSON middleware. `null` is too large a body. Of a request that is cut off nothing is heard: there is
 * nobody to answer. A callback, because a promise with its listeners costs a tenth of an exchange.
 */
export function readRawBody(request: IncomingMessage, done: (body: Buffer | null) => void): void {
  let first: Buffer | null = null;
  let more: Buffer[] | null = null;
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    const isTold = length > MAX_BODY_BYTES;
    length += chunk.length;
    if (length > MAX_BODY_BYTES) {
      if (!isTold) {
        done(null);
      }
    } else if (first === null) {
      first = chunk;
    } else {
      more = more ?? [first];
      more.push(chunk);
    }
  });
  request.on('end', () => {
    if (length <= MAX_BODY_BYTES) {
      done(more === null ? (first ?? Buffer.alloc(0)) : Buffer.concat(more));
    }
  });
}
