import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from './package-root.ts';

const clauseSchema = z.object({
  id: z.string(),
  sec: z.string(),
  level: z.enum(['MUST', 'SHOULD', 'INFO']),
  subject: z.enum(['sdk', 'page', 'gateway', 'server', 'app']),
  text: z.string(),
  accept: z.array(z.string()).optional(),
  warn: z.array(z.string()).optional(),
});

/** A statement of the operator's guide that software can satisfy or break, in our words. */
export type Clause = z.infer<typeof clauseSchema>;

/** All clauses of fixtures/clauses.yaml by id. */
export async function readClauses(): Promise<ReadonlyMap<string, Clause>> {
  const text = await readFile(join(await packageRoot(), 'fixtures', 'clauses.yaml'), 'utf8');
  const families = z.record(z.string(), z.array(clauseSchema)).parse(parse(text));
  return new Map(Object.values(families).flatMap((clauses) => clauses.map((clause) => [clause.id, clause])));
}
