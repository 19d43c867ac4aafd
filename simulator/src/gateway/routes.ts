import type { Operation, Operator, Plane } from '../api.ts';
import { readFlatBody } from '../dialects/flat-body.ts';
import { CHECK_PATH, readCheckBody } from '../dialects/number-check.ts';
import { LOGIN_PATH } from '../dialects/operator-server.ts';
import type { AnswerFrame, ClientDialect } from '../dialects/quhao-1.ts';
import { TOKEN_FLOW } from '../operations/get-token.ts';
import { LOGIN_FLOW } from '../operations/login-token-validate.ts';
import { PREFETCH_FLOW } from '../operations/prefetch.ts';
import type { LoginPayload, PrefetchPayload } from '../operations/requests.ts';
import { CHECK_FLOW } from '../operations/token-validate.ts';
import { OPERATORS } from '../protocol/numbers.ts';
import { BegunCheck, BegunLogin, BegunPrefetch, BegunToken } from './operation-contexts.ts';
import { type OperationHandler, operationHandler } from './operation-handler.ts';
import { renderEnvelope, renderFlat } from './render-answer.ts';

/** A path of a plane and the operation behind it. */
export interface Route {
  readonly operation: Operation;
  readonly path: string;
  /** Its path as it is asked for, an operator's prefix before it. */
  readonly target: string;
  /** Of a number request: the operator whose prefix stands before the path. */
  readonly prefixed: Operator | null;
}

export function makeRoutes(dialect: ClientDialect): Readonly<Record<Plane, ReadonlyMap<string, Route>>> {
  const path = (operation: Operation): string => dialect.paths.find((row) => row.operation === operation)?.path ?? '';
  const prefetch = path('prefetch');
  const token = path('get-token');
  const plain = (operation: Operation, target: string): Route => ({ operation, path: target, target, prefixed: null });
  const bearer = [
    plain('prefetch', prefetch),
    ...OPERATORS.map(
      ({ operator, prefix }): Route => ({
        operation: 'prefetch',
        path: prefetch,
        target: prefix + prefetch,
        prefixed: operator,
      }),
    ),
  ];
  return {
    bearer: byTarget(bearer),
    token: byTarget([plain('get-token', token)]),
    exchange: byTarget([plain('login-token-validate', LOGIN_PATH), plain('token-validate', CHECK_PATH)]),
  };
}

function byTarget(routes: readonly Route[]): ReadonlyMap<string, Route> {
  return new Map(routes.map((route) => [route.target, route]));
}

export function makeHandlers(dialect: ClientDialect): Readonly<Record<Operation, OperationHandler>> {
  const writing = dialect.writeAnswer === undefined ? {} : { write: dialect.writeAnswer };
  return {
    prefetch: operationHandler({
      flow: PREFETCH_FLOW,
      read: dialect.read,
      readAgain: dialect.readAgain,
      begin: (parts) => new BegunPrefetch(parts, dialect.prefetch),
      render: (attempt, outcome, forced) => {
        const whole = (frame: AnswerFrame, done: PrefetchPayload) => ({
          ...frame,
          ...dialect.prefetchAnswer(frame, done, attempt.world.random.next(12)),
        });
        return renderFlat(attempt, outcome, { forced, whole, ...writing });
      },
    }),
    'get-token': operationHandler({
      flow: TOKEN_FLOW,
      read: dialect.read,
      readAgain: dialect.readAgain,
      begin: (parts) => new BegunToken(parts, dialect.token),
      render: (attempt, outcome, forced) =>
        renderFlat(attempt, outcome, {
          forced,
          whole: (frame, done) => ({ ...frame, ...dialect.tokenAnswer(done) }),
          ...writing,
        }),
    }),
    'login-token-validate': operationHandler({
      flow: LOGIN_FLOW,
      read: readFlatBody,
      begin: (parts) => new BegunLogin(parts),
      render: (attempt, outcome, forced) => renderFlat(attempt, outcome, { forced, whole: wholeLogin }),
    }),
    'token-validate': operationHandler({
      flow: CHECK_FLOW,
      read: readCheckBody,
      begin: (parts) => new BegunCheck(parts),
      render: (attempt, outcome, forced) => renderEnvelope(attempt.reading, outcome, forced),
    }),
  };
}

function wholeLogin(
  { inresponseto, systemtime, resultCode, desc }: AnswerFrame,
  { msisdn, taskId }: LoginPayload,
): AnswerFrame & Readonly<Record<string, string>> {
  return { inresponseto, systemtime, resultCode, desc, msisdn, taskId };
}
