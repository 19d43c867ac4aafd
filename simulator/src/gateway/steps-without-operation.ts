import type { SessionState } from '../model/documents.ts';
import type { TraceStep } from '../model/journal.ts';
import type { Operation, Plane } from '../model/operations.ts';
import { resultCode } from '../model/result-codes.ts';
import { redactStart } from '../protocol/redaction.ts';
import { MAX_BODY_BYTES } from '../transport/raw-body.ts';
import { DialectError } from './guard-dialect.ts';
import type { InboundRequest } from './inbound-request.ts';
import { nearestTarget } from './nearest-target.ts';
import type { PhonePage } from './phone-pages.ts';
import type { Routes } from './route.ts';

/** The only step of a request that was answered without running an operation. */

export function describeRestart(rule: string): TraceStep {
  return {
    step: 0,
    name: 'restart',
    outcome: 'failed',
    expected: 'a gateway that stays up',
    got: `a restart by fault rule ${rule}`,
    detail: 'a fault rule restarted the gateway',
  };
}

export function describeSwitchedOff(operation: Operation | null): TraceStep {
  return {
    step: 0,
    name: 'switched on',
    outcome: 'failed',
    expected: 'an operation that the scope’s settings have not switched off',
    got: `${operation ?? 'no operation'}, switched off`,
    detail: 'this scope has the operation switched off',
  };
}

export function describeBearerState(address: string | null, state: SessionState): TraceStep {
  return {
    step: 0,
    name: 'bearer',
    outcome: 'failed',
    expected: 'a bearer session in state ok, its subscriber not suspended',
    got: `the session of ${address ?? ''}, in state ${state}`,
    detail: `the bearer session of ${address ?? ''} is in state ${state}`,
  };
}

/** `id`: what the log has the cause under. Only a dialect's error is shown: its author reads the journal. */
export function describeFailure(error: unknown, id: string): TraceStep {
  const isDialect = error instanceof DialectError;
  const got = isDialect ? redactStart(error.message, 300) : 'an internal error';
  return {
    step: 0,
    name: isDialect ? 'dialect' : 'simulator',
    outcome: 'failed',
    expected: isDialect ? 'a dialect that returns, or throws a Refusal' : 'a simulator that answers',
    got,
    detail: `${got}; error ${id} of the log`,
  };
}

/** The scope was reset, restored or ended between the rules and the effect: nothing of the request stays. */
export function describeOvertaken({ message }: Error): TraceStep {
  return {
    step: 0,
    name: 'reset',
    outcome: 'failed',
    expected: 'a scope that stays as it is while a request is judged',
    got: message,
    detail: 'the scope was reset while the request was judged: the request has changed nothing and is answered 503',
  };
}

export function describeTooLarge(request: RequestLine): TraceStep {
  return {
    step: 0,
    name: 'http',
    outcome: 'failed',
    expected: `a body of at most ${MAX_BODY_BYTES} bytes`,
    got: `a larger body, ${describeRequestLine(request)}`,
    detail: `a body over ${MAX_BODY_BYTES} bytes is refused whatever the path: 413 and a close`,
  };
}

export function describePhonePage(request: RequestLine, { name, path }: PhonePage): TraceStep {
  const got = describeRequestLine(request);
  return { step: 0, name, outcome: 'passed', expected: `GET ${path} on the bearer plane`, got };
}

type RequestLine = Pick<InboundRequest, 'plane' | 'method' | 'target'>;

/** Step 1 where it fails: no operation has the method and target (wire.md §0). Names what was most likely meant. */
export function describeUnknownRoute(request: RequestLine, routes: Routes): TraceStep {
  const { code, name } = resultCode('ILLEGAL_REQUEST');
  const got = describeRequestLine(request);
  const cause = likelyCause(request, routes);
  return {
    step: 1,
    name: 'route',
    outcome: 'failed',
    expected: [...routes[request.plane].keys()].map((target) => `POST ${target}`).join(' or '),
    got,
    detail: `${code} ${name}: ${got} is no operation of the ${request.plane} plane${cause === null ? '' : `: ${cause}`}`,
  };
}

function describeRequestLine({ method, target }: RequestLine): string {
  return `${method.slice(0, 20)} ${redactStart(target, 100)}`;
}

function likelyCause({ plane, method, target }: RequestLine, routes: Routes): string | null {
  if (routes[plane].has(target)) {
    return `it is asked with POST, not ${method.slice(0, 20)}`;
  }
  const home = (Object.keys(routes) as Plane[]).find((other) => routes[other].has(target));
  if (home !== undefined) {
    return `it is served on the ${home} plane, by another listener`;
  }
  const near = nearestTarget(target, [...routes[plane].keys()]);
  if (near !== null) {
    return `the target must be ${near.known} byte for byte${near.why}`;
  }
  const elsewhere = (Object.keys(routes) as Plane[])
    .filter((other) => other !== plane)
    .map((other) => ({ other, found: nearestTarget(target, [...routes[other].keys()]) }))
    .find(({ found }) => found !== null);
  return elsewhere === undefined
    ? null
    : `${elsewhere.found?.known} is meant, most likely; it is served on the ${elsewhere.other} plane, by another listener`;
}
