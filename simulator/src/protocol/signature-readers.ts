/** What is written in hex, base64 or base32, as lower-case hex; null where it is not. */

type LetterCase = 'upper' | 'lower' | 'either';

export interface SignatureForm {
  /** The right signature's bytes; null: any number. */
  readonly bytes: number | null;
  readonly letterCase: LetterCase;
}

/** Bytes of the digests that clients take. */
export const DIGEST_LENGTHS: readonly number[] = [16, 20, 28, 32, 48, 64];

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function fromBase32(text: string): string | null {
  const digits = text.toUpperCase().replace(/=+$/, '');
  if (!/^[A-Z2-7]{16,}$/.test(digits)) {
    return null;
  }
  const bits = [...digits].map((digit) => BASE32.indexOf(digit).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))).toString('hex');
}

export function isOneShort(given: string, bytes: number | null): boolean {
  return bytes !== null && given.trim().length === bytes * 2 - 1 && /^[0-9a-fA-F]+$/.test(given.trim());
}

export function hexIn(text: string, letterCase: LetterCase): string | null {
  const isCase = { upper: /^(?:[0-9A-F]{2})+$/, lower: /^(?:[0-9a-f]{2})+$/, either: /^(?:[0-9a-fA-F]{2})+$/ }[letterCase].test(
    text,
  );
  return isCase ? text.toLowerCase() : null;
}

/** The forms of base64. */
export const PADDED = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
export const UNPADDED = /^[A-Za-z0-9+/]+$/;
export const ANY_PADDING = /^[A-Za-z0-9+/]+={0,2}$/;
export const URL_ALPHABET = /^[A-Za-z0-9_-]+={0,2}$/;

/** A digest of `bytes`, or of any known length where the client took another one. */
export function base64In(text: string, form: RegExp, bytes: number | null): string | null {
  if (!form.test(text)) {
    return null;
  }
  const read = Buffer.from(text, 'base64');
  return (bytes === null ? read.length >= 64 : DIGEST_LENGTHS.includes(read.length)) ? read.toString('hex') : null;
}

/** Of a signature whose hex text was encoded once more. */
export function readEncodedHex(given: string, { bytes }: SignatureForm, coding: 'base64' | 'hex'): string | null {
  const text = Buffer.from(given.trim(), coding).toString('latin1');
  const hex = hexIn(text, 'either');
  return hex !== null && (bytes === null || DIGEST_LENGTHS.includes(hex.length / 2)) ? hex : null;
}

export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) {
      return '';
    }
    throw error;
  }
}
