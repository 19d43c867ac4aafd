import { isUtf8 } from 'node:buffer';
import type { Request } from 'express';
import { z } from 'zod';
import { duplicatePaths } from '../protocol/json.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { invalid, read } from '../scope/documents.ts';
import type { ControlCall, ControlRoute } from './route.ts';

type ParsedCall = Pick<ControlCall, 'params' | 'body' | 'query' | 'headers'> & { readonly scope: string | undefined };

const nothing = z.strictObject({});
const scopeQuery = { scope: z.string('is no name of one scope').describe('The scope; the default one without it').optional() };

/** Parses a request by the schemas of its route. A key that the schemas do not have is refused in the query and in the body. */
export function parseCall(route: ControlRoute, request: Request): ParsedCall {
  const { scope, ...query } = read(queryOf(route), 'query', request.query);
  const body = bodyOf(request);
  read(route.body ?? nothing.optional(), 'body', body);
  return {
    scope: scope as string | undefined,
    query,
    // Without defaults: the reader of each document sets them.
    body,
    headers: route.headers === undefined ? {} : read(route.headers, 'header', request.headers),
    params: request.params as Readonly<Record<string, string>>,
  };
}

/** The JSON of the body. An absent body is undefined and not an empty object: a PUT replaces a document by what it gets. */
function bodyOf({ body }: Request): unknown {
  const bytes: unknown = body;
  if (!(bytes instanceof Buffer) || bytes.length === 0) {
    return undefined;
  }
  if (!isUtf8(bytes)) {
    throw new ProblemError('not-json', 'the body is not UTF-8');
  }
  const text = bytes.toString('utf8');
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new ProblemError('not-json', `the body cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const doubled = duplicatePaths(text);
  if (doubled.length > 0) {
    throw invalid(
      'body',
      doubled.map((path) => ({ path, message: 'is there twice' })),
    );
  }
  return document;
}

/** The query's schema; with the key `scope` if the route has a scope. A repeated `scope` is parsed as an array, which is refused. */
export function queryOf({ query = nothing, isScoped }: ControlRoute): z.ZodObject {
  return isScoped ? query.extend(scopeQuery) : query;
}
