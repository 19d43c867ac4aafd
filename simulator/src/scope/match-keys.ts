import type { FaultRule } from '../model/faults.ts';
import { OPERATIONS, type Operation } from '../model/operations.ts';
import { KNOWN_FIELDS } from '../protocol/fields.ts';

/** The keys of a rule's `match`: one name for one thing over all operations. */

/** The names that tokenValidate has for what the other three operations call otherwise. Either spelling matches in all four. */
const OTHER_SPELLINGS: readonly (readonly [string, string])[] = [
  ['appid', 'appId'],
  ['msgid', 'msgId'],
  ['systemtime', 'timestamp'],
  ['expandparams', 'expandParams'],
];

const otherSpelling = new Map(OTHER_SPELLINGS.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]));

/** The value of a field, by either of its names. */
export function matchedField(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  const own = fields[name];
  if (own !== undefined) {
    return own;
  }
  const other = otherSpelling.get(name);
  return other === undefined ? undefined : fields[other];
}

export interface MatchKeyProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/**
 * The keys that no request of the rule can have. A dialect has field names of its own, which this table does not know: with one, only the operator's server
 * calls are judged.
 */
export function unknownMatchKeys(
  { plane, operation, match = {} }: FaultRule,
  fields: 'known' | 'of a dialect',
): readonly MatchKeyProblem[] {
  const operations = OPERATIONS.filter((row) => (operation === undefined ? row.plane === plane : row.name === operation));
  const isOpen = fields === 'of a dialect' && operations.every(({ caller }) => caller === 'sdk');
  return Object.keys(match)
    .filter((name) => !isOpen && !operations.some((row) => hasField(row.name, name)))
    .map((name) => ({
      path: ['match', name],
      message: describeUnknown(
        name,
        operations.map((row) => row.name),
      ),
    }));
}

function hasField(operation: Operation, name: string): boolean {
  const other = otherSpelling.get(name);
  return KNOWN_FIELDS[operation].has(name) || (other !== undefined && KNOWN_FIELDS[operation].has(other));
}

function describeUnknown(name: string, operations: readonly Operation[]): string {
  const fields = [...new Set(operations.flatMap((operation) => [...KNOWN_FIELDS[operation]]))];
  const near = fields.find((field) => plainForm(field) === plainForm(name));
  const hint = near === undefined ? `they have ${fields.join(', ')}` : `${near} is meant, most likely`;
  return `is no field of ${operations.join(' or ')}: ${hint}`;
}

function plainForm(name: string): string {
  return name.replace(/[^0-9A-Za-z]/g, '').toLowerCase();
}
