import { constants, generateKeyPairSync, publicEncrypt } from 'node:crypto';
import { expect, test } from 'vitest';
import { finish } from '../model/refusal.ts';
import { openPkcs1 } from './ciphers.ts';
import { diagnoseSealed } from './phone-diagnosis.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const MSISDN = '15400000001';
const TIME = '20261123120000000';
const KEY = { name: 'appKey', value: '0123456789ABCDEF0123456789ABCDEF' };

/** An OAEP block that begins as one of PKCS#1 v1.5 does: one in some 256 has that by chance. */
function oaepThatLooksLikePkcs1(): Buffer {
  const plain = Buffer.from(`${MSISDN}${KEY.value}${TIME}`);
  for (;;) {
    const sealed = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING }, plain);
    if (openPkcs1(sealed, privateKey) !== null) {
      return sealed;
    }
  }
}

test('OAEP is named where its block happens to look like PKCS#1 v1.5', () => {
  const phoneNum = oaepThatLooksLikePkcs1().toString('hex');
  const source = { msisdn: MSISDN, phoneNum, timestamp: TIME, keys: [KEY] as const, unsigned: [] };

  const { mistakes } = finish(diagnoseSealed(source, { platform: privateKey, app: null }));

  expect(mistakes.map(({ id }) => id)).toEqual(['phone-oaep']);
});
