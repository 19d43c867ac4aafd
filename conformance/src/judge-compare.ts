import type { Expectation } from './check.ts';
import { counted } from './counted.ts';
import type { Finding } from './verdict.ts';

export type ExpectationOf<K extends Expectation['expect']> = Extract<Expectation, { readonly expect: K }>;

/** What a comparison says. It has a meaning of its own where the observation means something else than the row foresaw. */
export type Result = Omit<Finding, 'name' | 'meaning' | 'clause'> & Partial<Pick<Finding, 'meaning'>>;

export function resultOf(isRight: boolean, expected: string, observed: string): Result {
  return { status: isRight ? 'ok' : 'wrong', expected, observed };
}

/** `nouns`: singular, then the plural where it does not end in s. */
export function countOf(actual: number, exactly: number, nouns: readonly [string, string?]): Result {
  return resultOf(actual === exactly, counted(exactly, ...nouns), counted(actual, ...nouns));
}

function compareJson(expected: unknown, observed: unknown): Result {
  const [left, right] = [canonicalJson(expected), canonicalJson(observed)];
  return resultOf(left === right, left, right);
}

/** Exactly these keys; where several values are given, one of them. */
export function compareFields(expected: Readonly<Record<string, string | readonly string[]>>, observed: unknown): Result {
  const seen = Object(observed) as Readonly<Record<string, unknown>>;
  const chosen = Object.entries(expected).map(([name, values]) => {
    const all = typeof values === 'string' ? [values] : values;
    return [name, all.find((value) => value === seen[name]) ?? all[0]];
  });
  return compareJson(Object.fromEntries(chosen), observed);
}

/** JSON with the keys of the outer object in order. */
function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') {
    return JSON.stringify(value) ?? 'undefined';
  }
  return JSON.stringify(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))));
}
