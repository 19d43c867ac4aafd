import type { ClientDialect } from '../dialects/quhao-1.ts';
import { SERVER_PATHS } from '../dialects/server-paths.ts';
import { OPERATIONS, type Operation, type Plane } from '../model/operations.ts';
import { OPERATORS, type Operator } from '../model/operators.ts';

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
  const paths = new Map<Operation, string>(dialect.paths.map(({ operation, path }) => [operation, path]));
  const routesOf = (plane: Plane): ReadonlyMap<string, Route> => {
    const served = OPERATIONS.filter((row) => row.plane === plane);
    const routes = served.flatMap((row) => {
      const path = row.caller === 'server' ? SERVER_PATHS[row.name] : (paths.get(row.name) ?? '');
      const prefixes = row.name === 'prefetch' ? OPERATORS : [];
      return [plainRoute(row.name, path), ...prefixes.map(({ operator, prefix }) => prefixedRoute(path, prefix, operator))];
    });
    return new Map(routes.map((route) => [route.target, route]));
  };
  return { bearer: routesOf('bearer'), token: routesOf('token'), exchange: routesOf('exchange') };
}

function plainRoute(operation: Operation, path: string): Route {
  return { operation, path, target: path, prefixed: null };
}

function prefixedRoute(path: string, prefix: string, operator: Operator): Route {
  return { operation: 'prefetch', path, target: prefix + path, prefixed: operator };
}
