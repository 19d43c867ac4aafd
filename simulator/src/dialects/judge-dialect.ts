import { OPERATIONS } from '../model/operations.ts';
import type { ProblemPlace } from '../model/problem.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import type { ClientDialect } from './quhao-1.ts';
import { SERVER_PATHS } from './server-paths.ts';

/** A user's dialect is judged when it is loaded, not at the first request that misses a member. */

/** Every member of a dialect that the simulator uses: its place and its kind. */
const MEMBERS = [
  { place: 'name', kind: 'string', isOptional: false },
  { place: 'paths', kind: 'array', isOptional: false },
  { place: 'read', kind: 'function', isOptional: false },
  { place: 'readAgain', kind: 'function', isOptional: true },
  { place: 'prefetch.read', kind: 'function', isOptional: false },
  { place: 'prefetch.describeFields', kind: 'function', isOptional: false },
  { place: 'prefetch.describeSignature', kind: 'function', isOptional: false },
  { place: 'prefetch.describeSealed', kind: 'function', isOptional: false },
  { place: 'token.read', kind: 'function', isOptional: false },
  { place: 'token.describeFields', kind: 'function', isOptional: false },
  { place: 'token.describeSignature', kind: 'function', isOptional: false },
  { place: 'prefetchAnswer', kind: 'function', isOptional: false },
  { place: 'tokenAnswer', kind: 'function', isOptional: false },
  { place: 'writeAnswer', kind: 'function', isOptional: true },
] as const;

const SDK_OPERATIONS = OPERATIONS.filter((row) => row.caller === 'sdk').map(({ name }) => name);
/** A path as the first line of a request has it, byte for byte. */
const PATH = /^\/[!$&'()*+,\-./0-9:;=@A-Z_a-z~%]*$/;

/** Returns the dialect, or throws a ProblemError that names every member that is missing or wrong. `from` names the dialect's origin. */
export function judgeDialect(given: unknown, from: string): ClientDialect {
  const places = typeof given === 'object' && given !== null ? judgeMembers(given) : [wrong('', 'object', given)];
  if (places.length > 0) {
    const reasons = places
      .map(({ pointer, message }) => `${pointer.slice(1).replaceAll('/', '.') || 'it'} ${message}`)
      .join('; ');
    throw new ProblemError('invalid', `${from} is no dialect (ClientDialect of quhao/simulator): ${reasons}`, places);
  }
  return given as ClientDialect;
}

function judgeMembers(given: object): readonly ProblemPlace[] {
  const members = MEMBERS.flatMap(({ place, kind, isOptional }) => {
    const value = memberAt(given, place);
    return kindOf(value) === kind || (isOptional && value === undefined)
      ? []
      : [wrong(`/${place.replaceAll('.', '/')}`, kind, value)];
  });
  const paths = memberAt(given, 'paths');
  return Array.isArray(paths) ? [...members, ...judgePaths(paths)] : members;
}

function memberAt(given: object, place: string): unknown {
  return place.split('.').reduce<unknown>((value, name) => {
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined;
  }, given);
}

function wrong(pointer: string, kind: string, value: unknown): ProblemPlace {
  const article = /^[aeiou]/.test(kind) ? 'an' : 'a';
  return {
    pointer,
    message: value === undefined ? `is missing: ${article} ${kind}` : `is ${kindOf(value)}, not ${article} ${kind}`,
  };
}

function kindOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? 'array' : typeof value;
}

function judgePaths(rows: readonly unknown[]): readonly ProblemPlace[] {
  const seen = new Map<unknown, number>();
  const places = rows.flatMap((row, index) => {
    const { operation, path } = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>;
    const earlier = seen.get(path) ?? rows.findIndex((other) => isObject(other) && other['operation'] === operation);
    seen.set(path, index);
    const message = judgeRow({ operation, path, earlier: earlier < index ? earlier : null });
    return message === null ? [] : [{ pointer: `/paths/${index}`, message }];
  });
  const named = rows.filter(isObject).map((row) => row['operation']);
  const missing = SDK_OPERATIONS.filter((operation) => !named.includes(operation));
  return [...places, ...missing.map((operation) => ({ pointer: '/paths', message: `has no row for operation ${operation}` }))];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

interface PathRow {
  readonly operation: unknown;
  readonly path: unknown;
  /** An earlier row with the same operation or path. */
  readonly earlier: number | null;
}

function judgeRow({ operation, path, earlier }: PathRow): string | null {
  if (!SDK_OPERATIONS.some((known) => known === operation)) {
    return `names operation ${JSON.stringify(operation)}; there are ${SDK_OPERATIONS.join(' and ')}`;
  }
  if (typeof path !== 'string' || !PATH.test(path)) {
    return `has path ${JSON.stringify(path)}, which is no path: "/" and what may follow it, without query or blank`;
  }
  if (Object.values(SERVER_PATHS).includes(path)) {
    return `has path ${path}, which is the app's back end's`;
  }
  return earlier === null ? null : `has the operation or the path of paths.${earlier} once more`;
}
