import type { ErrorRequestHandler, Response } from 'express';
import { PROBLEMS, Problem } from '../scope/problem.ts';

/** The one exit of the control API's errors: problem+json (RFC 9457), its type a page of the documentation. */

export function problemHandler(report: (id: string, error: unknown) => void, makeId: () => string): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error instanceof Problem) {
      writeProblem(response, error);
      return;
    }
    if (isClientError(error)) {
      const code = error.status === 413 ? 'too-large' : 'not-json';
      writeProblem(response, new Problem(code, `the request cannot be read: ${error.message}`));
      return;
    }
    const id = makeId();
    report(id, error);
    writeProblem(response, new Problem('internal', `unexpected error, logged under ${id}`), { id });
  };
}

function writeProblem(response: Response, problem: Problem, more: object = {}): void {
  const told = problemOf(problem);
  response
    .status(told.status)
    .type('application/problem+json')
    .json({ ...told, ...more });
}

/** A problem as RFC 9457 writes it. */
export function problemOf({ code, message, places }: Problem): { readonly status: number } {
  const row = PROBLEMS.find((candidate) => candidate.code === code);
  return {
    ...{ type: `/docs/problems#${code}`, title: row?.title, status: row?.status ?? 500, code, detail: message },
    ...(places.length > 0 ? { errors: places } : {}),
  };
}

/** What express.json() throws of a body that it cannot read: its status is the client's fault. */
function isClientError(error: unknown): error is Error & { readonly status: number } {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500;
}
