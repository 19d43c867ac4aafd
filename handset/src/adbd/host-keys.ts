import { constants, createPublicKey, type KeyObject, publicDecrypt, randomBytes } from 'node:crypto';
import { HandsetError } from '../errors.ts';

/** A file of adb keys cannot be read as such. */
export class HostKeyError extends HandsetError<'BAD_KEY'> {
  constructor(message: string) {
    super('BAD_KEY', message);
  }
}

/** The struct of AOSP crypto_utils/android_pubkey.cpp: words of the modulus, n0inv, modulus and rr (little-endian), exponent. */
const MODULUS_BYTES = 256;
const KEY_BYTES = 4 + 4 + MODULUS_BYTES + MODULUS_BYTES + 4;
/** The DigestInfo of a SHA-1, which comes before the token: adb signs the token as if it were a digest. */
const SHA1_PREFIX = Buffer.from('3021300906052b0e03021a05000414', 'hex');

const TOKEN_BYTES = 20;
export const AUTH = { token: 1, signature: 2, publicKey: 3 } as const;

/** The keys of hosts that may connect: lines of `adbkey.pub`. Throws HostKeyError. */
export function parseHostKeys(text: string): readonly KeyObject[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) {
    throw new HostKeyError('the file of adb keys is empty: it holds lines of ~/.android/adbkey.pub');
  }
  return lines.map((line, place) => {
    const bytes = Buffer.from(line.trim().split(/\s/)[0] ?? '', 'base64');
    if (bytes.length !== KEY_BYTES) {
      throw new HostKeyError(`line ${place + 1} is no adb key: it must be a line of ~/.android/adbkey.pub`);
    }
    const modulus = Buffer.from(bytes.subarray(8, 8 + MODULUS_BYTES)).reverse();
    const exponent = Buffer.alloc(4);
    exponent.writeUInt32BE(bytes.readUInt32LE(KEY_BYTES - 4));
    const jwk = { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') };
    return createPublicKey({ key: jwk, format: 'jwk' });
  });
}

export function newToken(): Buffer {
  return randomBytes(TOKEN_BYTES);
}

/** Whether one of the keys has signed the token. */
export function isSignedBy(keys: readonly KeyObject[], token: Buffer, signature: Buffer): boolean {
  return keys.some((key) => {
    try {
      const padding = constants.RSA_PKCS1_PADDING;
      return publicDecrypt({ key, padding }, signature).equals(Buffer.concat([SHA1_PREFIX, token]));
    } catch {
      // The signature of another key has no padding under this one.
      return false;
    }
  });
}
