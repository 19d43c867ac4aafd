import { readClauses } from '../clauses.ts';
import { readCodeNames } from '../code-names.ts';
import { commandOf } from './again.ts';
import type { Words } from './words.ts';

/** The texts of the guide's clauses and codes; `command` where a run is to be repeated otherwise than by `quhao conform`. */
export async function readWords(command: string = commandOf({})): Promise<Words> {
  return { clauses: await readClauses(), codes: await readCodeNames(), command };
}
