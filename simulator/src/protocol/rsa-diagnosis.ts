import { hash } from 'node:crypto';
import type { Diagnosis, NamedMistake } from '../model/diagnosis.ts';
import type { Explanation } from '../model/explanation.ts';
import type { AppRsaKeys } from './app-keys.ts';
import { type Making, plainDigest, type SignedPart, textOf } from './making.ts';
import type { MistakeSource } from './mistake.ts';
import { textMaking } from './right-making.ts';
import { describeSigned } from './signature-diagnosis.ts';
import { nameEncoding, readSignature } from './signature-encodings.ts';
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
  const read = readGiven(question);
  if (read === null || keys === null) {
    const why = keys === null ? 'the app has registered no keys' : 'sign is neither hex nor base64';
    return { text: `${why}; ${expected}`, mistakes: [] };
  }
  const opened = openSignature(read.bytes, keys.verify);
  return opened === null
    ? diagnoseUnopened(question, { ...read, keys, expected })
    : yield* diagnoseOpened(question, { ...read, opened, expected });
}

interface ReadSignature {
  readonly bytes: Buffer;
  /** How it is written, where that is a mistake. */
  readonly form: readonly NamedMistake[];
}

function readGiven({ given, signature, encoding }: RsaQuestion): ReadSignature | null {
  if (signature !== null && encoding === 'hex') {
    return { bytes: signature, form: [] };
  }
  const [reading] = readSignature(given, { bytes: null, letterCase: 'either' });
  if (reading === undefined) {
    return null;
  }
  const { hex, encoding: written } = reading;
  return { bytes: Buffer.from(hex, 'hex'), form: nameEncoding(written) };
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
] as const;

function bareDigests(text: string): readonly string[] {
  return (['md5', 'sha1', 'sha256'] as const).flatMap((algorithm) => {
    const hex = hash(algorithm, text, 'hex');
    return [hex, hex.toUpperCase(), Buffer.from(hex, 'hex').toString('latin1')];
  });
}
