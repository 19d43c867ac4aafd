import type { Operation, Operator, Plane } from '../api.ts';
import { readFlatBody } from '../dialects/flat-body.ts';
import { LOGIN_PATH, readLogin } from '../dialects/operator-server.ts';
import type { AnswerFrame, ClientDialect } from '../dialects/quhao-1.ts';
import { type Attempt, type Check, type Flow, type Outcome, runChecks, runFlow } from '../flows/flow.ts';
import { TOKEN_FLOW, type TokenAttempt } from '../flows/get-token.ts';
import { LOGIN_FLOW, type LoginAttempt } from '../flows/login-token-validate.ts';
import { PREFETCH_FLOW, type PrefetchAttempt } from '../flows/prefetch.ts';
import type { Reading } from '../flows/requests.ts';
import { OPERATORS } from '../protocol/numbers.ts';
import type { World } from '../state/world.ts';
import type { Arrival } from './arrival.ts';
import { numberRequestBase, redirectUrl } from './number-request-base.ts';

/** A path of a plane and the operation behind it. */
export interface Route {
  readonly operation: Operation;
  readonly path: string;
  /** Of a number request: the operator whose prefix stands before the path. */
  readonly prefixed: Operator | null;
}

/** One request's way through its flow, with all that the journal wants to tell of it. */
export interface Ran {
  readonly attempt: Attempt;
  readonly checks: readonly Pick<Check<never>, 'step' | 'name'>[];
  readonly outcome: Outcome<unknown> | { readonly kind: 'checked' };
  /** What a success carries besides the frame. */
  readonly payload: (frame: AnswerFrame) => Readonly<Record<string, string>>;
}

export interface RunParts {
  readonly arrival: Arrival;
  readonly route: Route;
  readonly world: World;
  readonly reading: Reading;
  /** A forced code: the checks run for the trace, and nothing is changed. */
  readonly isForced: boolean;
}

export interface OperationHandler {
  readonly read: (arrival: Arrival) => Reading;
  readonly run: (parts: RunParts) => Promise<Ran>;
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
    exchange: new Map([[LOGIN_PATH, { operation: 'login-token-validate', path: LOGIN_PATH, prefixed: null }]]),
  };
}

export function makeHandlers(dialect: ClientDialect): Readonly<Partial<Record<Operation, OperationHandler>>> {
  return {
    prefetch: { read: dialect.read, run: (parts) => runPrefetch(dialect, parts) },
    'get-token': { read: dialect.read, run: (parts) => runToken(dialect, parts) },
    'login-token-validate': { read: readFlatBody, run: runLogin },
  };
}

async function begin({ world, reading }: RunParts): Promise<Attempt> {
  const app = reading.appid === null ? undefined : await world.registry.app(reading.appid);
  return { world, reading, app, now: world.clock.now(), subscriber: undefined };
}

async function run<A extends Attempt, P>(
  flow: Flow<A, P>,
  attempt: A,
  isForced: boolean,
): Promise<Outcome<P> | { kind: 'checked' }> {
  if (!isForced) {
    return runFlow(flow, attempt);
  }
  const refused = await runChecks(flow.checks, attempt);
  return refused === null ? { kind: 'checked' } : { kind: 'refused', ...refused };
}

async function runPrefetch(dialect: ClientDialect, parts: RunParts): Promise<Ran> {
  const { arrival, route, world } = parts;
  const base = numberRequestBase(route.prefixed, arrival.host);
  const { localAuthority, address } = arrival.connection;
  const attempt: PrefetchAttempt = {
    ...(await begin(parts)),
    address,
    host: base.operator,
    redirectTo: (operator) => redirectUrl(base, operator, { host: arrival.host, localAuthority, path: route.path }),
    readRequest: dialect.prefetch,
    request: undefined,
    opened: undefined,
    session: undefined,
  };
  const outcome = await run(PREFETCH_FLOW, attempt, parts.isForced);
  const payload: Ran['payload'] = (frame) =>
    outcome.kind === 'done' ? dialect.prefetchAnswer(frame, outcome.payload, world.random.next(12)) : {};
  return { attempt, checks: PREFETCH_FLOW.checks, outcome, payload };
}

async function runToken(dialect: ClientDialect, parts: RunParts): Promise<Ran> {
  const attempt: TokenAttempt = {
    ...(await begin(parts)),
    readRequest: dialect.token,
    request: undefined,
    scrip: undefined,
  };
  const outcome = await run(TOKEN_FLOW, attempt, parts.isForced);
  const payload = (): Readonly<Record<string, string>> => (outcome.kind === 'done' ? dialect.tokenAnswer(outcome.payload) : {});
  return { attempt, checks: TOKEN_FLOW.checks, outcome, payload };
}

async function runLogin(parts: RunParts): Promise<Ran> {
  const attempt: LoginAttempt = {
    ...(await begin(parts)),
    address: parts.arrival.connection.address ?? '',
    readRequest: readLogin,
    request: undefined,
    token: undefined,
  };
  const outcome = await run(LOGIN_FLOW, attempt, parts.isForced);
  const payload = (): Readonly<Record<string, string>> => (outcome.kind === 'done' ? { ...outcome.payload } : {});
  return { attempt, checks: LOGIN_FLOW.checks, outcome, payload };
}
