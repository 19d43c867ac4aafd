import { hash } from 'node:crypto';
import type { Explanation } from '../model/explanation.ts';
import type { AppRsaKeys } from './app-keys.ts';
import { openSignature } from './signatures.ts';
import { firstDifference, type SignedPart, showText, type TextVariant, textOf, textVariants } from './signed-text.ts';

/** Diagnoses RSA signatures: one opens with the signer's public key to the name and value of a digest. */

export interface RsaQuestion {
  readonly digest: 'MD5' | 'SHA256';
  /** null: neither hex nor base64. */
  readonly signature: Buffer | null;
  readonly encoding: 'hex' | 'base64';
  /** null: the app registered none. */
  readonly keys: AppRsaKeys | null;
  readonly parts: readonly SignedPart[];
}

/** The formula and the exact string that is signed. */
export function describeRsaSignature(question: RsaQuestion): Explanation {
  const { digest, parts } = question;
  return {
    expected: `${digest}withRSA in hex, by the private key of the app’s first public key, of  ${showText({ parts, joiner: '' })}`,
    got: describeGiven(question),
  };
}

function describeGiven({ signature, encoding, keys, parts }: RsaQuestion): string {
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
  const isSame = opened.hex === hash(opened.digest, textOf({ parts, joiner: '' }), 'hex');
  return `${signature.length} bytes in ${encoding}: ${opened.digest}withRSA of ${isSame ? 'the same string' : 'another string'}`;
}

/** Names the mistake that a wrong signature was most likely made with. */
export function diagnoseRsaSignature({ digest, signature, keys, parts }: RsaQuestion): string {
  const right: TextVariant = { cause: '', parts, joiner: '' };
  const expected = `string to sign  ${showText(right)}, with ${digest}withRSA`;
  if (signature === null || keys === null) {
    return `${keys === null ? 'the app has registered no keys' : 'sign is neither hex nor base64'}; ${expected}`;
  }
  const opened = openSignature(signature, keys.verify);
  if (opened === null) {
    const isOther = openSignature(signature, keys.encrypt) !== null;
    const whose = isOther
      ? 'it opens with the app’s second public key'
      : 'another private key, or another padding than PKCS#1 v1.5';
    return `the signature does not open with the app’s first public key: ${whose}; ${expected}`;
  }
  const method = opened.digest === digest ? [] : [`signed with ${opened.digest}withRSA`];
  const text = [right, ...textVariants(right)].find((variant) => hash(opened.digest, textOf(variant), 'hex') === opened.hex);
  if (text === undefined) {
    const what =
      method.length === 0 ? 'the right key signed another string' : `the client ${method.join('')}, and another string`;
    return `${what}; ${expected}`;
  }
  const causes = [text.cause, ...method].filter((cause) => cause !== '').join(' and ');
  const signed =
    text === right ? '' : `; the client signed  ${showText(text)} (first differing byte: ${firstDifference(right, text)})`;
  return `the client most likely ${causes}; ${expected}${signed}`;
}
