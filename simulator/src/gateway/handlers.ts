import { readFlatBody } from '../dialects/flat-body.ts';
import { readCheckBody } from '../dialects/number-check.ts';
import type { AnswerFrame, ClientDialect } from '../dialects/quhao-1.ts';
import type { Operation } from '../model/operations.ts';
import { GET_TOKEN } from '../operations/get-token.ts';
import { LOGIN_TOKEN_VALIDATE } from '../operations/login-token-validate.ts';
import { PREFETCH } from '../operations/prefetch.ts';
import type { LoginPayload } from '../operations/requests.ts';
import { TOKEN_VALIDATE } from '../operations/token-validate.ts';
import {
  ConnectedCheckContext,
  ConnectedLoginContext,
  ConnectedPrefetchContext,
  ConnectedTokenContext,
} from './operation-contexts.ts';
import { type OperationHandler, operationHandler } from './operation-handler.ts';
import { renderEnvelope, renderFlat } from './render-answer.ts';

/** The handlers of the four operations: the two of the SDK as the dialect writes them, the two server calls as the operator documents them. */
export function makeHandlers(dialect: ClientDialect): Readonly<Record<Operation, OperationHandler>> {
  return {
    prefetch: prefetchHandler(dialect),
    'get-token': tokenHandler(dialect),
    'login-token-validate': operationHandler({
      definition: LOGIN_TOKEN_VALIDATE,
      read: readFlatBody,
      makeContext: (start) => new ConnectedLoginContext(start),
      render: (context, outcome, forced) => renderFlat(context, outcome, { forced, whole: wholeLogin }),
    }),
    'token-validate': operationHandler({
      definition: TOKEN_VALIDATE,
      read: readCheckBody,
      makeContext: (start) => new ConnectedCheckContext(start),
      render: (context, outcome, forced) => renderEnvelope(context.reading, outcome, forced),
    }),
  };
}

function prefetchHandler(dialect: ClientDialect): OperationHandler {
  return operationHandler({
    definition: PREFETCH,
    read: dialect.read,
    readAgain: dialect.readAgain,
    makeContext: (start) => new ConnectedPrefetchContext(start, dialect.prefetch),
    render: (context, outcome, forced) =>
      renderFlat(context, outcome, {
        forced,
        write: dialect.writeAnswer,
        whole: (frame, payload) => ({
          ...frame,
          ...dialect.prefetchAnswer(frame, payload, context.scope.random.next(NONCE_BYTES)),
        }),
      }),
  });
}

const NONCE_BYTES = 12;

function tokenHandler(dialect: ClientDialect): OperationHandler {
  return operationHandler({
    definition: GET_TOKEN,
    read: dialect.read,
    readAgain: dialect.readAgain,
    makeContext: (start) => new ConnectedTokenContext(start, dialect.token),
    render: (context, outcome, forced) =>
      renderFlat(context, outcome, {
        forced,
        write: dialect.writeAnswer,
        whole: (frame, payload) => ({ ...frame, ...dialect.tokenAnswer(payload) }),
      }),
  });
}

function wholeLogin(
  { inresponseto, systemtime, resultCode, desc }: AnswerFrame,
  { msisdn, taskId }: LoginPayload,
): AnswerFrame & Readonly<Record<string, string>> {
  return { inresponseto, systemtime, resultCode, desc, msisdn, taskId };
}
