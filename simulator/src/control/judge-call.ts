import { isUtf8 } from 'node:buffer';
import type { Request } from 'express';
import { z } from 'zod';
import { ProblemError } from '../protocol/problem-error.ts';
import { read } from '../scope/documents.ts';
import type { ControlCall, ControlRoute } from './route.ts';

type Judged = Pick<ControlCall, 'params' | 'body' | 'query' | 'headers'> & { readonly scope: string | undefined };

const NOTHING = z.strictObject({});
const SCOPE = { scope: z.string('is no name of one scope').describe('The scope; the default one without it').optional() };

/** What came, held to the row's schemas: a key that the row does not know is refused, wherever it stands. */
export function judged(route: ControlRoute, request: Request): Judged {
  const { scope, ...query } = read(queryOf(route), 'query', request.query);
  const body = bodyOf(request);
  read(route.body ?? NOTHING.optional(), 'body', body);
  return {
    scope: scope as string | undefined,
    query,
    // As it came: defaults are set where each document is read.
    body,
    headers: route.headers === undefined ? {} : read(route.headers, 'header', request.headers),
    params: request.params as Readonly<Record<string, string>>,
  };
}

const PROTOTYPE_KEY = /"__proto__"\s*:/;

/** Undefined where nothing was sent: that is not the same as an empty object, least of all for what replaces a document. */
function bodyOf({ body }: Request): unknown {
  const bytes: unknown = body;
  if (!(bytes instanceof Buffer) || bytes.length === 0) {
    return undefined;
  }
  if (!isUtf8(bytes)) {
    throw new ProblemError('not-json', 'the body is not UTF-8');
  }
  const text = bytes.toString('utf8');
  if (PROTOTYPE_KEY.test(text)) {
    // Objects lose it without a word, and a rule that is to match it would match everything.
    throw new ProblemError('invalid', 'no document has a key __proto__');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ProblemError('not-json', `the body cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Of every route that has a scope, `scope` is a key too. One that stands twice comes as an array, and is no name. */
export function queryOf({ query = NOTHING, isScoped }: ControlRoute): z.ZodObject {
  return isScoped ? query.extend(SCOPE) : query;
}
