import type { ErrorRequestHandler, Response } from 'express';
import { PROBLEMS, Problem } from '../state/problem.ts';

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
      writeProblem(response, new Problem('not-json', `the request cannot be read: ${error.message}`));
      return;
    }
    const id = makeId();
    report(id, error);
    writeProblem(response, new Problem('internal', `unexpected error, logged under ${id}`), { id });
  };
}

function writeProblem(response: Response, { code, message, places }: Problem, more: object = {}): void {
  const row = PROBLEMS.find((candidate) => candidate.code === code);
  const status = row?.status ?? 500;
  response
    .status(status)
    .type('application/problem+json')
    .json({
      type: `/docs/problems#${code}`,
      title: row?.title,
      status,
      code,
      detail: message,
      ...(places.length > 0 ? { errors: places } : {}),
      ...more,
    });
}

/** What express.json() throws of a body that it cannot read: its status is the client's fault. */
function isClientError(error: unknown): error is Error {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500;
}
