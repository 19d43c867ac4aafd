import type { Operation, Operator, Plane } from '../api.ts';
import { readFlatBody } from '../dialects/flat-body.ts';
import { CHECK_PATH, checkReader, readCheckBody } from '../dialects/number-check.ts';
import { LOGIN_PATH, loginReader } from '../dialects/operator-server.ts';
import type { AnswerFrame, ClientDialect } from '../dialects/quhao-1.ts';
import type { Attempt } from '../flows/flow.ts';
import { TOKEN_FLOW, type TokenAttempt } from '../flows/get-token.ts';
import { LOGIN_FLOW, type LoginAttempt } from '../flows/login-token-validate.ts';
import { PREFETCH_FLOW, type PrefetchAttempt } from '../flows/prefetch.ts';
import type { LoginPayload, PrefetchPayload } from '../flows/requests.ts';
import { CHECK_FLOW, type CheckAttempt } from '../flows/token-validate.ts';
import { OPERATORS } from '../protocol/numbers.ts';
import { type BeginParts, type OperationHandler, operationHandler } from './handler.ts';
import { numberRequestBase, redirectUrl } from './number-request-base.ts';
import { renderEnvelope, renderFlat } from './render.ts';

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
      begin: (parts) => beginPrefetch(dialect, parts),
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
      begin: (parts): TokenAttempt => ({
        ...beginAttempt(parts),
        reader: dialect.token,
        scrip: undefined,
        subscriber: undefined,
        unusedTokens: undefined,
      }),
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
      begin: beginLogin,
      render: (attempt, outcome, forced) => renderFlat(attempt, outcome, { forced, whole: wholeLogin }),
    }),
    'token-validate': operationHandler({
      flow: CHECK_FLOW,
      read: readCheckBody,
      begin: (parts): CheckAttempt => ({
        ...beginAttempt(parts),
        reader: checkReader,
        address: callerOf(parts),
        token: undefined,
        isOwn: undefined,
        subscriber: undefined,
      }),
      render: (attempt, outcome, forced) => renderEnvelope(attempt.reading, outcome, forced),
    }),
  };
}

function beginAttempt({ arrival, world, reading, app }: BeginParts): Omit<Attempt<never>, 'reader'> {
  return {
    world,
    settings: world.settings,
    plane: arrival.plane,
    reading,
    app,
    request: undefined,
    now: world.nowOn(arrival.plane),
    msisdn: undefined,
    presented: undefined,
    issued: undefined,
  };
}

function beginPrefetch(dialect: ClientDialect, parts: BeginParts): PrefetchAttempt {
  const { arrival, route } = parts;
  const base = numberRequestBase(route.prefixed, arrival.host);
  const { localAuthority, address } = arrival.connection;
  return {
    ...beginAttempt(parts),
    reader: dialect.prefetch,
    address,
    host: base.operator,
    redirectTo: (operator) => redirectUrl(base, operator, { host: arrival.host, localAuthority, path: route.path }),
    opened: undefined,
    session: undefined,
    subscriber: undefined,
    retrievals: undefined,
  };
}

/** Written out: it is made for every exchange, and spreading costs more than the rest of it. */
function beginLogin(parts: BeginParts): LoginAttempt {
  const { arrival, world, reading, app } = parts;
  return {
    world,
    settings: world.settings,
    plane: arrival.plane,
    reading,
    app,
    reader: loginReader,
    request: undefined,
    now: world.nowOn(arrival.plane),
    msisdn: undefined,
    presented: undefined,
    issued: undefined,
    address: callerOf(parts),
    token: undefined,
    calls: undefined,
  };
}

function callerOf({ arrival, world }: BeginParts): string {
  return world.settings.callerAddress ?? arrival.connection.address ?? '';
}

function wholeLogin(
  { inresponseto, systemtime, resultCode, desc }: AnswerFrame,
  { msisdn, taskId }: LoginPayload,
): AnswerFrame & Readonly<Record<string, string>> {
  return { inresponseto, systemtime, resultCode, desc, msisdn, taskId };
}
