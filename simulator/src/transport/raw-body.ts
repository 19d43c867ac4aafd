import type { IncomingMessage } from 'node:http';

export const MAX_BODY_BYTES = 16 * 1024;

/**
 * Reads a body raw: the gateway judges it, not a JSON middleware. Calls `done` with null for a body that is too large, and never for a request that is cut
 * off, since nobody is left to answer. A callback, because a promise with its listeners costs a tenth of an exchange.
 */
export function readRawBody(request: IncomingMessage, done: (body: Buffer | null) => void): void {
  let first: Buffer | null = null;
  let more: Buffer[] | null = null;
  let length = 0;
  if (isRefusedBeforehand(request)) {
    done(null);
    return;
  }
  request.on('data', (chunk: Buffer) => {
    const wasTooLarge = length > MAX_BODY_BYTES;
    length += chunk.length;
    if (length > MAX_BODY_BYTES) {
      if (!wasTooLarge) {
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

/** Whether a client that asks before it sends has a body that is too large for certain (RFC 9110 §10.1.1). */
export function isRefusedBeforehand({ headers }: IncomingMessage): boolean {
  return headers.expect !== undefined && Number(headers['content-length']) > MAX_BODY_BYTES;
}
