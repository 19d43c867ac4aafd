import type { IncomingMessage } from 'node:http';
import { systemClock } from '../clock.ts';

export const MAX_BODY_BYTES = 16 * 1024;

/**
 * How much of a body that is too large is read on, and for how long. A client that writes all of it before it reads finds its answer then; one whose
 * connection is closed under it loses the answer to a reset.
 */
const READ_ON_BYTES = 8 * 1024 * 1024;
const READ_ON_MS = 2000;

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
  let refuse: (() => void) | null = null;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) {
      refuse ??= refuseLater(() => done(null));
      if (length > READ_ON_BYTES) {
        refuse();
      }
    } else if (first === null) {
      first = chunk;
    } else {
      more = more ?? [first];
      more.push(chunk);
    }
  });
  request.on('end', () => {
    if (refuse !== null) {
      refuse();
    } else {
      done(more === null ? (first ?? Buffer.alloc(0)) : Buffer.concat(more));
    }
  });
}

/** Whether a client that asks before it sends has a body that is too large for certain (RFC 9110 §10.1.1). */
export function isRefusedBeforehand({ headers }: IncomingMessage): boolean {
  return headers.expect !== undefined && Number(headers['content-length']) > MAX_BODY_BYTES;
}

/** Refuses once: when it is called, or after a while. */
function refuseLater(refuse: () => void): () => void {
  let isDone = false;
  const once = (): void => {
    deadline.cancel();
    if (!isDone) {
      isDone = true;
      refuse();
    }
  };
  const deadline = systemClock.after(READ_ON_MS, once);
  return once;
}
