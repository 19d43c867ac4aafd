import type { Clause } from '../clauses.ts';

/** The texts behind the clause ids and codes of a report. */
export interface Words {
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly codes: ReadonlyMap<string, string>;
  /** The command that runs checks of this run again, without what selects them. */
  readonly command: string;
}
