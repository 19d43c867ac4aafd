import { redactField } from './redaction.ts';
import type { Told } from './told.ts';

/** Finds the mistake that a wrong signature was most likely made with, by making it. */

export interface SignedPart {
  readonly name: string;
  readonly value: string;
}

interface KeyName {
  readonly name: string;
  readonly value: string;
}

export interface SignatureQuestion {
  /** In words, without key and text: "MD5, upper-case hex". */
  readonly formula: string;
  /** Makes a signature as the caller should have. */
  readonly sign: (key: string, text: string) => string;
  readonly given: string;
  /** The key that had to be used, then others that get taken for it. */
  readonly keys: readonly [KeyName, ...KeyName[]];
  readonly parts: readonly SignedPart[];
  readonly joiner: string;
  /** The operator's MD5 formula has the key as its last part. */
  readonly keyIsLastPart: boolean;
}

export interface TextVariant {
  readonly cause: string;
  readonly parts: readonly SignedPart[];
  readonly joiner: string;
}

interface KeyVariant {
  readonly cause: string;
  readonly value: string;
}

/** The formula and the exact string that is signed, with the key by its name. */
export function tellSignature(question: SignatureQuestion): Told {
  const { formula, given, keys, keyIsLastPart } = question;
  const right = rightText(question);
  const expected = signVariant(question, keys[0].value, right);
  return {
    expected: `${formula}${keyIsLastPart ? '' : `, key [${keys[0].name}]`}, of  ${showWhole(question)}`,
    got: `sign ${showSign(given)}, ${given === expected ? 'the same' : (diagnoseForm(given, expected) ?? `another: ${showSign(expected)} was expected`)}`,
  };
}

/** With the key by its name where it is a part. */
function showWhole(question: SignatureQuestion): string {
  const text = showText(question);
  return question.keyIsLastPart ? `${text}‖[${question.keys[0].name}]` : text;
}

/** Enough to see whose it is. */
function showSign(sign: string): string {
  return `${sign.slice(0, 6)}… (${sign.length} characters)`;
}

function rightText({ parts, joiner }: SignatureQuestion): TextVariant {
  return { cause: '', parts, joiner };
}

export function diagnoseSignature(question: SignatureQuestion): string {
  const right = rightText(question);
  const expectedText = `string to sign  ${showWhole(question)}`;
  const expected = signVariant(question, question.keys[0].value, right);
  const form = diagnoseForm(question.given, expected);
  if (form !== null) {
    return `${form}; ${expectedText}`;
  }
  const keys = keyVariants(question);
  const texts = textVariants(question);
  for (const key of keys) {
    if (isSame(question, key.value, right)) {
      return `the client most likely ${key.cause}; ${expectedText} (first differing byte: none, the key differs)`;
    }
  }
  for (const key of [{ cause: '', value: question.keys[0].value }, ...keys]) {
    const text = texts.find((variant) => isSame(question, key.value, variant));
    if (text !== undefined) {
      const causes = [text.cause, key.cause].filter((cause) => cause !== '').join(' and ');
      return `the client most likely ${causes}; ${expectedText}; the client signed  ${showText(text)} (first differing byte: ${firstDifference(right, text)})`;
    }
  }
  return `no known mistake makes this signature; ${expectedText}, with the ${question.keys[0].name}`;
}

function diagnoseForm(given: string, expected: string): string | null {
  if (given.trim() === expected) {
    return 'the signature is right but for blanks around it';
  }
  if (given.trim().toLowerCase() === expected.toLowerCase()) {
    return `the signature is right but for its letter case: ${expected === expected.toUpperCase() ? 'upper' : 'lower'}-case hex is asked for`;
  }
  return null;
}

function keyVariants({ keys: [right, ...others] }: SignatureQuestion): readonly KeyVariant[] {
  return [
    ...others.map(({ name, value }) => ({ cause: `signed with the ${name} instead of the ${right.name}`, value })),
    { cause: `had a blank at the end of the ${right.name}`, value: `${right.value} ` },
    { cause: `had a blank before the ${right.name}`, value: ` ${right.value}` },
    { cause: `had a line feed at the end of the ${right.name}`, value: `${right.value}\n` },
    { cause: `wrote the ${right.name} in lower case`, value: right.value.toLowerCase() },
    { cause: `left the ${right.name} out`, value: '' },
  ];
}

const JOINERS = [
  { joiner: '', told: 'nothing' },
  { joiner: '\n', told: 'line feeds' },
  { joiner: '&', told: '&' },
  { joiner: ',', told: 'commas' },
  { joiner: '|', told: '|' },
] as const;

/** The string to sign, wrongly made. */
export function textVariants({ parts, joiner }: Pick<SignatureQuestion, 'parts' | 'joiner'>): readonly TextVariant[] {
  const sorted = [...parts].sort((a, b) => (a.name < b.name ? -1 : 1));
  const ordered = [
    { cause: 'signed the values in the order of their names', parts: sorted, joiner },
    { cause: 'signed the values in reverse order', parts: parts.toReversed(), joiner },
    ...parts.flatMap((part, from) =>
      parts.slice(from + 1).map((other, offset) => ({
        cause: `changed the places of ${part.name} and ${other.name}`,
        parts: exchange(parts, from, from + 1 + offset),
        joiner,
      })),
    ),
  ];
  const joined = JOINERS.filter((row) => row.joiner !== joiner).map((row) => ({
    cause: `joined the values with ${row.told}`,
    parts,
    joiner: row.joiner,
  }));
  const left = parts.map((part) => ({ cause: `left ${part.name} out`, parts: parts.filter((other) => other !== part), joiner }));
  return [...ordered, ...joined, ...left, ...valueVariants(parts, joiner)];
}

const VALUE_MISTAKES = [
  { told: (name: string) => `had a blank at the end of ${name}`, change: (value: string) => `${value} ` },
  { told: (name: string) => `wrote ${name} in lower case`, change: (value: string) => value.toLowerCase() },
  { told: (name: string) => `wrote ${name} in upper case`, change: (value: string) => value.toUpperCase() },
  {
    told: (name: string) => `signed ${name} in seconds instead of milliseconds`,
    change: (value: string) => (/^[0-9]{17}$/.test(value) ? value.slice(0, 14) : value),
  },
] as const;

function valueVariants(parts: readonly SignedPart[], joiner: string): readonly TextVariant[] {
  return VALUE_MISTAKES.flatMap(({ told, change }) =>
    parts
      .filter((part) => change(part.value) !== part.value)
      .map((part) => ({
        cause: told(part.name),
        parts: parts.map((other) => (other === part ? { name: part.name, value: change(part.value) } : other)),
        joiner,
      })),
  );
}

function exchange(parts: readonly SignedPart[], from: number, to: number): readonly SignedPart[] {
  const changed = [...parts];
  changed.splice(from, 1, ...parts.slice(to, to + 1));
  changed.splice(to, 1, ...parts.slice(from, from + 1));
  return changed;
}

export function textOf({ parts, joiner }: Pick<TextVariant, 'parts' | 'joiner'>): string {
  return parts.map((part) => part.value).join(joiner);
}

function signVariant({ sign, keyIsLastPart }: SignatureQuestion, key: string, text: TextVariant): string {
  return sign(key, keyIsLastPart ? textOf(text) + text.joiner + key : textOf(text));
}

function isSame(question: SignatureQuestion, key: string, text: TextVariant): boolean {
  return signVariant(question, key, text).toLowerCase() === question.given.trim().toLowerCase();
}

/** As the formulas are written: a line feed shows as ⏎, values that follow each other with nothing between them as a‖b. */
export function showText({ parts, joiner }: Pick<TextVariant, 'parts' | 'joiner'>): string {
  const shown = joiner === '' ? '‖' : joiner;
  return parts.map(({ name, value }) => redactField(name, value)).join(joiner === '\n' ? '⏎' : shown);
}

export function firstDifference(expected: TextVariant, got: TextVariant): string {
  const [a, b] = [Buffer.from(textOf(expected), 'utf8'), Buffer.from(textOf(got), 'utf8')];
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a[at] === b[at]) {
    at += 1;
  }
  return at === length && a.length === b.length ? 'none' : String(at);
}
