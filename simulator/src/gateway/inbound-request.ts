import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemClock } from '../clock.ts';
import type { Plane } from '../model/operations.ts';
import type { Bearer } from '../scope/scope-directory.ts';
import type { Connection } from '../transport/connection.ts';

/** A request as it came in, with its body whole or too large. */
export interface InboundRequest {
  readonly plane: Plane;
  readonly method: string;
  /** The raw request target. */
  readonly target: string;
  /** The Host header; read on the bearer plane only. */
  readonly host: string | undefined;
  readonly contentType: string | undefined;
  /** Empty where it is too large. */
  readonly body: Buffer;
  readonly isTooLarge: boolean;
  readonly connection: Connection;
  /** Its number on the connection, from 1. */
  readonly requestNumber: number;
  readonly realAt: number;
  /** CLOCK_MONOTONIC: a number, exact for the first hundred days after the machine's start, and to 2 ns for the next. */
  readonly monotonicNanos: number;
  readonly response: ServerResponse;
  /** The bearer as it was when the request came; undefined where there is none, or where a fault rule has changed the scope's state since. */
  bearer: Bearer | undefined;
}

export interface ReceivedRequest {
  readonly plane: Plane;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly connection: Connection;
  /** null: the body is too large. */
  readonly body: Buffer | null;
}

const noBody = Buffer.alloc(0);

export function inboundRequestOf({ plane, request, response, connection, body }: ReceivedRequest): InboundRequest {
  connection.requests += 1;
  // The client has read the last answer on, since it asks again.
  connection.lastSent = null;
  return {
    plane,
    method: request.method ?? '',
    target: request.url ?? '',
    host: plane === 'bearer' ? request.headers.host : undefined,
    contentType: request.headers['content-type'],
    body: body ?? noBody,
    isTooLarge: body === null,
    connection,
    requestNumber: connection.requests,
    realAt: systemClock.now(),
    monotonicNanos: Number(systemClock.monotonicNanos()),
    response,
    bearer: undefined,
  };
}
