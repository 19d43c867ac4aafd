import type { z } from 'zod';
import type { SimulatorDescription } from '../model/simulator.ts';
import type { LocalScope } from '../scope/local-scope.ts';
import type { LocalScopes } from '../scope/local-scopes.ts';

/** A resource of the control API. Requests are parsed by the row's schemas; the OpenAPI document is made of the same schemas. */
export interface ControlRoute {
  readonly method: 'get' | 'put' | 'patch' | 'post' | 'delete';
  /** With parameters in braces, as in OpenAPI. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  /** Whether `?scope=` names the scope; the default scope without it. */
  readonly isScoped: boolean;
  /** Served without the control token too. */
  readonly isOpen?: true;
  /** A schema that accepts undefined makes the body optional. A route without a schema refuses a body. */
  readonly body?: z.ZodType;
  /** A body that the route takes. */
  readonly example?: unknown;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly status: 200 | 201 | 204;
  /** Whether the answer may be 201 in place of its status: the document is new. */
  readonly creates?: true;
  /** The answer's body; of a 204 there is none. */
  readonly answer?: z.ZodType;
  /** The media type of an answer that is not JSON: a text, or the journal's events. */
  readonly media?: 'application/x-pem-file' | 'text/event-stream';
  readonly run: (call: ControlCall) => Promise<unknown>;
}

export interface ControlResources {
  readonly scopes: LocalScopes;
  readonly describe: () => SimulatorDescription;
}

export interface ControlCall extends ControlResources {
  /** The scope that the query names; the default scope otherwise. */
  readonly scope: LocalScope;
  readonly params: Readonly<Record<string, string>>;
  /** Valid by the route's schema, but without its defaults: the reader of each document sets them. */
  readonly body: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  /** Sets a header of the answer. */
  readonly setHeader: (name: string, value: string) => void;
  /** Makes the answer's status 201: the document is new. */
  readonly markCreated: () => void;
  /** Aborted when the client disconnects. */
  readonly signal: AbortSignal;
}

export function withoutAbsent<T extends object>(query: T): T {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as T;
}
