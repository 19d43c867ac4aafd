import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemClock } from '../clock.ts';
import type { Operation, Plane } from '../model/operations.ts';
import type { Bearer } from '../scope/scope-directory.ts';
import type { ResolvedScope } from '../scope/scope-resolver.ts';
import type { Connection } from '../transport/connection.ts';

/** A request as it came in, with its body whole or too large. */
export interface InboundRequest {
  readonly plane: Plane;
  readonly method: string;
  /** The request target; of one in absolute form, as a client sends it to a proxy, path and query (RFC 9112 §3.2.2). */
  readonly target: string;
  /** The target's authority, else the Host header; read on the bearer plane only. */
  readonly host: string | undefined;
  readonly contentType: string | undefined;
  /** What the head says of the body that the client may not know of, in words; null: nothing. */
  readonly remark: string | null;
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
  /** null until the request was read and its scope found. */
  destination: Destination | null;
}

/** Which operation of which scope a request asks for. */
interface Destination {
  readonly resolved: ResolvedScope;
  readonly operation: Operation;
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

/** Authority, without a user's name, and what follows it. */
const ABSOLUTE_FORM = /^https?:\/\/(?:[^/?#@]*@)?([^/?#@]+)([/?@][^#]*)?$/i;

/** An authority without a path means the root. */
function pathOf(rest: string): string {
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** The two codings of transfer that the parser undoes, or that are none. */
const PLAIN_TRANSFERS: ReadonlySet<string> = new Set(['chunked', 'identity']);

function codingOf(headers: IncomingMessage['headers'], body: Buffer | null): string | null {
  const content = headers['content-encoding'];
  if (content !== undefined) {
    return `Content-Encoding: ${content}`;
  }
  const transfer = headers['transfer-encoding'];
  if (transfer?.split(',').some((coding) => !PLAIN_TRANSFERS.has(coding.trim().toLowerCase())) === true) {
    return `Transfer-Encoding: ${transfer}`;
  }
  return body?.[0] === 0x1f && body[1] === 0x8b ? 'no Content-Encoding, and a body that begins as gzip does' : null;
}

/** Headers of the body that stand there twice, or a coding, which is not undone. */
function remarkOf({ headers, headersDistinct }: IncomingMessage, body: Buffer | null): string | null {
  const types = headers['content-type'] === 'application/json' ? 1 : (headersDistinct['content-type']?.length ?? 0);
  if (types > 1) {
    return `the request has ${types} Content-Type headers, of which the first counts`;
  }
  const coding = codingOf(headers, body);
  return coding === null ? null : `the request has ${coding.slice(0, 80)}; the body is read as it is, not decoded`;
}

export function inboundRequestOf({ plane, request, response, connection, body }: ReceivedRequest): InboundRequest {
  connection.requests += 1;
  const { headers, url = '' } = request;
  const absolute = url.startsWith('/') ? null : ABSOLUTE_FORM.exec(url);
  return {
    plane,
    method: request.method ?? '',
    target: absolute === null ? url : pathOf(absolute[2] ?? ''),
    host: plane === 'bearer' ? (absolute?.[1] ?? headers.host) : undefined,
    contentType: headers['content-type'],
    remark: remarkOf(request, body),
    body: body ?? noBody,
    isTooLarge: body === null,
    connection,
    requestNumber: connection.requests,
    realAt: systemClock.now(),
    monotonicNanos: Number(systemClock.monotonicNanos()),
    response,
    bearer: undefined,
    destination: null,
  };
}
