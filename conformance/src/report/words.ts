import type { Clause } from '../clauses.ts';

/** What the ids and codes of a report stand for. */
export interface Words {
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly codes: ReadonlyMap<string, string>;
}
