import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { BenchError } from './bench-error.ts';

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

/** All of fixtures/clauses.yaml by id. */
export async function readClauses(): Promise<ReadonlyMap<string, Clause>> {
  const text = await readFile(join(await packageRoot(), 'fixtures', 'clauses.yaml'), 'utf8');
  const families = z.record(z.string(), z.array(clauseSchema)).parse(parse(text));
  return new Map(Object.values(families).flatMap((clauses) => clauses.map((clause) => [clause.id, clause])));
}

/** The folder of our package.json: two levels up in the sources, three in dist. */
export async function packageRoot(): Promise<string> {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const found = await readFile(join(folder, 'package.json'), 'utf8').then(
      () => true,
      () => false,
    );
    if (found) {
      return folder;
    }
    if (dirname(folder) === folder) {
      throw new BenchError('FIXTURES', 'no package.json above the suite: is the installation whole?');
    }
  }
}
