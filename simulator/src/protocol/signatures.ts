import { createHmac, createSign, createVerify, hash, type KeyObject } from 'node:crypto';

/** The formulas of wire.md §2–5. Keys of HMAC and MD5 are the bytes of the key's text as printed. */

/** Our dialect joins with one line feed; the operator's own formulas join with nothing. */
export function lines(...parts: readonly string[]): string {
  return parts.join('\n');
}

export function hmacSha256Hex(key: string, text: string): string {
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

const HEX = /^(?:[0-9a-fA-F]{2})+$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Bytes of a hex text in either letter case, or null. */
export function fromHex(text: string): Buffer | null {
  return HEX.test(text) ? Buffer.from(text, 'hex') : null;
}

/** Bytes of padded standard base64 without line breaks, or null: Buffer.from alone takes nearly anything. */
export function fromBase64(text: string): Buffer | null {
  return text !== '' && BASE64.test(text) ? Buffer.from(text, 'base64') : null;
}
