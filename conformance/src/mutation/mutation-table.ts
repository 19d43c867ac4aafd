import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const mutationSchema = z.strictObject({
  number: z.number(),
  class: z.string(),
  method: z.string(),
  /** Below android-probe/sdk/java. */
  file: z.string(),
  line: z.number(),
  operator: z.string(),
  /** Counts the mutations of one operator in the methods of one name of one class. */
  ordinal: z.number(),
  /** It stands in code that runs once a process. */
  once: z.boolean(),
  description: z.string(),
});

/** One change of the reference SDK that an APK with mutations holds; scripts/build-probe --mutations lists them. */
export type Mutation = z.infer<typeof mutationSchema>;

export async function readMutations(file: string): Promise<readonly Mutation[]> {
  return z.array(mutationSchema).parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Stays the same while the method around it does; numbers do not. */
export function keyOf({ class: className, method, operator, ordinal }: Omit<Mutation, 'number'>): string {
  return `${shortName(className)}#${method} ${operator} ${ordinal}`;
}

/** `flow.Call` of `com.cmic.gen.sdk.flow.Call`. */
export function shortName(className: string): string {
  return className.replace('com.cmic.gen.sdk.', '');
}

export function describeMutation(mutation: Mutation): string {
  const { class: className, method, line, operator, description } = mutation;
  return `${shortName(className)}.${method}:${line} ${operator}: ${description}`;
}
