import type { z } from 'zod';
import { editDistance } from './edit-distance.ts';

type RawIssue = z.core.$ZodRawIssue;

/** Says in plain words what is wrong with a value that a person has written. Given to zod as its error map; a schema's own words go first. Unknown keys have a line each. */
export function issueWords(issue: RawIssue): string {
  return wordsOf(issue, {});
}

/** The same of a file in YAML, with the trap that the writer fell into. */
export function yamlIssueWords(issue: RawIssue): string {
  return wordsOf(issue, YAML_TRAPS);
}

function wordsOf(issue: RawIssue, traps: Traps): string {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(key, keysOf(issue.inst))).join('\n');
  }
  if (issue.code === 'invalid_type') {
    return typeWords(issue, traps);
  }
  if (issue.code === 'too_small') {
    return isAmount(issue.origin) ? boundWords(issue, 'at least', 'more than') : 'must not be empty';
  }
  if (issue.code === 'too_big') {
    return isAmount(issue.origin) ? boundWords(issue, 'at most', 'less than') : `must have at most ${issue.maximum} characters`;
  }
  if (issue.code === 'invalid_union' && Array.isArray(issue['options'])) {
    return issue.input === undefined ? 'is missing' : oneOf(issue['options']);
  }
  if (issue.code === 'invalid_value') {
    return issue.input === undefined ? `is missing: it ${oneOf(issue.values)}` : oneOf(issue.values);
  }
  return 'has another form than is asked for';
}

function isAmount(origin: string): boolean {
  return origin === 'number' || origin === 'int';
}

interface Bounded {
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly inclusive?: boolean;
}

function boundWords({ minimum, maximum, inclusive }: Bounded, including: string, excluding: string): string {
  return `must be ${inclusive === false ? excluding : including} ${String(minimum ?? maximum)}`;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? `must be ${String(values[0])}` : `must be one of ${values.map(String).join(', ')}`;
}

type Traps = Readonly<Record<string, string>>;

/** YAML's own traps, by what is expected and what was read. */
const YAML_TRAPS: Traps = {
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
  int: 'a whole number',
  boolean: 'true or false',
};

const FOUND_WORDS: Readonly<Record<string, string>> = { ...TYPE_WORDS, null: 'nothing' };

function typeWords({ expected, input }: RawIssue & { readonly expected: string }, traps: Traps): string {
  const wanted = TYPE_WORDS[expected] ?? expected;
  if (input === undefined) {
    return TYPE_WORDS[expected] === undefined ? 'is missing' : `is missing: it must be ${wanted}`;
  }
  const trap = traps[`${expected}, ${kindOf(input)}`];
  return `must be ${wanted}${foundWords(expected, input)}${trap === undefined ? '' : `: ${trap}`}`;
}

/** What was found in place of it. A text of the query that is no number is read as none. */
function foundWords(expected: string, input: unknown): string {
  if (Number.isNaN(input)) {
    return '';
  }
  const kind = kindOf(input);
  const isNumber = kind === 'number' && (expected === 'int' || expected === 'number');
  return `, and is ${isNumber ? String(input) : (FOUND_WORDS[kind] ?? kind)}`;
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
