import { hash } from 'node:crypto';
import type { Diagnosis, NamedMistake } from '../model/diagnosis.ts';
import type { Explanation } from '../model/explanation.ts';
import type { AppRsaKeys } from './app-keys.ts';
import { type Making, plainDigest, type SignedPart, textOf } from './making.ts';
import type { MistakeSource } from './mistake.ts';
import { textMaking } from './right-making.ts';
import { describeSigned } from './signature-diagnosis.ts';
import { ENCODING_MISTAKES, nameEncoding, readSignature } from './signature-encodings.ts';
import { readEncodedHex } from './signature-readers.ts';
import { searchMistakes } from './signature-search.ts';
import { isPssOf, type OpenedSignature, openBlock, openSignature } from './signatures.ts';
import { showMaking } from './signed-text.ts';

/** Diagnoses RSA signatures: one opens with the signer's public key to the name and value of a digest. */

export interface RsaQuestion {
  readonly digest: 'MD5' | 'SHA256';
  readonly given: string;
  /** null: neither hex nor base64. */
  readonly signature: Buffer | null;
  readonly encoding: 'hex' | 'base64';
  /** null: the app registered none. */
  readonly keys: AppRsaKeys | null;
  readonly parts: readonly SignedPart[];
  /** What the client may have signed instead, or besides. */
  readonly besides?: Pick<MistakeSource, 'orders' | 'unsigned' | 'formulas'>;
}

/** The formula and the exact string that is signed. */
export function describeRsaSignature(question: RsaQuestion): Explanation {
  const { digest } = question;
  return {
    expected: `${digest}withRSA in hex, by the private key of the app’s first public key, of  ${showMaking(rightMaking(question))}`,
    got: describeGiven(question),
  };
}

function rightMaking({ parts, digest }: Pick<RsaQuestion, 'parts' | 'digest'>): Making {
  return textMaking(parts, plainDigest(digest === 'MD5' ? 'md5' : 'sha256'));
}

function describeGiven(question: RsaQuestion): string {
  const { signature, encoding, keys } = question;
  if (keys === null) {
    return 'an app without keys';
  }
  if (signature === null) {
    return 'sign is neither hex nor base64';
  }
  const opened = openSignature(signature, keys.verify);
  if (opened === null) {
    return `${signature.length} bytes in ${encoding} that this key does not open`;
  }
  const isSame = opened.hex === hash(opened.digest, textOf(rightMaking(question)), 'hex');
  return `${signature.length} bytes in ${encoding}: ${opened.digest}withRSA of ${isSame ? 'the same string' : 'another string'}`;
}

/** Names the mistakes that a wrong signature was most likely made with. */
export function* diagnoseRsaSignature(question: RsaQuestion): Generator<void, Diagnosis> {
  const { digest, keys } = question;
  const expected = `string to sign  ${showMaking(rightMaking(question))}, with ${digest}withRSA`;
  const read = keys === null ? null : readGiven(question, keys);
  if (read === null || keys === null) {
    const why = keys === null ? 'the app has registered no keys' : 'sign is neither hex nor base64';
    return { text: `${why}; ${expected}`, mistakes: [] };
  }
  const opened = openSignature(read.bytes, keys.verify);
  return opened === null
    ? diagnoseUnopened(question, { ...read, keys, expected })
    : yield* diagnoseOpened(question, { ...read, opened, expected });
}

const HEX_OF_HEX = ENCODING_MISTAKES.find(({ id }) => id === 'sign-hex-of-hex') ?? null;
const BYTES_SIGNED = ENCODING_MISTAKES.find(({ id }) => id === 'sign-bytes-signed') ?? null;

interface ReadSignature {
  readonly bytes: Buffer;
  /** How it is written, where that is a mistake. */
  readonly form: readonly NamedMistake[];
}

/** The first reading that the key opens, else the first that has the key's length, else the first; null: none. */
function readGiven({ given, signature, encoding }: RsaQuestion, { verify }: AppRsaKeys): ReadSignature | null {
  const length = lengthOf({ verify });
  const asAsked = signature !== null && encoding === 'hex' ? [{ bytes: signature, form: [] }] : [];
  const unsigned = given.trim().replace(/ffffff/gi, '');
  const twice = readEncodedHex(given, { bytes: null, letterCase: 'either' }, 'hex');
  const others = [
    // Read with and without the length: some forms are known by it, and a key of another length is told, too.
    ...readSignature(given, { bytes: length, letterCase: 'either' }),
    ...readSignature(given, { bytes: null, letterCase: 'either' }),
    ...(unsigned.length === length * 2 && unsigned !== given.trim() ? [{ hex: unsigned, encoding: BYTES_SIGNED }] : []),
    ...(twice !== null && twice.length === length * 2 ? [{ hex: twice, encoding: HEX_OF_HEX }] : []),
  ];
  const readings: readonly ReadSignature[] = [
    ...asAsked,
    ...others
      .filter(({ hex }) => hex !== '')
      .map(({ hex, encoding: written }) => ({ bytes: Buffer.from(hex, 'hex'), form: nameEncoding(written) })),
  ];
  return (
    // A shorter one may open, too: OpenSSL puts the zeros back, and its verification does not.
    readings.find(({ bytes }) => bytes.length === length && openSignature(bytes, verify) !== null) ??
    readings.find(({ bytes }) => bytes.length === length) ??
    readings[0] ??
    null
  );
}

function* diagnoseOpened(
  question: RsaQuestion,
  { opened, form, expected }: ReadSignature & { readonly opened: OpenedSignature; readonly expected: string },
): Generator<void, Diagnosis> {
  const { digest, given } = question;
  const right = rightMaking(question);
  const method: readonly NamedMistake[] = opened.digest === digest ? [] : [otherMethod(opened.digest, digest)];
  const making = { ...right, digest: plainDigest(ALGORITHMS[opened.digest]) };
  const found = yield* searchMistakes({
    right: making,
    given,
    readings: [{ hex: opened.hex, encoding: null }],
    ...(question.besides ?? { orders: [], unsigned: [] }),
    otherKeys: [],
  });
  const mistakes = [...(found?.mistakes ?? []), ...method, ...form];
  const causes = mistakes.map(({ en }) => en).join(' and ');
  if (found === null) {
    const what = causes === '' ? 'the right key signed another string' : `the client ${causes}, and another string`;
    return { text: `${what}; ${expected}`, mistakes };
  }
  const signed = found.mistakes.length === 0 ? '' : describeSigned(right, found);
  return { text: `the client most likely ${causes}; ${expected}${signed}`, mistakes };
}

const ALGORITHMS = { MD5: 'md5', SHA1: 'sha1', SHA256: 'sha256', SHA512: 'sha512' } as const;

function otherMethod(used: string, asked: string): NamedMistake {
  return { id: 'rsa-digest', en: `signed with ${used}withRSA`, zh: `用了 ${used}withRSA，应使用 ${asked}withRSA` };
}

interface Unopened extends ReadSignature {
  readonly keys: AppRsaKeys;
  readonly expected: string;
}

function diagnoseUnopened(question: RsaQuestion, { bytes, keys, form, expected }: Unopened): Diagnosis {
  const text = textOf(rightMaking(question));
  const known = UNOPENED.find(({ test }) => test({ bytes, keys, text }));
  const words = known?.en ?? 'another private key, or another padding than PKCS#1 v1.5';
  return {
    text: `the signature does not open with the app’s first public key: ${words}; ${expected}`,
    mistakes: [...(known === undefined ? [] : [{ id: known.id, en: known.en, zh: known.zh }]), ...form],
  };
}

interface UnopenedSignature {
  readonly bytes: Buffer;
  readonly keys: AppRsaKeys;
  readonly text: string;
}

/** Bytes of digests; 64 is left out, since ECDSA makes as many. */
const DIGEST_BYTES: readonly number[] = [16, 20, 28, 32];
const DER_SEQUENCE = 0x30;

function lengthOf({ verify }: Pick<AppRsaKeys, 'verify'>): number {
  return (verify.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
}

/** Mistakes in which the signature is no PKCS#1 v1.5 signature of the app's first key. */
const UNOPENED = [
  {
    id: 'rsa-second-key',
    en: 'it opens with the app’s second public key',
    zh: '使用了第二把密钥（加密手机号用的），应使用第一把',
    test: ({ bytes, keys }: UnopenedSignature) => openSignature(bytes, keys.encrypt) !== null,
  },
  {
    id: 'rsa-pss',
    en: 'its padding is PSS, and PKCS#1 v1.5 is asked for',
    zh: '填充方式是 PSS，应为 PKCS#1 v1.5',
    test: ({ bytes, keys, text }: UnopenedSignature) => isPssOf(bytes, keys.verify, text),
  },
  {
    id: 'rsa-no-digest-info',
    en: 'the text or its bare digest was encrypted with the private key, which is no signature: the name of the digest is missing',
    zh: '直接用私钥加密了文本或摘要，缺少 DigestInfo，这不是签名',
    test: ({ bytes, keys, text }: UnopenedSignature) => {
      const block = openBlock(bytes, keys.verify);
      return block !== null && [text, ...bareDigests(text)].includes(block.toString('latin1'));
    },
  },
  {
    id: 'rsa-reversed',
    en: 'its bytes are in reverse order, the last one first',
    zh: '签名的字节顺序颠倒了（小端）',
    test: ({ bytes, keys }: UnopenedSignature) => openSignature(Buffer.from(bytes).reverse(), keys.verify) !== null,
  },
  {
    id: 'rsa-is-digest',
    en: 'it has the length of a digest, as the method MD5 makes, and is no signature by a private key',
    zh: '长度是摘要的长度（MD5 方式的签名），不是私钥签名',
    test: ({ bytes }: UnopenedSignature) => DIGEST_BYTES.includes(bytes.length),
  },
  {
    id: 'rsa-is-ecdsa',
    en: 'it has the form of ECDSA, and RSA is asked for',
    zh: '是 ECDSA 形式的签名，应为 RSA',
    test: ({ bytes }: UnopenedSignature) =>
      bytes[0] === DER_SEQUENCE && bytes[1] === bytes.length - 2 && bytes.length > 60 && bytes.length < 110,
  },
  {
    id: 'rsa-other-length',
    en: 'it has another length than the app’s first key gives: another key made it, or a part of it is missing',
    zh: '签名长度与应用第一把公钥的长度不符：用了另一把私钥，或签名不完整',
    test: ({ bytes, keys }: UnopenedSignature) => bytes.length !== lengthOf(keys),
  },
] as const;

function bareDigests(text: string): readonly string[] {
  return (['md5', 'sha1', 'sha256'] as const).flatMap((algorithm) => {
    const hex = hash(algorithm, text, 'hex');
    return [hex, hex.toUpperCase(), Buffer.from(hex, 'hex').toString('latin1')];
  });
}
