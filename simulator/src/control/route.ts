import type { z } from 'zod';
import type { SimulatorDescription } from '../model/simulator.ts';
import type { LocalScope } from '../scope/local-scope.ts';
import type { LocalScopes } from '../scope/local-scopes.ts';

/** A resource of the control API. What is sent is held to the row's schemas; the same schemas make the OpenAPI document. */
export interface ControlRoute {
  readonly method: 'get' | 'put' | 'post' | 'delete';
  /** Parameters in braces, as OpenAPI has them. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  /** Whether `?scope=` names the scope; without it, the default one. */
  readonly isScoped: boolean;
  /** Answered without the control token too. */
  readonly isOpen?: true;
  /** One that takes undefined may be left out. Without a schema, nothing may be sent. */
  readonly body?: z.ZodType;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly status: 200 | 201 | 204;
  /** What the answer's body holds, of every status but 204. */
  readonly answer?: z.ZodType;
  /** Other than JSON: a text, or the journal's entries as they come. */
  readonly media?: 'application/x-pem-file' | 'text/event-stream';
  readonly run: (call: ControlCall) => Promise<unknown>;
}

export interface ControlResources {
  readonly scopes: LocalScopes;
  readonly describe: () => SimulatorDescription;
}

export interface ControlCall extends ControlResources {
  /** The scope that the query names, of a route without one the default scope. */
  readonly scope: LocalScope;
  readonly params: Readonly<Record<string, string>>;
  /** Judged by the row's schema, and handed on as it came: each document's own reader sets its defaults. */
  readonly body: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  /** Aborted once the client has gone. */
  readonly signal: AbortSignal;
}

export function withoutAbsent<T extends object>(query: T): T {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as T;
}
