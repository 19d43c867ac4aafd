import type { IncomingMessage } from 'node:http';
import { systemClock } from '../clock.ts';
import type { Plane } from '../model/operations.ts';
import type { Connection } from '../transport/connection.ts';

/** A request as it came in, its body whole or too large. */
export interface InboundRequest {
  readonly plane: Plane;
  readonly method: string;
  /** The raw request target. */
  readonly target: string;
  /** Looked at on the bearer plane only. */
  readonly host: string | undefined;
  readonly contentType: string | undefined;
  /** Empty where it is too large. */
  readonly body: Buffer;
  readonly isTooLarge: boolean;
  readonly connection: Connection;
  /** The nth on its connection, from 1. */
  readonly requestNumber: number;
  readonly realAt: number;
  /** CLOCK_MONOTONIC: a number, exact for the first hundred days after the machine's start, and to 2 ns for the next. */
  readonly monotonicNanos: number;
}

const NO_BODY = Buffer.alloc(0);

/** `body` null: too large a one. */
export function inboundRequestOf(
  request: IncomingMessage,
  plane: Plane,
  connection: Connection,
  body: Buffer | null,
): InboundRequest {
  connection.requests += 1;
  return {
    plane,
    method: request.method ?? '',
    target: request.url ?? '',
    host: plane === 'bearer' ? request.headers.host : undefined,
    contentType: request.headers['content-type'],
    body: body ?? NO_BODY,
    isTooLarge: body === null,
    connection,
    requestNumber: connection.requests,
    realAt: systemClock.now(),
    monotonicNanos: Number(systemClock.monotonicNanos()),
  };
}
