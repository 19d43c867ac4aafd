import { constants, createCipheriv, generateKeyPairSync, publicEncrypt, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { finish } from '../model/refusal.ts';
import { DATA_MISTAKES, diagnoseSealing, SESSION_KEY_MISTAKES } from './seal-mistakes.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const sessionKey = randomBytes(32);
const bound = ['300000000001', 'msgid', '20261123120000000'];
const source = { sessionKey, bound };

function idsOf(search: ReturnType<typeof diagnoseSealing>): readonly string[] {
  return (finish(search).mistakes ?? []).map(({ id }) => id);
}

function seal(additionalData: string | null): { nonce: Buffer; text: Buffer; tag: Buffer } {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sessionKey, nonce);
  if (additionalData !== null) {
    cipher.setAAD(Buffer.from(additionalData));
  }
  const text = Buffer.concat([cipher.update('{"apppackage":"com.example.login"}'), cipher.final()]);
  return { nonce, text, tag: cipher.getAuthTag() };
}

test.each([
  ['seal-oaep-sha1', { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }],
  ['seal-pkcs1', { padding: constants.RSA_PKCS1_PADDING }],
])('key: %s', (id, options) => {
  const bytes = publicEncrypt({ key: publicKey, ...options }, sessionKey);
  expect(idsOf(diagnoseSealing('key does not open', { bytes, source: privateKey }, SESSION_KEY_MISTAKES))).toEqual([id]);
});

const right = seal(bound.join('\n'));

test.each([
  ['seal-no-additional-data', seal(null)],
  ['seal-additional-data-joined', seal(bound.join(''))],
  ['seal-additional-data-joined', seal(`${bound.join('\n')}\n`)],
])('data: %s', (id, { nonce, text, tag }) => {
  const bytes = Buffer.concat([nonce, text, tag]);
  expect(idsOf(diagnoseSealing('data does not open', { bytes, source }, DATA_MISTAKES))).toEqual([id]);
});

test.each([
  ['seal-tag-first', [right.tag, right.nonce, right.text]],
  ['seal-tag-first', [right.nonce, right.tag, right.text]],
  ['seal-nonce-last', [right.text, right.tag, right.nonce]],
])('data: %s', (id, pieces) => {
  const bytes = Buffer.concat(pieces);
  expect(idsOf(diagnoseSealing('data does not open', { bytes, source }, DATA_MISTAKES))).toEqual([id]);
});

test('bytes of no known mistake are given none, however short', () => {
  for (const length of [0, 5, 28, 256]) {
    const bytes = randomBytes(length);
    expect(idsOf(diagnoseSealing('x', { bytes, source }, DATA_MISTAKES))).toEqual([]);
    expect(idsOf(diagnoseSealing('x', { bytes, source: privateKey }, SESSION_KEY_MISTAKES))).toEqual([]);
  }
});
