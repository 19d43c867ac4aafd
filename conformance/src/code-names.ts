import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from './package-root.ts';

const tableSchema = z.object({ codes: z.array(z.object({ code: z.string(), name: z.string() })) });

/** Names of the guide's result codes (fixtures/result-codes.yaml). Reports print them; no expectation depends on them. */
export async function readCodeNames(): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(join(await packageRoot(), 'fixtures', 'result-codes.yaml'), 'utf8');
  return new Map(tableSchema.parse(parse(text)).codes.map(({ code, name }) => [code, name]));
}

/** Appends to every known code in a text its name. */
export function withCodeNames(text: string, names: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\b\d{6}\b/g, (code) => (names.has(code) ? `${code} ${names.get(code)}` : code));
}
