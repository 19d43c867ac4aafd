import type { KeyObject } from 'node:crypto';
import type { Diagnosis, NamedMistake } from '../model/diagnosis.ts';
import { openAnyOaep, openPkcs1 } from './ciphers.ts';
import { type Digest, type KeyName, type Making, type SignedPart, textOf } from './making.ts';
import { nameMistake } from './mistake.ts';
import { maskNumber } from './numbers.ts';
import { phoneMaking } from './right-making.ts';
import type { SearchRecord } from './signature-diagnosis.ts';
import { nameEncoding, readSignature } from './signature-encodings.ts';
import { searchMistakes } from './signature-search.ts';
import type { FoundMaking } from './signature-target.ts';
import { openBlock } from './signatures.ts';

/** Names the mistakes that tokenValidate's phoneNum was most likely made with (wire.md §5). */

export interface PhoneSource {
  /** The token's number. */
  readonly msisdn: string;
  readonly phoneNum: string;
  readonly timestamp: string;
  /** The right key first. */
  readonly keys: readonly [KeyName, ...KeyName[]];
  /** The request's other values. */
  readonly unsigned: readonly SignedPart[];
  readonly searches?: SearchRecord | undefined;
}

interface FormRow {
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  readonly test: (phoneNum: string, msisdn: string) => boolean;
}

const BARE = /^(?:\+|00)?(?:86)?[- ]?(1[0-9]{10})$/;

/** Forms of the number itself: it was not hidden at all. `{0}` is what phoneNum has to be. */
export const PHONE_FORM_MISTAKES = [
  {
    id: 'phone-plain',
    en: 'phoneNum is the plain number; it has to be {0}',
    zh: 'phoneNum 是明文手机号，应为 {0}',
    test: (phoneNum, msisdn) => phoneNum === msisdn,
  },
  {
    id: 'phone-plain-country-code',
    en: 'phoneNum is the plain number with its country code; it has to be {0}',
    zh: 'phoneNum 是带国家码的明文手机号，应为 {0}',
    test: (phoneNum, msisdn) => BARE.exec(phoneNum)?.[1] === msisdn,
  },
  {
    id: 'phone-plain-other',
    en: 'phoneNum is a plain number, and another one than the token’s; it has to be {0}',
    zh: 'phoneNum 是明文手机号，且与 token 的号码不同，应为 {0}',
    test: (phoneNum) => BARE.test(phoneNum),
  },
  {
    id: 'phone-plain-masked',
    en: 'phoneNum is the masked number that the SDK shows; it has to be {0}',
    zh: 'phoneNum 是脱敏后的手机号，应为 {0}',
    test: (phoneNum, msisdn) => phoneNum === maskNumber(msisdn) || /^1[0-9]{2}\*+[0-9]{4}$/.test(phoneNum),
  },
  {
    id: 'phone-plain-written',
    en: 'phoneNum is the plain number, written with blanks, hyphens or a label; it has to be {0}',
    zh: 'phoneNum 是带空格、连字符或前缀的明文手机号，应为 {0}',
    test: (phoneNum, msisdn) =>
      phoneNum.length < 40 &&
      phoneNum
        .normalize('NFKC')
        .replace(/\D/g, '')
        .replace(/^(?:00)?86(?=1)/, '') === msisdn,
  },
  {
    id: 'phone-undigested',
    en: 'phoneNum is the text that is to be digested, and no digest of it; it has to be {0}',
    zh: 'phoneNum 是待摘要的原文，未做摘要，应为 {0}',
    test: (phoneNum, msisdn) => phoneNum.includes(msisdn) && phoneNum.length > 24,
  },
  {
    id: 'phone-hex',
    en: 'phoneNum is the number in hex; it has to be {0}',
    zh: 'phoneNum 是十六进制编码的手机号，应为 {0}',
    test: (phoneNum, msisdn) => phoneNum.toLowerCase() === Buffer.from(msisdn).toString('hex'),
  },
  {
    id: 'phone-word',
    en: 'phoneNum is a word or a placeholder; it has to be {0}',
    zh: 'phoneNum 是占位文本，应为 {0}',
    test: (phoneNum) => /^(?:null|undefined|none|nil|phone(?:Num)?|x+|\[object .*\]|[$%{<].*)$/i.test(phoneNum),
  },
  {
    id: 'phone-base64',
    en: 'phoneNum is the number in base64; it has to be {0}',
    zh: 'phoneNum 是 Base64 编码的手机号，应为 {0}',
    test: (phoneNum, msisdn) => phoneNum === Buffer.from(msisdn).toString('base64'),
  },
] as const satisfies readonly FormRow[];

const HASHED = {
  en: 'SHA-256, in upper-case hex, of the number, the appKey and the timestamp',
  zh: 'SHA-256（手机号+appKey+timestamp）的大写十六进制',
} as const;

const SEALED = {
  en: 'the number, the appKey and the timestamp, encrypted with the platform’s public key, in hex',
  zh: '用平台公钥加密（手机号+appKey+timestamp）后的十六进制',
} as const;

function formOf({ phoneNum, msisdn }: PhoneSource, asked: typeof HASHED | typeof SEALED): NamedMistake | null {
  const row = PHONE_FORM_MISTAKES.find(({ test }) => test(phoneNum.trim(), msisdn));
  return row === undefined ? null : nameMistake(row, { subjects: [asked] });
}

/** What a phoneNum of keyType 0 that is not the token's number's was most likely made of instead. */
export function* diagnoseHashed(source: PhoneSource): Generator<void, Diagnosis> {
  const form = formOf(source, HASHED);
  if (form !== null) {
    return { text: form.en, mistakes: [form] };
  }
  const { msisdn, phoneNum, timestamp, keys } = source;
  if (isSealedLength(phoneNum)) {
    const mistake = nameMistake(OTHER_KEY_TYPE[0], {});
    return { text: mistake.en, mistakes: [mistake] };
  }
  const right = phoneMaking(msisdn, timestamp, keys[0]);
  const readings = readSignature(phoneNum, { bytes: right.digest.length, letterCase: 'upper' });
  const found = yield* search(source, { right, given: phoneNum, readings });
  return found === null
    ? { text: 'no known mistake makes it of the token’s number: it may be another number’s', mistakes: [] }
    : describeFound(found);
}

/** Mistakes in which phoneNum is that of the other keyType. */
export const OTHER_KEY_TYPE = [
  {
    id: 'phone-of-key-type-1',
    en: 'phoneNum is encrypted, as keyType "1" asks for, and the request has keyType "0" or none',
    zh: 'phoneNum 是按 keyType 1 加密的，而请求的 keyType 为 0 或缺省',
  },
  {
    id: 'phone-of-key-type-0',
    en: 'phoneNum is SHA-256 in hex, as keyType "0" asks for, and the request has keyType "1"',
    zh: 'phoneNum 是按 keyType 0 做的 SHA-256，而请求的 keyType 为 1',
  },
] as const;

/** 1024 bits or more, in hex or base64. */
function isSealedLength(phoneNum: string): boolean {
  return /^(?:[0-9a-fA-F]{256,}|[A-Za-z0-9+/]{170,}={0,2})$/.test(phoneNum);
}

type Search = Pick<Parameters<typeof searchMistakes>[0], 'right' | 'given' | 'readings'>;

function* search(
  { keys: [, ...otherKeys], unsigned, searches }: PhoneSource,
  asked: Search,
): Generator<void, FoundMaking | null> {
  const found = yield* searchMistakes({ ...asked, otherKeys, orders: [], unsigned, depth: searches?.depth ?? 3 });
  searches?.note(found !== null);
  return found;
}

function describeFound({ encoding, mistakes }: FoundMaking, further: readonly NamedMistake[] = []): Diagnosis {
  const named = [...mistakes, ...further, ...nameEncoding(encoding, 'phoneNum')];
  const text = `made of the token’s number, but the client most likely ${named.map(({ en }) => en).join(' and ')}`;
  return { text, mistakes: named };
}

/** Keys that may open a phoneNum of keyType 1. */
export interface SealedKeys {
  readonly platform: KeyObject;
  /** The app's own public key; null: it registered none. */
  readonly app: KeyObject | null;
}

/** Mistakes in how phoneNum was encrypted. */
export const SEAL_MISTAKES = [
  {
    id: 'phone-oaep',
    en: 'encrypted phoneNum with the padding OAEP, and PKCS#1 v1.5 is asked for',
    zh: 'phoneNum 加密用了 OAEP 填充，应为 PKCS#1 v1.5',
  },
  {
    id: 'phone-private-key',
    en: 'encrypted phoneNum with the app’s private key; the platform’s public key is asked for',
    zh: 'phoneNum 用了应用的私钥加密，应使用平台的公钥',
  },
  {
    id: 'phone-other-key',
    en: 'encrypted phoneNum with another public key, as the app’s own; the platform’s is asked for',
    zh: 'phoneNum 用了其他公钥（例如应用自己的）加密，应使用平台的公钥',
  },
  {
    id: 'phone-key-length',
    en: 'encrypted phoneNum with a key of {0} bits; the platform’s public key has {1}',
    zh: 'phoneNum 加密所用的密钥为 {0} 位，平台公钥为 {1} 位',
  },
  {
    id: 'phone-sealed-digest',
    en: 'encrypted a SHA-256 of it, as phoneNum is made for keyType "0"',
    zh: '加密的是其 SHA-256（keyType 0 的做法），应直接加密原文',
  },
] as const;

function seal(id: (typeof SEAL_MISTAKES)[number]['id'], ...subjects: readonly string[]): NamedMistake {
  return nameMistake(SEAL_MISTAKES.find((row) => row.id === id) ?? SEAL_MISTAKES[0], { subjects });
}

const NOT_OPENED = 'phoneNum does not open with the platform’s key to 11 digits, appKey and timestamp';

/** What a phoneNum of keyType 1 that does not open as it should was most likely made of instead. */
export function* diagnoseSealed(source: PhoneSource, keys: SealedKeys): Generator<void, Diagnosis> {
  const { phoneNum } = source;
  const form = formOf(source, SEALED);
  if (form !== null) {
    return { text: form.en, mistakes: [form] };
  }
  if (/^[0-9a-fA-F]{64}$/.test(phoneNum.trim())) {
    const mistake = nameMistake(OTHER_KEY_TYPE[1], {});
    return { text: mistake.en, mistakes: [mistake] };
  }
  const [reading] = readSignature(phoneNum, { bytes: null, letterCase: 'either' });
  if (reading === undefined) {
    return { text: `${NOT_OPENED}: it is neither hex nor base64`, mistakes: [] };
  }
  const encoding = nameEncoding(reading.encoding, 'phoneNum');
  const { plain, mistakes } = open(Buffer.from(reading.hex, 'hex'), keys);
  const opened = plain === null ? null : yield* searchPlain(source, plain);
  const known = [...(opened ?? []), ...mistakes, ...encoding];
  const causes = known.map(({ en }) => en).join(' and ');
  if (plain !== null && opened === null) {
    const what = `it opens to ${plain.length} bytes that no known mistake makes of the token’s number`;
    return { text: `${NOT_OPENED}: ${what}${causes === '' ? '' : `; the client ${causes}`}`, mistakes: known };
  }
  return { text: `${NOT_OPENED}: the client most likely ${causes}`, mistakes: known };
}

interface Opened {
  /** null: nothing opens it. */
  readonly plain: Buffer | null;
  readonly mistakes: readonly NamedMistake[];
}

function open(sealed: Buffer, { platform, app }: SealedKeys): Opened {
  // First, since OAEP has a digest to be sure by: one block of it in 256 looks like PKCS#1 v1.5.
  const oaep = openAnyOaep(sealed, platform);
  if (oaep !== null) {
    return { plain: oaep, mistakes: [seal('phone-oaep')] };
  }
  const right = openPkcs1(sealed, platform);
  if (right !== null) {
    return { plain: right, mistakes: [] };
  }
  const signed = app === null ? null : openBlock(sealed, app);
  if (signed !== null) {
    return { plain: signed, mistakes: [seal('phone-private-key')] };
  }
  const bits = platform.asymmetricKeyDetails?.modulusLength ?? 0;
  const isLength = sealed.length * 8 === bits;
  const other = isLength ? seal('phone-other-key') : seal('phone-key-length', String(sealed.length * 8), String(bits));
  return { plain: null, mistakes: [other] };
}

/** The mistakes that the text was made with; null: none is known. Empty where the text is right. */
function* searchPlain(source: PhoneSource, plain: Buffer): Generator<void, readonly NamedMistake[] | null> {
  const { msisdn, timestamp, keys } = source;
  const hashed = phoneMaking(msisdn, timestamp, keys[0]);
  const text = plain.toString('latin1');
  if (/^[0-9a-fA-F]{64}$/.test(text) || plain.length === 32) {
    const given = plain.length === 32 ? plain.toString('hex') : text;
    const readings = readSignature(given, { bytes: 32, letterCase: 'either' });
    const found = yield* search(source, { right: hashed, given, readings });
    return found === null ? null : [...found.mistakes, seal('phone-sealed-digest')];
  }
  const right: Making = { ...hashed, digest: textItself(plain.length) };
  if (text === textOf(right)) {
    return [];
  }
  const found = yield* search(source, { right, given: text, readings: [{ hex: plain.toString('hex'), encoding: null }] });
  return found?.mistakes ?? null;
}

/** No digest: the text's bytes, so that a search for mistakes compares texts. `length` is that of the text which is looked for. */
function textItself(length: number): Digest {
  return { name: 'no digest', length, isKeyed: false, make: (text) => Buffer.from(text).toString('hex') };
}
