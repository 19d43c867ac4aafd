import { CHECK_PATH } from '../dialects/number-check.ts';
import { LOGIN_PATH } from '../dialects/operator-server.ts';
import type { ClientDialect } from '../dialects/quhao-1.ts';
import type { Operator } from '../model/documents.ts';
import type { Operation, Plane } from '../model/operations.ts';
import { OPERATORS } from '../protocol/numbers.ts';

/** A path of a plane and the operation behind it. */
export interface Route {
  readonly operation: Operation;
  readonly path: string;
  /** The path as a request names it, after an operator's prefix where it has one. */
  readonly target: string;
  /** The operator whose prefix stands before the path of a number request. */
  readonly prefixed: Operator | null;
}

/** The routes of each plane by target. */
export type Routes = Readonly<Record<Plane, ReadonlyMap<string, Route>>>;

export function makeRoutes(dialect: ClientDialect): Routes {
  const pathOf = (operation: Operation): string => dialect.paths.find((row) => row.operation === operation)?.path ?? '';
  const prefetchPath = pathOf('prefetch');
  return {
    bearer: byTarget([
      plainRoute('prefetch', prefetchPath),
      ...OPERATORS.map(({ operator, prefix }) => prefixedRoute(prefetchPath, prefix, operator)),
    ]),
    token: byTarget([plainRoute('get-token', pathOf('get-token'))]),
    exchange: byTarget([plainRoute('login-token-validate', LOGIN_PATH), plainRoute('token-validate', CHECK_PATH)]),
  };
}

function plainRoute(operation: Operation, path: string): Route {
  return { operation, path, target: path, prefixed: null };
}

function prefixedRoute(path: string, prefix: string, operator: Operator): Route {
  return { operation: 'prefetch', path, target: prefix + path, prefixed: operator };
}

function byTarget(routes: readonly Route[]): ReadonlyMap<string, Route> {
  return new Map(routes.map((route) => [route.target, route]));
}
