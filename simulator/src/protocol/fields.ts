import type { Diagnosis, NamedMistake } from '../model/diagnosis.ts';
import type { Strictness } from '../model/documents.ts';
import type { Explanation } from '../model/explanation.ts';
import type { Operation } from '../model/operations.ts';
import { Refusal, type RefusalName } from '../model/refusal.ts';
import { deepJson } from './deep-json.ts';
import { findMisnamed } from './field-names.ts';
import { hasHalfPair } from './json.ts';
import { redactField, redactStart } from './redaction.ts';
import { diagnoseTimeForm } from './time-mistakes.ts';
import { isSeventeenDigits, parseOperatorTime } from './times.ts';

/** Step 3 of wire.md §6: presence and form of fields. Later rules judge what a value means. */

export interface FieldRow {
  readonly name: string;
  /** An optional field may be absent or empty. */
  readonly required: boolean;
  /** The form of the value; absent: any text that is not empty. */
  readonly form?: FieldForm;
}

/** Stands in the trace of a refusal that strictness `field` would not have made. */
export const WOULD_PASS = 'strictness "field" would have let it pass';

interface FieldForm extends FormTest {
  /** What a value that is not of the form most likely is. */
  readonly diagnose?: (value: string) => NamedMistake | null;
  /** The form that published back ends use without being refused (wire.md §4, strictness `field`). */
  readonly inField?: FormTest;
}

interface FormTest {
  /** The form in words: `17 digits`. */
  readonly description: string;
  readonly test: (value: string) => boolean;
}

function only(...values: readonly string[]): FieldForm {
  return {
    description: values.map((value) => `"${value}"`).join(' or '),
    test: (value) => values.includes(value),
  };
}

const MSGID: FieldForm = { description: '1–36 printable ASCII characters', test: (value) => /^[\x20-\x7e]{1,36}$/.test(value) };
const OPERATOR_TIME: FieldForm = {
  description: '17 digits that are a date and time',
  test: (value) => parseOperatorTime(value) !== null,
  diagnose: diagnoseTimeForm,
  inField: { description: '17 digits', test: isSeventeenDigits },
};

function required(name: string, form?: FieldForm): FieldRow {
  return {
    name,
    required: true,
    ...(form === undefined ? {} : { form }),
  };
}

function optional(name: string): FieldRow {
  return { name, required: false };
}

/** wire.md §2 */
export const PREFETCH_FIELDS: readonly FieldRow[] = [
  required('version', only('1.0')),
  required('appid'),
  required('msgid', MSGID),
  required('systemtime', OPERATOR_TIME),
  required('keyid'),
  required('key'),
  required('data'),
  required('sign'),
];

/** wire.md §3 */
export const TOKEN_FIELDS: readonly FieldRow[] = [
  required('version', only('1.0')),
  required('appid'),
  required('msgid', MSGID),
  required('systemtime', OPERATOR_TIME),
  required('scrip'),
  required('capability', only('login', 'check')),
  required('apppackage'),
  required('appsign'),
  required('networktype', only('0', '1', '2', '3')),
  required('sdkversion'),
  required('sign'),
];

/** wire.md §4 */
export const LOGIN_FIELDS: readonly FieldRow[] = [
  required('version', only('2.0')),
  required('msgid', MSGID),
  required('systemtime', OPERATOR_TIME),
  required('strictcheck', only('0', '1')),
  required('appid'),
  optional('expandparams'),
  required('token'),
  required('sign'),
  optional('encryptionalgorithm'),
];

/** wire.md §5 */
export const CHECK_HEADER_FIELDS: readonly FieldRow[] = [
  required('version', only('1.0')),
  required('msgId', MSGID),
  required('timestamp', OPERATOR_TIME),
  required('appId'),
];

/** wire.md §5. The text of openType is not judged, nor that it is for requesterType "0" only; like every optional field it must be a string. */
export const CHECK_BODY_FIELDS: readonly FieldRow[] = [
  required('requesterType', only('0', '1')),
  required('phoneNum'),
  required('token'),
  required('sign'),
  optional('openType'),
  optional('message'),
  optional('expandParams'),
  optional('keyType'),
];

/** The header's fields first: they are judged in this order. */
export const CHECK_FIELDS: readonly FieldRow[] = [...CHECK_HEADER_FIELDS, ...CHECK_BODY_FIELDS];

/** The names of each operation's fields. Other fields are ignored, and the journal lists them as unread. */
export const KNOWN_FIELDS: Readonly<Record<Operation, ReadonlySet<string>>> = {
  prefetch: namesOf(PREFETCH_FIELDS),
  'get-token': namesOf(TOKEN_FIELDS),
  'login-token-validate': namesOf(LOGIN_FIELDS),
  'token-validate': namesOf(CHECK_FIELDS),
};

export function namesOf(rows: readonly FieldRow[]): ReadonlySet<string> {
  return new Set(rows.map((row) => row.name));
}

/** What is said of fields that were refused already: whether each is there, and which are wrong besides the first. */
export function judgeFurther(
  rows: readonly FieldRow[],
  { fields }: { readonly fields: Readonly<Record<string, unknown>> },
  strictness: Strictness,
): { readonly isWhole: boolean; readonly further: readonly string[] } {
  const wrong = rows.flatMap((row) => {
    const why = whyWrong(row, fields[row.name], strictness);
    const known = why === null ? null : diagnoseField(row, { rows, fields, why });
    return known === null ? [] : [typeof known === 'string' ? known : known.text];
  });
  const isThere = ({ name, required: isRequired }: FieldRow): boolean =>
    !isRequired || (typeof fields[name] === 'string' && fields[name] !== '');
  return { isWhole: rows.every(isThere), further: wrong.slice(1) };
}

/** The fields as texts, absent ones empty, for a request that was refused already and is read to say what else is wrong. */
export function asTexts<T>(rows: readonly FieldRow[], { fields }: { readonly fields: Readonly<Record<string, unknown>> }): T {
  const known = new Set(rows.map(({ name }) => name));
  const names = [...Object.keys(fields).filter((name) => known.has(name)), ...known];
  return Object.fromEntries(names.map((name) => [name, textOf(fields[name])])) as T;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'string' ? value : deepJson(value);
}

export interface FieldJudgement {
  readonly refusal: RefusalName;
  readonly strictness: Strictness;
}

/** Throws a refusal for the first field that is missing or malformed. */
export function judgeFields(
  rows: readonly FieldRow[],
  fields: Readonly<Record<string, unknown>>,
  judgement: FieldJudgement,
): void {
  for (const row of rows) {
    const value = fields[row.name];
    const why = whyWrong(row, value, judgement.strictness);
    if (why !== null) {
      throw new Refusal(judgement.refusal, diagnoseField(row, { rows, fields, why }));
    }
  }
}

interface WrongField {
  readonly rows: readonly FieldRow[];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly why: string;
}

/** Why a field is wrong, and what its value most likely is. */
function diagnoseField({ name, form }: FieldRow, { rows, fields, why }: WrongField): string | Diagnosis {
  const value = fields[name];
  const known = typeof value === 'string' ? (form?.diagnose?.(value) ?? null) : null;
  const mistake = value === undefined ? findMisnamed(name, fields, namesOf(rows)) : known;
  const text = `${name} ${why}`;
  return mistake === null ? text : { text: `${text}: ${mistake.en}`, mistakes: [mistake] };
}

function whyWrong({ name, required: isRequired, form }: FieldRow, value: unknown, strictness: Strictness): string | null {
  if (name === 'keyType' && (value === 0 || value === 1)) {
    return strictness === 'field' ? null : `is a number, not a string (${WOULD_PASS})`;
  }
  if (value === undefined || value === '') {
    return isRequired ? `is ${value === undefined ? 'missing' : 'empty'}` : null;
  }
  if (typeof value !== 'string') {
    return 'is not a string';
  }
  if (hasHalfPair(value)) {
    return 'holds half a surrogate pair';
  }
  if (form === undefined || form.test(value)) {
    return null;
  }
  if (form.inField?.test(value) !== true) {
    return `is not ${form.description}`;
  }
  return strictness === 'field' ? null : `is not ${form.description} (${WOULD_PASS})`;
}

/** Explains step 3: the first field that is wrong, or all fields where none is. */
export function describeFields(
  rows: readonly FieldRow[],
  fields: Readonly<Record<string, unknown>>,
  strictness: Strictness,
): Explanation {
  const wrong = rows.find((row) => whyWrong(row, fields[row.name], strictness) !== null);
  if (wrong !== undefined) {
    return { expected: describeRow(wrong, strictness), got: describeValue(wrong.name, fields[wrong.name]) };
  }
  const required = rows.filter((row) => row.required).map((row) => describeRow(row, strictness));
  const optional = rows.filter((row) => !row.required).map(({ name }) => name);
  const given = optional.filter((name) => fields[name] !== undefined);
  return {
    expected: [required.join(' · '), ...(optional.length === 0 ? [] : [`may be absent: ${optional.join(', ')}`])].join('; '),
    got: ['all of them', ...(given.length === 0 ? [] : [`also ${given.join(', ')}`])].join('; '),
  };
}

function describeRow({ name, required: isRequired, form }: FieldRow, strictness: Strictness): string {
  if (!isRequired) {
    return name === 'keyType' && strictness === 'field' ? `${name} a string, or the number 0 or 1` : `${name} a string, if any`;
  }
  return `${name} ${(strictness === 'field' ? form?.inField?.description : undefined) ?? form?.description ?? 'not empty'}`;
}

export function describeValue(name: string, value: unknown): string {
  if (value === undefined) {
    return `no ${name}`;
  }
  return `${name} ${typeof value === 'string' ? `"${redactField(name, value).slice(0, 100)}"` : redactStart(deepJson(value), 100)}`;
}
