import { constants, createCipheriv, createDecipheriv, type KeyObject, privateDecrypt, publicEncrypt } from 'node:crypto';

/** The ciphers of wire.md §2 (number request), §4 and §5 (server calls). */

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' } as const;

/** RSA-OAEP with SHA-256 and MGF1 with SHA-256; null where it does not open. */
export function openOaep(sealed: Buffer, key: KeyObject): Buffer | null {
  try {
    return privateDecrypt({ key, ...OAEP }, sealed);
  } catch {
    return null;
  }
}

/** OAEP with SHA-256, or with SHA-1 as most libraries take it by default; null where neither opens it. */
export function openAnyOaep(sealed: Buffer, key: KeyObject): Buffer | null {
  for (const oaepHash of ['sha256', 'sha1']) {
    try {
      return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, sealed);
    } catch {
      // The next form may open it.
    }
  }
  return null;
}

export interface GcmBox {
  readonly sessionKey: Buffer;
  readonly additionalData: string;
}

/** nonce ‖ ciphertext ‖ tag to plaintext; null where it does not open. */
export function openGcm(sealed: Buffer, { sessionKey, additionalData }: GcmBox): Buffer | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) {
    return null;
  }
  const decipher = createDecipheriv('aes-256-gcm', sessionKey, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(additionalData, 'utf8'));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

export function sealGcm(plain: string, nonce: Buffer, { sessionKey, additionalData }: GcmBox): Buffer {
  const cipher = createCipheriv('aes-256-gcm', sessionKey, nonce);
  cipher.setAAD(Buffer.from(additionalData, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

export function sealPkcs1(plain: Buffer, key: KeyObject): Buffer {
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, plain);
}

/**
 * PKCS#1 v1.5 decryption. Node refuses RSA_PKCS1_PADDING with a private key (CVE-2023-46809), so the padding is removed here. An answer that distinguishes
 * good padding from bad is an oracle: the caller must have verified the sender's signature first.
 */
export function openPkcs1(sealed: Buffer, key: KeyObject): Buffer | null {
  let block: Buffer;
  try {
    block = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, sealed);
  } catch {
    return null;
  }
  const end = block.indexOf(0, 2);
  const isPadded = block[0] === 0 && block[1] === 2 && end >= 10;
  return isPadded ? block.subarray(end + 1) : null;
}
