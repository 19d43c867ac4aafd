import { constants, createHmac, createSign, createVerify, hash, type KeyObject, publicDecrypt } from 'node:crypto';

/** The formulas of wire.md §2–5. Keys of HMAC and MD5 are the bytes of the key's text as printed. */

/** Our dialect joins with one line feed; the operator's own formulas join with nothing. */
export function lines(...parts: readonly string[]): string {
  return parts.join('\n');
}

export function hmacSha256Hex(key: string | Buffer, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex');
}

export function md5HexUpper(text: string): string {
  return hash('md5', text, 'hex').toUpperCase();
}

export function sha256HexUpper(text: string): string {
  return hash('sha256', text, 'hex').toUpperCase();
}

export type RsaDigest = 'RSA-SHA256' | 'RSA-MD5';

export function verifyRsa({ digest, text, signature, key }: RsaSignature): boolean {
  return createVerify(digest).update(text, 'utf8').verify(key, signature);
}

export function signRsa(digest: RsaDigest, text: string, key: KeyObject): Buffer {
  return createSign(digest).update(text, 'utf8').sign(key);
}

export interface RsaSignature {
  readonly digest: RsaDigest;
  readonly text: string;
  readonly signature: Buffer;
  readonly key: KeyObject;
}

/** DigestInfo before the digest's value (RFC 8017 §9.2, note 1). */
const DIGEST_INFOS = [
  { digest: 'MD5', prefix: '3020300c06082a864886f70d020505000410' },
  { digest: 'SHA1', prefix: '3021300906052b0e03021a05000414' },
  { digest: 'SHA256', prefix: '3031300d060960864801650304020105000420' },
  { digest: 'SHA512', prefix: '3051300d060960864801650304020305000440' },
] as const;

export interface OpenedSignature {
  readonly digest: (typeof DIGEST_INFOS)[number]['digest'];
  /** The digest's value. */
  readonly hex: string;
}

/** The digest inside a PKCS#1 v1.5 signature; null where this key opens nothing of a known form. */
export function openSignature(signature: Buffer, key: KeyObject): OpenedSignature | null {
  const info = openBlock(signature, key)?.toString('hex');
  const known = DIGEST_INFOS.find(({ prefix }) => info?.startsWith(prefix) === true);
  return info === undefined || known === undefined ? null : { digest: known.digest, hex: info.slice(known.prefix.length) };
}

/** What stands behind the padding of a PKCS#1 v1.5 signature; null where this key opens nothing. */
export function openBlock(signature: Buffer, key: KeyObject): Buffer | null {
  try {
    return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
  } catch {
    return null;
  }
}

/** Whether it is a PSS signature of a text, with any salt and any digest that the formulas have. */
export function isPssOf(signature: Buffer, key: KeyObject, text: string): boolean {
  const padded = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
  return ['RSA-SHA256', 'RSA-MD5', 'RSA-SHA1'].some((digest) =>
    createVerify(digest).update(text, 'utf8').verify(padded, signature),
  );
}

const HEX = /^(?:[0-9a-fA-F]{2})+$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Bytes of a hex text in either letter case, or null. */
export function fromHex(text: string): Buffer | null {
  return HEX.test(text) ? Buffer.from(text, 'hex') : null;
}

/** Bytes of padded standard base64 without line breaks, or null: Buffer.from alone takes nearly anything. */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  // A text that survives the round trip is canonical. The form decides for the others, whose last letter may have bits left over.
  return text !== '' && (bytes.toString('base64') === text || BASE64.test(text)) ? bytes : null;
}
