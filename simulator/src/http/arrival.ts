import type { IncomingMessage } from 'node:http';
import type { Plane } from '../api.ts';
import { systemClock } from '../clock.ts';
import type { Connection } from './connection.ts';

/** A request as it came in, its body whole. */
export interface Arrival {
  readonly plane: Plane;
  readonly method: string;
  /** The raw request target. */
  readonly target: string;
  readonly host: string | undefined;
  readonly contentType: string | undefined;
  readonly body: Buffer;
  readonly connection: Connection;
  /** The nth on its connection, from 1. */
  readonly requestNumber: number;
  readonly monotonicNanos: bigint;
}

export function arrivalOf(request: IncomingMessage, plane: Plane, connection: Connection, body: Buffer): Arrival {
  connection.requests += 1;
  return {
    plane,
    method: request.method ?? '',
    target: request.url ?? '',
    host: request.headers.host,
    contentType: request.headers['content-type'],
    body,
    connection,
    requestNumber: connection.requests,
    monotonicNanos: systemClock.monotonicNanos(),
  };
}
