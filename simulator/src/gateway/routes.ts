import { readFlatBody } from '../dialects/flat-body.ts';
import { CHECK_PATH, readCheckBody } from '../dialects/number-check.ts';
import { LOGIN_PATH } from '../dialects/operator-server.ts';
import type { AnswerFrame, ClientDialect } from '../dialects/quhao-1.ts';
import type { Operator } from '../model/documents.ts';
import type { Operation, Plane } from '../model/operations.ts';
import { GET_TOKEN } from '../operations/get-token.ts';
import { LOGIN_TOKEN_VALIDATE } from '../operations/login-token-validate.ts';
import { PREFETCH } from '../operations/prefetch.ts';
import type { LoginPayload, PrefetchPayload } from '../operations/requests.ts';
import { TOKEN_VALIDATE } from '../operations/token-validate.ts';
import { OPERATORS } from '../protocol/numbers.ts';
import {
  ConnectedCheckContext,
  ConnectedLoginContext,
  ConnectedPrefetchContext,
  ConnectedTokenContext,
} from './operation-contexts.ts';
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
      flow: PREFETCH,
      read: dialect.read,
      readAgain: dialect.readAgain,
      begin: (parts) => new ConnectedPrefetchContext(parts, dialect.prefetch),
      render: (context, outcome, forced) => {
        const whole = (frame: AnswerFrame, done: PrefetchPayload) => ({
          ...frame,
          ...dialect.prefetchAnswer(frame, done, context.scope.random.next(12)),
        });
        return renderFlat(context, outcome, { forced, whole, ...writing });
      },
    }),
    'get-token': operationHandler({
      flow: GET_TOKEN,
      read: dialect.read,
      readAgain: dialect.readAgain,
      begin: (parts) => new ConnectedTokenContext(parts, dialect.token),
      render: (context, outcome, forced) =>
        renderFlat(context, outcome, {
          forced,
          whole: (frame, done) => ({ ...frame, ...dialect.tokenAnswer(done) }),
          ...writing,
        }),
    }),
    'login-token-validate': operationHandler({
      flow: LOGIN_TOKEN_VALIDATE,
      read: readFlatBody,
      begin: (parts) => new ConnectedLoginContext(parts),
      render: (context, outcome, forced) => renderFlat(context, outcome, { forced, whole: wholeLogin }),
    }),
    'token-validate': operationHandler({
      flow: TOKEN_VALIDATE,
      read: readCheckBody,
      begin: (parts) => new ConnectedCheckContext(parts),
      render: (context, outcome, forced) => renderEnvelope(context.reading, outcome, forced),
    }),
  };
}

function wholeLogin(
  { inresponseto, systemtime, resultCode, desc }: AnswerFrame,
  { msisdn, taskId }: LoginPayload,
): AnswerFrame & Readonly<Record<string, string>> {
  return { inresponseto, systemtime, resultCode, desc, msisdn, taskId };
}
