import type { Operation, Operator, Plane } from '../api.ts';
import { readFlatBody } from '../dialects/flat-body.ts';
import { CHECK_PATH, readCheck, readCheckBody } from '../dialects/number-check.ts';
import { LOGIN_PATH, readLogin } from '../dialects/operator-server.ts';
import type { AnswerFrame, ClientDialect } from '../dialects/quhao-1.ts';
import { type Attempt, type Check, type Flow, type Outcome, runChecks, runFlow } from '../flows/flow.ts';
import { TOKEN_FLOW, type TokenAttempt } from '../flows/get-token.ts';
import { LOGIN_FLOW, type LoginAttempt } from '../flows/login-token-validate.ts';
import { PREFETCH_FLOW, type PrefetchAttempt } from '../flows/prefetch.ts';
import type { Reading } from '../flows/requests.ts';
import { CHECK_FLOW, type CheckAttempt } from '../flows/token-validate.ts';
import { OPERATORS } from '../protocol/numbers.ts';
import type { World } from '../state/world.ts';
import type { Arrival } from './arrival.ts';
import { numberRequestBase, redirectUrl } from './number-request-base.ts';
import { type Answered, renderEnvelope, renderFlat } from './render.ts';

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
  /** The answer's body, with the code that the flow came to or the one that was forced. */
  readonly render: (forced: string | null) => Rendered;
}

export interface Rendered {
  readonly code: string;
  readonly body: string;
}

/** The last step that a request passed. */
export function passedStep({ checks, outcome }: Ran): number {
  const passed = outcome.kind === 'refused' ? checks.slice(0, outcome.at) : checks;
  return passed.at(-1)?.step ?? 1;
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
    exchange: new Map<string, Route>([
      [LOGIN_PATH, { operation: 'login-token-validate', path: LOGIN_PATH, prefixed: null }],
      [CHECK_PATH, { operation: 'token-validate', path: CHECK_PATH, prefixed: null }],
    ]),
  };
}

export function makeHandlers(dialect: ClientDialect): Readonly<Record<Operation, OperationHandler>> {
  return {
    prefetch: { read: dialect.read, run: (parts) => runPrefetch(dialect, parts) },
    'get-token': { read: dialect.read, run: (parts) => runToken(dialect, parts) },
    'login-token-validate': { read: readFlatBody, run: runLogin },
    'token-validate': { read: readCheckBody, run: runCheck },
  };
}

async function begin({ arrival, world, reading }: RunParts): Promise<Attempt> {
  const app = reading.appid === null ? undefined : await world.registry.app(reading.appid);
  return { world, plane: arrival.plane, reading, app, now: world.nowOn(arrival.plane), subscriber: undefined };
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
  const payload = (frame: AnswerFrame): Answered =>
    outcome.kind === 'done' ? dialect.prefetchAnswer(frame, outcome.payload, world.random.next(12)) : {};
  return {
    attempt,
    checks: PREFETCH_FLOW.checks,
    outcome,
    render: (forced) => renderFlat({ attempt, outcome, payload, forced }),
  };
}

async function runToken(dialect: ClientDialect, parts: RunParts): Promise<Ran> {
  const attempt: TokenAttempt = {
    ...(await begin(parts)),
    readRequest: dialect.token,
    request: undefined,
    scrip: undefined,
  };
  const outcome = await run(TOKEN_FLOW, attempt, parts.isForced);
  const payload = (): Answered => (outcome.kind === 'done' ? dialect.tokenAnswer(outcome.payload) : {});
  return { attempt, checks: TOKEN_FLOW.checks, outcome, render: (forced) => renderFlat({ attempt, outcome, payload, forced }) };
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
  const payload = (): Answered => (outcome.kind === 'done' ? { ...outcome.payload } : {});
  return { attempt, checks: LOGIN_FLOW.checks, outcome, render: (forced) => renderFlat({ attempt, outcome, payload, forced }) };
}

async function runCheck(parts: RunParts): Promise<Ran> {
  const attempt: CheckAttempt = {
    ...(await begin(parts)),
    address: parts.arrival.connection.address ?? '',
    readRequest: readCheck,
    request: undefined,
    token: undefined,
    isOwn: undefined,
  };
  const outcome = await run(CHECK_FLOW, attempt, parts.isForced);
  return { attempt, checks: CHECK_FLOW.checks, outcome, render: (forced) => renderEnvelope(attempt.reading, outcome, forced) };
}
