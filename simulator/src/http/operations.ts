import type { Operation, Operator, Plane } from '../api.ts';
import { readFlatBody } from '../dialects/flat-body.ts';
import { CHECK_PATH, readCheck, readCheckBody } from '../dialects/number-check.ts';
import { LOGIN_PATH, readLogin } from '../dialects/operator-server.ts';
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
  /** Of a number request: the operator whose prefix stands before the path. */
  readonly prefixed: Operator | null;
}

export function makeRoutes(dialect: ClientDialect): Readonly<Record<Plane, ReadonlyMap<string, Route>>> {
  const path = (operation: Operation): string => dialect.paths.find((row) => row.operation === operation)?.path ?? '';
  const prefetch = path('prefetch');
  const token = path('get-token');
  const bearer: Route[] = [
    { operation: 'prefetch', path: prefetch, prefixed: null },
    ...OPERATORS.map(({ operator }) => ({ operation: 'prefetch' as const, path: prefetch, prefixed: operator })),
  ];
  const prefixOf = (operator: Operator | null): string => OPERATORS.find((row) => row.operator === operator)?.prefix ?? '';
  return {
    bearer: new Map(bearer.map((route) => [prefixOf(route.prefixed) + route.path, route])),
    token: new Map([[token, { operation: 'get-token', path: token, prefixed: null }]]),
    exchange: new Map<string, Route>([
      [LOGIN_PATH, { operation: 'login-token-validate', path: LOGIN_PATH, prefixed: null }],
      [CHECK_PATH, { operation: 'token-validate', path: CHECK_PATH, prefixed: null }],
    ]),
  };
}

export function makeHandlers(dialect: ClientDialect): Readonly<Record<Operation, OperationHandler>> {
  const writing = dialect.writeAnswer === undefined ? {} : { write: dialect.writeAnswer };
  return {
    prefetch: operationHandler({
      flow: PREFETCH_FLOW,
      read: dialect.read,
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
      begin: (parts): TokenAttempt => ({
        ...beginAttempt(parts),
        readRequest: dialect.token,
        request: undefined,
        scrip: undefined,
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
        address: callerOf(parts),
        readRequest: readCheck,
        request: undefined,
        token: undefined,
        isOwn: undefined,
      }),
      render: (attempt, outcome, forced) => renderEnvelope(attempt.reading, outcome, forced),
    }),
  };
}

function beginAttempt({ arrival, world, reading, app }: BeginParts): Attempt {
  return {
    world,
    plane: arrival.plane,
    reading,
    app,
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
    address,
    host: base.operator,
    redirectTo: (operator) => redirectUrl(base, operator, { host: arrival.host, localAuthority, path: route.path }),
    readRequest: dialect.prefetch,
    request: undefined,
    opened: undefined,
    session: undefined,
    subscriber: undefined,
  };
}

/** Written out: it is made for every exchange, and spreading costs more than the rest of it. */
function beginLogin(parts: BeginParts): LoginAttempt {
  const { arrival, world, reading, app } = parts;
  return {
    world,
    plane: arrival.plane,
    reading,
    app,
    now: world.nowOn(arrival.plane),
    msisdn: undefined,
    presented: undefined,
    issued: undefined,
    address: callerOf(parts),
    readRequest: readLogin,
    request: undefined,
    token: undefined,
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
