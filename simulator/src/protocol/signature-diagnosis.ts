import type { Explanation } from '../model/explanation.ts';
import { fromHex } from './signatures.ts';
import {
  commonVariants,
  type FieldOrder,
  firstDifference,
  rarerVariants,
  type SignedPart,
  showText,
  type TextVariant,
  textOf,
  unsignedVariants,
} from './signed-text.ts';

/** Names the mistake that a wrong signature was most likely made with, by making the mistake. */

interface KeyName {
  readonly name: string;
  readonly value: string;
}

export interface SignatureQuestion {
  /** In words, without key and text: `MD5, upper-case hex`. */
  readonly formula: string;
  /** Makes the right signature. */
  readonly sign: (key: string | Buffer, text: string) => string;
  readonly given: string;
  /** The right key, then keys that are often mistaken for it. */
  readonly keys: readonly [KeyName, ...KeyName[]];
  readonly parts: readonly SignedPart[];
  readonly joiner: string;
  /** The operator's MD5 formula has the key as its last part. */
  readonly keyIsLastPart: boolean;
  readonly orders: readonly FieldOrder[];
  /** Values of the request that are not signed, but that a client may have signed by mistake. */
  readonly unsigned: readonly SignedPart[];
}

interface KeyVariant {
  readonly cause: string;
  readonly value: string | Buffer;
}

/** Explains the formula and the exact string that is signed, with the key by its name. */
export function describeSignature(question: SignatureQuestion): Explanation {
  const { formula, given, keys, keyIsLastPart } = question;
  const right = rightText(question);
  const expected = signVariant(question, keys[0].value, right);
  return {
    expected: `${formula}${keyIsLastPart ? '' : `, key [${keys[0].name}]`}, of  ${showWhole(question)}`,
    got: `sign ${showSign(given)}, ${given === expected ? 'the same' : (diagnoseForm(given, expected) ?? `another: ${showSign(expected)} was expected`)}`,
  };
}

/** The string to sign, with the key by its name where the key is a part. */
function showWhole(question: SignatureQuestion): string {
  const text = showText(question);
  return question.keyIsLastPart ? `${text}‖[${question.keys[0].name}]` : text;
}

/** Enough of a signature to recognise it. */
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
    // Two mistakes at once are likely for the common ones only, and each try costs a digest.
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

/** Reads both base64 alphabets, with padding and without. */
function isBase64Of(given: string, hex: string): boolean {
  return /^[\w+/-]+={0,2}$/.test(given) && Buffer.from(given, 'base64').toString('hex') === hex.toLowerCase();
}

function otherKeys({ keys: [right, ...others] }: SignatureQuestion): readonly KeyVariant[] {
  return others.map(({ name, value }) => ({ cause: `signed with the ${name} instead of the ${right.name}`, value }));
}

function spoiltKeys({ keys: [right], keyIsLastPart }: SignatureQuestion): readonly KeyVariant[] {
  // A key of bytes cannot be part of a text.
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

function keyFirstVariants({ keys: [right, ...others], parts, joiner, keyIsLastPart }: SignatureQuestion): readonly TextVariant[] {
  const first = ({ value }: KeyName) => ({ parts: [{ name: 'key', value }, ...parts], joiner, hasKey: true as const });
  return !keyIsLastPart
    ? []
    : [
        { cause: `put the ${right.name} first instead of last`, ...first(right) },
        ...others.map((key) => ({ cause: `put the ${key.name} first instead of the ${right.name} last`, ...first(key) })),
      ];
}

function signVariant({ sign, keyIsLastPart }: SignatureQuestion, key: string | Buffer, text: TextVariant): string {
  const { parts, hasKey } = text;
  const isAppended = keyIsLastPart && hasKey !== true;
  return sign(key, textOf(isAppended ? { ...text, parts: [...parts, { name: 'key', value: key.toString() }] } : text));
}

function isSame(question: SignatureQuestion, key: string | Buffer, text: TextVariant): boolean {
  return signVariant(question, key, text).toLowerCase() === question.given.trim().toLowerCase();
}
