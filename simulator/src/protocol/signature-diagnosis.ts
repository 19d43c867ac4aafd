import { hash } from 'node:crypto';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Explanation } from '../model/explanation.ts';
import { finish } from '../model/refusal.ts';
import { DIGEST_ALGORITHMS, type Making, madeBy, textOf } from './making.ts';
import { type MistakeSource, nameMistake } from './mistake.ts';
import { nameEncoding, readSignature } from './signature-encodings.ts';
import type { SignatureForm } from './signature-readers.ts';
import { searchMistakes } from './signature-search.ts';
import type { FoundMaking } from './signature-target.ts';
import { firstDifference, showMaking } from './signed-text.ts';

/** Names the mistakes that a wrong signature was most likely made with. */

export interface SignatureQuestion extends MistakeSource {
  /** In words, without key and text: `MD5, upper-case hex`. */
  readonly formula: string;
  readonly letterCase: 'upper' | 'lower';
  readonly given: string;
  readonly searches?: SearchRecord | undefined;
}

/** Whether searches have found anything lately. */
export interface SearchRecord {
  /** How many mistakes at once are worth looking for; 3: whole other ways to sign, too. */
  readonly depth: 1 | 2 | 3;
  note(hasFound: boolean): void;
}

/** Explains the formula and the exact string that is signed, with the key by its name. */
export function describeSignature(question: SignatureQuestion): Explanation {
  const { formula, given, right } = question;
  const expected = rightSignature(question);
  const key = right.digest.isKeyed ? `, key [${right.key.name}]` : '';
  return {
    expected: `${formula}${key}, of  ${showMaking(right)}`,
    got: `sign ${showSign(given)}, ${given === expected ? 'the same' : (describeForm(question) ?? `another: ${showSign(expected)} was expected`)}`,
  };
}

function rightSignature({ right, letterCase }: SignatureQuestion): string {
  return letterCase === 'upper' ? madeBy(right).toUpperCase() : madeBy(right);
}

/** Enough of a signature to recognise it. */
function showSign(sign: string): string {
  return `${sign.slice(0, 6)}… (${sign.length} characters)`;
}

/** null: the signature is another one, not the same in another form. */
function describeForm(question: SignatureQuestion): string | null {
  const found = finish(searchMistakes({ ...searchOf(question), depth: 0 }));
  return found !== null && found.mistakes.length === 0 ? rightBut(question, found) : null;
}

function searchOf(question: SignatureQuestion) {
  const { given, letterCase, right } = question;
  const form: SignatureForm = { bytes: right.digest.length, letterCase };
  return { ...question, readings: readSignature(given, form), depth: depthOf(question) };
}

function depthOf({ searches }: SignatureQuestion): 1 | 2 | 3 {
  return searches?.depth ?? 3;
}

function rightBut({ letterCase }: Pick<SignatureQuestion, 'letterCase'>, { encoding }: FoundMaking): string {
  return `the signature is right but ${encoding?.alone}: ${letterCase}-case hex is asked for`;
}

/** What was not looked for, by the depth of the search. */
const SHALLOW = {
  1: ' alone (signature after signature had none, so that two at once were not tried)',
  2: ' (signature after signature had none, so that other services’ ways to sign were not tried)',
  3: '',
} as const;

/** Signatures that no digest was taken for. */
export const UNDIGESTED = [
  {
    id: 'sign-is-text-with-key',
    en: 'sent the string to sign itself, with the {0} in it, and no digest of it: renew the {0}',
    zh: '直接发送了含 {0} 的待签名串，未做摘要，请更换密钥',
    test: (given: string, right: Making) => given.length > 64 && hasKeyPart(right) && textOf(right).toString() === given,
  },
  {
    id: 'sign-is-key',
    en: 'sent the {0} itself as the signature: renew it',
    zh: '把 {0} 本身当作签名发送了，请更换密钥',
    test: (given: string, { key }: Making) =>
      key.value !== '' && given.toUpperCase().includes(key.value.toString().toUpperCase()),
  },
  {
    id: 'sign-is-text',
    en: 'sent the string to sign itself, and no digest of it',
    zh: '直接发送了待签名串，未做摘要',
    test: (given: string, right: Making) =>
      given.length > 64 && textOf({ ...right, key: { name: '', value: '' } }).startsWith(given),
  },
  {
    id: 'sign-is-word',
    en: 'sent a word or a placeholder as the signature, which was not made',
    zh: '签名未生成，发送的是占位文本',
    test: (given: string) =>
      /^(?:null|undefined|none|nil|sign|signature|test|todo|xxx+|0+|1234567890*|\$?\{.*\}|<.*>|\[object .*\])$/i.test(given),
  },
  {
    id: 'sign-of-other-kind',
    en: 'sent a checksum, a hash code, a password’s hash or a JWT, which is no digest of the string to sign',
    zh: '发送的是校验和、hashCode、密码哈希或 JWT，不是待签名串的摘要',
    test: (given: string) => /^(?:\$2[aby]\$\S+|eyJ[\w-]+\.[\w-]+\.[\w-]*|[0-9A-Fa-f]{8}|-?\d{4,11})$/.test(given),
  },
  {
    id: 'sign-of-nothing-appended',
    en: 'sent the string itself in hex with the digest of nothing behind it, as Go’s Sum(text) gives: Write comes first, then Sum(nil)',
    zh: '发送了原文的十六进制加空文本的摘要（Go 的 Sum(text)），应先 Write 再 Sum(nil)',
    test: (given: string) => DIGEST_ALGORITHMS.some((name) => given.length > 64 && given.toLowerCase().endsWith(hash(name, ''))),
  },
  {
    id: 'sign-is-value',
    en: 'sent the value of another field as the signature',
    zh: '把别的字段的值当作签名发送了',
    test: (given: string, { parts }: Making) =>
      given.length > 3 && parts.some(({ isKey, value }) => isKey !== true && value === given),
  },
  {
    id: 'sign-of-nothing',
    en: 'took the digest of a text that was empty',
    zh: '对空文本做了摘要',
    test: (given: string, { digest, key }: Making) =>
      [digest.make('', key.value), ...DIGEST_ALGORITHMS.map((algorithm) => hash(algorithm, ''))].includes(given.toLowerCase()),
  },
] as const;

function hasKeyPart({ parts }: Making): boolean {
  return parts.some(({ isKey }) => isKey === true);
}

/** Lengths in bytes of the signatures that a private key makes: RSA of 1024 to 4096 bits; DER of ECDSA. */
const RSA_LENGTHS: readonly number[] = [128, 256, 384, 512];
const ECDSA_DER = /^(?:30[46]|M[EI])/;

/** Said of a signature that no mistake makes. */
function hintOfForm(given: string, { digest }: Making): string {
  const text = given.trim();
  const bytes = /^[0-9a-fA-F]+$/.test(text) ? text.length / 2 : Buffer.from(text, 'base64').length;
  const isOfKeyPair = RSA_LENGTHS.includes(bytes) || (ECDSA_DER.test(text) && bytes > 60 && bytes < 110);
  return isOfKeyPair ? `: it has the form of a signature by a private key, where ${digest.name} is asked for` : '';
}

/** Why a signature is refused. */
export function* diagnoseSignature(question: SignatureQuestion): Generator<void, Diagnosis> {
  const { right } = question;
  const expected = `string to sign  ${showMaking(right)}`;
  const undigested = UNDIGESTED.find(({ test }) => test(question.given.trim(), right));
  if (undigested !== undefined) {
    const mistake = nameMistake(undigested, { subjects: [right.key.name] });
    return { text: `the client most likely ${mistake.en}; ${expected}, with the ${right.key.name}`, mistakes: [mistake] };
  }
  const search = searchOf(question);
  const found = yield* searchMistakes(search);
  // Changes the depth of the next search.
  question.searches?.note(found !== null);
  if (found === null) {
    const shallow = SHALLOW[search.depth];
    return {
      text: `no known mistake${shallow} makes this signature${hintOfForm(question.given, right)}; ${expected}, with the ${right.key.name}`,
      mistakes: [],
    };
  }
  const { encoding, mistakes } = found;
  const named = [...mistakes, ...nameEncoding(encoding)];
  if (mistakes.length === 0) {
    const form = encoding === null ? 'the signature is right' : rightBut(question, found);
    return { text: `${form}; ${expected}`, mistakes: named };
  }
  const causes = named.map(({ en }) => en).join(' and ');
  return { text: `the client most likely ${causes}; ${expected}${describeSigned(right, found)}`, mistakes: named };
}

/** The string that the client signed, where it differs. */
export function describeSigned(right: Making, { making, isKeyOnly }: FoundMaking): string {
  if (isKeyOnly) {
    return ' (first differing byte: none, the key differs)';
  }
  const difference = firstDifference(right, making);
  return `; the client signed  ${showMaking(making)} (first differing byte: ${difference})`;
}
