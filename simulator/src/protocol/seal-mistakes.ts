import { constants, createDecipheriv, type KeyObject, privateDecrypt } from 'node:crypto';
import type { Diagnosis, NamedMistake } from '../model/diagnosis.ts';
import { openPkcs1 } from './ciphers.ts';

/** Mistakes in sealing the number request (wire.md §2), found by opening it in the wrong ways too. */

interface SealMistake<Source> extends NamedMistake {
  readonly opens: (bytes: Buffer, source: Source) => boolean;
}

const SESSION_KEY_BYTES = 32;

/** Of `key`. */
export const SESSION_KEY_MISTAKES = [
  {
    id: 'seal-oaep-sha1',
    en: 'it opens with RSA-OAEP and SHA-1, which Java and others take by default',
    zh: '用了 SHA-1 的 OAEP（Java 等的默认值），应为 SHA-256',
    opens: (sealed, key) => isSessionKey(openOaepSha1(sealed, key)),
  },
  {
    id: 'seal-pkcs1',
    en: 'it opens with the padding PKCS#1 v1.5',
    zh: '用了 PKCS#1 v1.5 填充，应为 OAEP(SHA-256)',
    opens: (sealed, key) => isSessionKey(openPkcs1(sealed, key)),
  },
] as const satisfies readonly SealMistake<KeyObject>[];

export interface DataSource {
  readonly sessionKey: Buffer;
  /** appid, msgid and systemtime. */
  readonly bound: readonly string[];
}

/** Of `data`. */
export const DATA_MISTAKES = [
  {
    id: 'seal-no-additional-data',
    en: 'it opens without additional data',
    zh: '加密时没有附加数据（AAD）',
    opens: (sealed, { sessionKey }) => opens(sealed, { sessionKey, additionalData: '' }),
  },
  {
    id: 'seal-additional-data-joined',
    en: 'it opens with other additional data: appid, msgid and systemtime are joined with something else than a line feed, or end with one',
    zh: '附加数据（AAD）的连接方式不对：应以换行连接，且末尾没有换行',
    opens: (sealed, { sessionKey, bound }) =>
      [...['', '\r\n', ',', '&', '|', ' '].map((joiner) => bound.join(joiner)), `${bound.join('\n')}\n`].some((additionalData) =>
        opens(sealed, { sessionKey, additionalData }),
      ),
  },
  {
    id: 'seal-tag-first',
    en: 'it opens with the tag before the ciphertext: the order is nonce, ciphertext, tag',
    zh: '认证标签放在了密文前，顺序应为 nonce、密文、标签',
    opens: (sealed, { sessionKey, bound }) =>
      [
        { tag: sealed.subarray(0, 16), nonce: sealed.subarray(16, 28), text: sealed.subarray(28) },
        { nonce: sealed.subarray(0, 12), tag: sealed.subarray(12, 28), text: sealed.subarray(28) },
      ].some((parts) => opensParts(parts, { sessionKey, additionalData: bound.join('\n') })),
  },
  {
    id: 'seal-nonce-last',
    en: 'it opens with the nonce at the end: the order is nonce, ciphertext, tag',
    zh: 'nonce 放在了最后，顺序应为 nonce、密文、标签',
    opens: (sealed, { sessionKey, bound }) =>
      opens(Buffer.concat([sealed.subarray(-12), sealed.subarray(0, -12)]), { sessionKey, additionalData: bound.join('\n') }),
  },
] as const satisfies readonly SealMistake<DataSource>[];

/** The known mistake that the bytes were sealed with, behind why they do not open. Runs when somebody reads the journal: an answer must not take longer for one. */
export function* diagnoseSealing<Source>(
  why: string,
  { bytes, source }: { readonly bytes: Buffer; readonly source: Source },
  rows: readonly SealMistake<Source>[],
): Generator<void, Diagnosis> {
  for (const { id, en, zh, opens: opensSo } of rows) {
    if (opensSo(bytes, source)) {
      return { text: `${why}: ${en}`, mistakes: [{ id, en, zh }] };
    }
    yield;
  }
  return { text: why, mistakes: [] };
}

function isSessionKey(opened: Buffer | null): boolean {
  return opened?.length === SESSION_KEY_BYTES;
}

function openOaepSha1(sealed: Buffer, key: KeyObject): Buffer | null {
  try {
    return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, sealed);
  } catch {
    return null;
  }
}

interface Box {
  readonly sessionKey: Buffer;
  readonly additionalData: string;
}

function opens(sealed: Buffer, box: Box): boolean {
  return opensParts({ nonce: sealed.subarray(0, 12), text: sealed.subarray(12, -16), tag: sealed.subarray(-16) }, box);
}

interface Parts {
  readonly nonce: Buffer;
  readonly text: Buffer;
  readonly tag: Buffer;
}

function opensParts({ nonce, text, tag }: Parts, { sessionKey, additionalData }: Box): boolean {
  if (nonce.length !== 12 || tag.length !== 16) {
    return false;
  }
  const decipher = createDecipheriv('aes-256-gcm', sessionKey, nonce);
  decipher.setAAD(Buffer.from(additionalData));
  decipher.setAuthTag(tag);
  decipher.update(text);
  try {
    decipher.final();
    return true;
  } catch {
    return false;
  }
}
