import type { z } from 'zod';
import { editDistance } from './edit-distance.ts';

/** Says in plain words what is wrong with a value of a file that a person has written. Given to zod as its error map; a schema's own words go first. Unknown keys have a line each. */
export function issueWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(key, keysOf(issue.inst))).join('\n');
  }
  if (issue.code === 'invalid_type') {
    return typeWords(issue.expected, issue.input);
  }
  if (issue.code === 'too_small') {
    return issue.origin === 'number' || issue.origin === 'int' ? `must be at least ${issue.minimum}` : 'must not be empty';
  }
  if (issue.code === 'invalid_union' && Array.isArray(issue['options'])) {
    return oneOf(issue['options']);
  }
  return issue.code === 'invalid_value' ? oneOf(issue.values) : undefined;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? `must be ${String(values[0])}` : `must be one of ${values.map(String).join(', ')}`;
}

/** YAML's own traps, by what is expected and what was read. */
const TRAPS: Readonly<Record<string, string>> = {
  'string, number': 'without quotes YAML reads it as a number; put it in quotes, all of its digits',
  'string, boolean': 'without quotes YAML reads it as true or false; put it in quotes',
  'string, null': 'YAML reads nothing, ~ and null as no value; put the text in quotes',
  'boolean, string': 'YAML 1.2 knows true and false, not yes, no, on and off',
};

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  object: 'a map of keys',
  record: 'a map of keys',
  array: 'a list',
  number: 'a number',
  boolean: 'true or false',
};

function typeWords(expected: string, input: unknown): string {
  if (input === undefined) {
    return 'is missing';
  }
  const kind = kindOf(input);
  const trap = TRAPS[`${expected}, ${kind}`];
  return `must be ${TYPE_WORDS[expected] ?? expected}, and is ${kind === 'null' ? 'nothing' : (TYPE_WORDS[kind] ?? kind)}${trap === undefined ? '' : `: ${trap}`}`;
}

function kindOf(input: unknown): string {
  if (input === null) {
    return 'null';
  }
  return Array.isArray(input) ? 'array' : typeof input;
}

function keysOf(inst: unknown): readonly string[] {
  const { shape, keyType } = (inst ?? {}) as {
    readonly shape?: object;
    readonly keyType?: { readonly options?: readonly string[] };
  };
  return keyType?.options ?? Object.keys(shape ?? {});
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearestName(key, known);
  const advice = near === null ? `known here: ${known.join(', ')}` : `did you mean "${near}"?`;
  return `there is no key "${key}"; ${advice}`;
}

/** The name that differs least; null where none is near. */
export function nearestName(text: string, known: readonly string[]): string | null {
  const [nearest] = nearestNames(text, known);
  const bound = Math.max(1, Math.floor(text.length / 3));
  return nearest === undefined || editDistance(text.toLowerCase(), nearest.toLowerCase()) > bound ? null : nearest;
}

/** Names, the one that differs least first. */
export function nearestNames(text: string, known: readonly string[]): readonly string[] {
  const wanted = text.toLowerCase();
  return known
    .map((name) => ({ name, distance: editDistance(wanted, name.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ name }) => name);
}
