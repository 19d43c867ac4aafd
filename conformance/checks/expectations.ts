import type { Expectation } from '../src/check.ts';

type ExpectationOf<K extends Expectation['expect']> = Extract<Expectation, { readonly expect: K }>;

/** A row of one kind without the word for the kind. */
type Row<K extends Expectation['expect'], Given extends string = never> = Omit<ExpectationOf<K>, 'expect' | Given>;

/** The first callback of a call. Its name is `result` unless the row has several. */
export function result(row: Row<'result', 'name'> & { readonly name?: string }): Expectation {
  return { expect: 'result', name: 'result', ...row };
}

/** The call ends with 103000. */
export function success(row: Row<'result', 'name' | 'accept'> & { readonly name?: string }): Expectation {
  return result({ accept: ['103000'], ...row });
}

/** The call ends in exactly one callback. */
export function once(call: string, meaning: string): Expectation {
  return { expect: 'callbacks', name: 'once', call, exactly: 1, meaning };
}

/** The call has not ended. */
export function noResult(call: string, meaning: string): Expectation {
  return { expect: 'callbacks', name: 'no-result', call, exactly: 0, meaning };
}

/** Number requests that reached the gateway. */
export function numberRequests(row: Row<'requests', 'plane' | 'operation'>): Expectation {
  return { expect: 'requests', plane: 'bearer', operation: 'prefetch', ...row };
}

/** The call named so does not use what is cached. */
export function asksAgain(since: string, meaning: string): Expectation {
  return numberRequests({ name: 'asks-again', exactly: 1, since, meaning });
}

/** The call named so is served from the cache. */
export function asksNobody(since: string, meaning: string): Expectation {
  return numberRequests({ name: 'no-second-request', exactly: 0, since, meaning });
}

/** Token requests that reached the gateway. */
export function tokenRequests(row: Row<'requests', 'plane' | 'operation'>): Expectation {
  return { expect: 'requests', plane: 'token', operation: 'get-token', ...row };
}

export function page(row: Row<'page'>): Expectation {
  return { expect: 'page', ...row };
}

/** The terms' box is not checked: nobody consented for the user. */
export function unchecked(row: Row<'page', 'sees' | 'name'> & { readonly name?: string }): Expectation {
  return page({ name: 'stays-unchecked', sees: { 'check-box': { lacks: '^checked' } }, ...row });
}

/** A person can read number, button and terms, or one of them. */
export function readable(row: Omit<Row<'readable'>, 'look'> & { readonly look?: string }): Expectation {
  return { expect: 'readable', look: 'page', ...row };
}

/** The page is not there, or no longer. */
export function noPage(row: Row<'page', 'shows' | 'sees'>): Expectation {
  return { expect: 'page', shows: 'nothing', ...row };
}

export function listener(row: Row<'listener'>): Expectation {
  return { expect: 'listener', ...row };
}

export function exchange(row: Row<'exchange'>): Expectation {
  return { expect: 'exchange', ...row };
}
