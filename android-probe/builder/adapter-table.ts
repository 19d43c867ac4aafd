import * as yaml from 'yaml';
import type { z } from 'zod';
import { yamlIssueWords } from '../../simulator/src/model/issue-words.ts';
import { placeText, YamlText } from '../../simulator/src/model/yaml-text.ts';
import { type AdapterTable, tableSchema } from './adapter-schema.ts';
import { requireSense } from './adapter-sense.ts';
import { BuildError, troubleText } from './build-error.ts';

/** adapter.yaml with the lines of its places. */
export interface ReadTable {
  readonly table: AdapterTable;
  /** `FILE:LINE` of a place, or of the last part of it that is there. */
  readonly placeOf: (path: readonly PropertyKey[]) => string;
}

/** Reads adapter.yaml. Throws BuildError with the line. */
export function readAdapterTable(content: string, file: string): ReadTable {
  const read = new YamlText(yaml, content, { file, refuse: (message) => tableError(message) });
  const parsed = tableSchema.safeParse(read.value, { error: yamlIssueWords });
  if (!parsed.success) {
    const { path, key, message } = deepest(parsed.error.issues, read.value);
    const at = path.length === 0 ? '' : `${placeText(path)}: `;
    throw tableError(read.at(read.lineOf(key === undefined ? path : [...path, key]), `${at}${message}`));
  }
  requireSense(parsed.data, (path, cause) => tableError(read.at(read.lineOf(path), cause)));
  return { table: parsed.data, placeOf: (path) => `${file}:${read.lineOf(path)}` };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  /** A key that is not known there. */
  readonly key?: string | undefined;
  readonly message: string;
}

/** What says the most: a place that is there before one that is missing, then the deeper one, then a key that is nearly right. */
function deepest(issues: readonly z.core.$ZodIssue[], value: unknown): Issue {
  const rank = ({ path, key, message }: Issue): number =>
    (isThere(value, path) ? 1000 : 0) + 10 * path.length + (key !== undefined && message.includes('did you mean') ? 1 : 0);
  return issues.flatMap((issue) => candidatesOf(issue, [])).reduce((one, other) => (rank(other) > rank(one) ? other : one));
}

function candidatesOf(issue: z.core.$ZodIssue, base: Issue['path']): readonly Issue[] {
  const path = [...base, ...issue.path];
  const alternatives = issue.code === 'invalid_union' ? issue.errors.flat() : [];
  const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const message = issue.message.split('\n')[0] ?? '';
  return [{ path, key, message }, ...alternatives.flatMap((inner) => candidatesOf(inner, path))];
}

function isThere(value: unknown, path: Issue['path']): boolean {
  const found = path.reduce<unknown>(
    (whole, part) => (whole as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[part],
    value,
  );
  return found !== undefined;
}

function tableError(message: string): BuildError {
  const [place = '', cause = ''] = message.split(/(?<=:\d+): (.*)/s);
  return new BuildError(
    'ADAPTER',
    troubleText({ place, cause, cure: 'docs/any-sdk.md, "An adapter as a table", has every key' }),
  );
}
