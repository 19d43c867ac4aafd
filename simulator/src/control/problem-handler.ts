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
      const code = error.status === 413 ? 'too-large' : 'not-json';
      writeProblem(response, new ProblemError(code, `the request cannot be read: ${error.message}`));
      return;
    }
    const id = makeId();
    report(id, error);
    writeProblem(response, new ProblemError('internal', `unexpected error, logged under ${id}`), { id });
  };
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
