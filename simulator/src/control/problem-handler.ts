import type { ErrorRequestHandler, Response } from 'express';
import { PROBLEMS } from '../model/problem.ts';
import { ProblemError } from '../protocol/problem-error.ts';

/** Writes every error of the control API as problem+json (RFC 9457). The problem's type is a page of the documentation. */

export function problemHandler(report: (id: string, error: unknown) => void, makeId: () => string): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error instanceof ProblemError) {
      writeProblem(response, error);
      return;
    }
    if (isClientError(error)) {
      writeProblem(response, unreadable(error));
      return;
    }
    const id = makeId();
    report(id, error);
    writeProblem(response, new ProblemError('internal', `unexpected error, logged under ${id}`), { id });
  };
}

/** What Express could not read: the path, or the body. */
function unreadable(error: Error & { readonly status: number }): ProblemError {
  if (error instanceof URIError || error.message.startsWith('Failed to decode param')) {
    return new ProblemError('bad-path', 'the path cannot be decoded: its percent escapes are no UTF-8');
  }
  if (error.status === 413) {
    return new ProblemError('too-large', `the request cannot be read: ${error.message}`);
  }
  if (error.status === 415) {
    return new ProblemError('bad-request', 'the body is compressed: send it without Content-Encoding');
  }
  return new ProblemError('bad-request', `the request cannot be read: ${error.message}`);
}

function writeProblem(response: Response, problem: ProblemError, more: object = {}): void {
  const document = problemOf(problem);
  response
    .status(document.status)
    .type('application/problem+json')
    .json({ ...document, ...more });
}

/** A problem as RFC 9457 writes it. */
export function problemOf({ code, message, places }: ProblemError): { readonly status: number } {
  const row = PROBLEMS.find((candidate) => candidate.code === code);
  return {
    ...{ type: `/docs/problems#${code}`, title: row?.title, status: row?.status ?? 500, code, detail: message },
    ...(places.length > 0 ? { errors: places } : {}),
  };
}

/** Whether Express could not read the body: it throws an error with a 4xx status then. */
function isClientError(error: unknown): error is Error & { readonly status: number } {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500;
}
