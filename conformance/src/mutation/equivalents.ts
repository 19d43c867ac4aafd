import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { MutationError } from './mutation-error.ts';
import { keyOf, type Mutation } from './mutation-table.ts';

const equivalentSchema = z.strictObject({
  class: z.string(),
  method: z.string(),
  operator: z.string(),
  /** Absent: all of this operator in this method. */
  ordinal: z.union([z.number(), z.array(z.number())]).optional(),
  /** Why nobody outside the SDK could tell the mutation from the SDK as it is. */
  argument: z.string().min(20),
});

type Equivalent = z.infer<typeof equivalentSchema>;

/** Arguments by the keys of the mutations that they are about. Refuses an entry that is about none. */
export async function readEquivalents(file: string, mutations: readonly Mutation[]): Promise<ReadonlyMap<string, string>> {
  const entries = z.array(equivalentSchema).parse(parse(await readFile(file, 'utf8')) ?? []);
  const rows = entries.flatMap((entry) => {
    const matching = mutations.filter((mutation) => matches(entry, mutation));
    const { class: name, method, operator, ordinal } = entry;
    const wanted = ordinal === undefined ? 1 : [ordinal].flat().length;
    if (matching.length < wanted) {
      throw new MutationError(
        'EQUIVALENTS',
        `${file}: no mutation is ${name}.${method} ${operator} ${[ordinal ?? 'any'].flat().join(', ')}`,
      );
    }
    return matching.map((mutation) => [keyOf(mutation), entry.argument] as const);
  });
  return new Map(rows);
}

function matches(entry: Equivalent, mutation: Mutation): boolean {
  const isPlace =
    mutation.class.endsWith(`.${entry.class}`) && mutation.method === entry.method && mutation.operator === entry.operator;
  return isPlace && (entry.ordinal === undefined || [entry.ordinal].flat().includes(mutation.ordinal));
}
