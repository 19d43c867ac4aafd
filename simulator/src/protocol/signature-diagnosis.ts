import type { Explanation } from '../model/explanation.ts';
import { redactField } from './redaction.ts';
import { fromHex } from './signatures.ts';

/** Finds the mistake that a wrong signature was most likely made with, by making it. */

export interface SignedPart {
  readonly name: string;
  readonly value: string;
}

interface KeyName {
  readonly name: string;
  readonly value: string;
}

/** Another order that a client may have taken: "in the order of the field table". */
interface FieldOrder {
  readonly told: string;
  readonly names: readonly string[];
}

export interface SignatureQuestion {
  /** In words, without key and text: "MD5, upper-case hex". */
  readonly formula: string;
  /** Makes a signature as the caller should have. */
  readonly sign: (key: string | Buffer, text: string) => string;
  readonly given: string;
  /** The key that had to be used, then others that get taken for it. */
  readonly keys: readonly [KeyName, ...KeyName[]];
  readonly parts: readonly SignedPart[];
  readonly joiner: string;
  /** The operator's MD5 formula has the key as its last part. */
  readonly keyIsLastPart: boolean;
  readonly orders: readonly FieldOrder[];
  /** What came with the request and is not signed, but might be taken for it. */
  readonly unsigned: readonly SignedPart[];
}

export interface TextVariant {
  readonly cause: string;
  readonly parts: readonly SignedPart[];
  readonly joiner: string;
  /** After the whole. */
  readonly ending?: string;
  /** The key is one of the parts already, and not to be appended. */
  readonly hasKey?: true;
}

type ShownText = Pick<TextVariant, 'parts' | 'joiner' | 'ending'>;

interface KeyVariant {
  readonly cause: string;
  readonly value: string | Buffer;
}

/** The formula and the exact string that is signed, with the key by its name. */
export function describeSignature(question: SignatureQuestion): Explanation {
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
  const [others, spoilt] = [otherKeys(question), spoiltKeys(question)];
  for (const key of [...others, ...spoilt]) {
    if (isSame(question, key.value, right)) {
      return `the client most likely ${key.cause}; ${expectedText} (first differing byte: none, the key differs)`;
    }
  }
  const common = commonVariants(question);
  const texts = [...common, ...rarerVariants(question), ...unsignedVariants(question), ...keyFirstVariants(question)];
  const tries = [
    ...[{ cause: '', value: question.keys[0].value }, ...others].map((key) => ({ key, among: texts })),
    // Two slips at once are likely of the common ones only, and each try is a digest.
    ...spoilt.map((key) => ({ key, among: common })),
  ];
  for (const { key, among } of tries) {
    const text = among.find((variant) => isSame(question, key.value, variant));
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
  if (isBase64Of(given.trim(), expected)) {
    return `the signature is right but in base64: ${expected === expected.toUpperCase() ? 'upper' : 'lower'}-case hex is asked for`;
  }
  return null;
}

/** Buffer.from reads both alphabets, with padding and without. */
function isBase64Of(given: string, hex: string): boolean {
  return /^[\w+/-]+={0,2}$/.test(given) && Buffer.from(given, 'base64').toString('hex') === hex.toLowerCase();
}

function otherKeys({ keys: [right, ...others] }: SignatureQuestion): readonly KeyVariant[] {
  return others.map(({ name, value }) => ({ cause: `signed with the ${name} instead of the ${right.name}`, value }));
}

function spoiltKeys({ keys: [right], keyIsLastPart }: SignatureQuestion): readonly KeyVariant[] {
  // Bytes are no part of a text.
  const bytes = keyIsLastPart ? null : fromHex(right.value);
  return [
    { cause: `had a blank at the end of the ${right.name}`, value: `${right.value} ` },
    { cause: `had a blank before the ${right.name}`, value: ` ${right.value}` },
    { cause: `had a line feed at the end of the ${right.name}`, value: `${right.value}\n` },
    { cause: `wrote the ${right.name} in lower case`, value: right.value.toLowerCase() },
    { cause: `left the ${right.name} out`, value: '' },
    ...(bytes === null
      ? []
      : [{ cause: `decoded the ${right.name} from hex, where its letters themselves are the key`, value: bytes }]),
  ];
}

const JOINERS = [
  { joiner: '', told: 'nothing' },
  { joiner: '\n', told: 'line feeds' },
  { joiner: '\r\n', told: 'CR LF' },
  { joiner: '&', told: '&' },
  { joiner: ',', told: 'commas' },
  { joiner: '|', told: '|' },
] as const;

type TextQuestion = Pick<SignatureQuestion, 'parts' | 'joiner'> & Partial<Pick<SignatureQuestion, 'orders'>>;

/** The string to sign, wrongly made. */
export function textVariants(question: TextQuestion): readonly TextVariant[] {
  return [...commonVariants(question), ...rarerVariants(question)];
}

function commonVariants({ parts, joiner }: TextQuestion): readonly TextVariant[] {
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

function rarerVariants({ parts, joiner, orders = [] }: TextQuestion): readonly TextVariant[] {
  return [
    ...orders.map(({ told, names }) => ({ cause: `signed the values ${told}`, parts: arrange(parts, names), joiner })),
    ...movedVariants(parts, joiner),
    { cause: 'had a line feed at the end of the string to sign', parts, joiner, ending: '\n' },
  ];
}

/** Those of `parts` that `names` has, in its order. */
function arrange(parts: readonly SignedPart[], names: readonly string[]): readonly SignedPart[] {
  return names.flatMap((name) => parts.filter((part) => part.name === name));
}

/** Neighbours that changed places are told as such. */
function movedVariants(parts: readonly SignedPart[], joiner: string): readonly TextVariant[] {
  return parts.flatMap((part, from) => {
    const others = parts.filter((other) => other !== part);
    return parts.flatMap((_, to) =>
      Math.abs(from - to) < 2
        ? []
        : [{ cause: `put ${part.name} ${placeAmong(others, to)}`, parts: others.toSpliced(to, 0, part), joiner }],
    );
  });
}

function placeAmong(others: readonly SignedPart[], at: number): string {
  const before = others[at - 1];
  if (before === undefined) {
    return 'first';
  }
  return at === others.length ? 'last' : `after ${before.name}`;
}

/** Anywhere among the signed ones, or in its own place where another order was taken. */
function unsignedVariants({ parts, joiner, orders, unsigned }: SignatureQuestion): readonly TextVariant[] {
  return unsigned.flatMap((extra) => {
    const cause = `included ${extra.name}, which is not signed`;
    return [
      ...Array.from({ length: parts.length + 1 }, (_, at) => ({ cause, parts: parts.toSpliced(at, 0, extra), joiner })),
      ...orders.map(({ told, names }) => ({
        cause: `${cause}, and signed the values ${told}`,
        parts: arrange([...parts, extra], names),
        joiner,
      })),
    ];
  });
}

function keyFirstVariants({ keys: [right, ...others], parts, joiner, keyIsLastPart }: SignatureQuestion): readonly TextVariant[] {
  const first = ({ value }: KeyName) => ({ parts: [{ name: 'key', value }, ...parts], joiner, hasKey: true as const });
  return !keyIsLastPart
    ? []
    : [
        { cause: `put the ${right.name} first instead of last`, ...first(right) },
        ...others.map((key) => ({ cause: `put the ${key.name} first instead of the ${right.name} last`, ...first(key) })),
      ];
}

function exchange(parts: readonly SignedPart[], from: number, to: number): readonly SignedPart[] {
  const changed = [...parts];
  changed.splice(from, 1, ...parts.slice(to, to + 1));
  changed.splice(to, 1, ...parts.slice(from, from + 1));
  return changed;
}

export function textOf({ parts, joiner, ending = '' }: ShownText): string {
  return parts.map((part) => part.value).join(joiner) + ending;
}

function signVariant({ sign, keyIsLastPart }: SignatureQuestion, key: string | Buffer, text: TextVariant): string {
  const { parts, hasKey } = text;
  const isAppended = keyIsLastPart && hasKey !== true;
  return sign(key, textOf(isAppended ? { ...text, parts: [...parts, { name: 'key', value: key.toString() }] } : text));
}

function isSame(question: SignatureQuestion, key: string | Buffer, text: TextVariant): boolean {
  return signVariant(question, key, text).toLowerCase() === question.given.trim().toLowerCase();
}

/** As the formulas are written: a line feed shows as ⏎, values that follow each other with nothing between them as a‖b. */
export function showText({ parts, joiner, ending = '' }: ShownText): string {
  const shown = joiner === '' ? '‖' : showLineEnds(joiner);
  return parts.map(({ name, value }) => redactField(name, value)).join(shown) + showLineEnds(ending);
}

function showLineEnds(text: string): string {
  return text.replaceAll('\r', '␍').replaceAll('\n', '⏎');
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
