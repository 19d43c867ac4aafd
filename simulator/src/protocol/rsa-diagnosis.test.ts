import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { finish } from '../model/refusal.ts';
import { describeRsaSignature, diagnoseRsaSignature, type RsaQuestion } from './rsa-diagnosis.ts';
import { type RsaDigest, signRsa } from './signatures.ts';

const first = generateKeyPairSync('rsa', { modulusLength: 1024 });
const second = generateKeyPairSync('rsa', { modulusLength: 1024 });

interface Signing {
  readonly digest?: RsaDigest;
  readonly key?: typeof first;
}

function question(text: string, { digest = 'RSA-SHA256', key = first }: Signing = {}): RsaQuestion {
  return {
    digest: 'SHA256',
    given: signRsa(digest, text, key.privateKey).toString('hex'),
    signature: signRsa(digest, text, key.privateKey),
    encoding: 'hex',
    keys: { verify: first.publicKey, encrypt: second.publicKey },
    parts: [
      { name: 'appid', value: '300000000001' },
      { name: 'version', value: '2.0' },
    ],
  };
}

test.each([
  { title: 'the right string', asked: question('3000000000012.0'), got: '128 bytes in hex: SHA256withRSA of the same string' },
  { title: 'another', asked: question('x'), got: '128 bytes in hex: SHA256withRSA of another string' },
  {
    title: 'another digest',
    asked: question('3000000000012.0', { digest: 'RSA-MD5' }),
    got: '128 bytes in hex: MD5withRSA of the same string',
  },
  {
    title: 'another key',
    asked: question('3000000000012.0', { key: second }),
    got: '128 bytes in hex that this key does not open',
  },
])('a signature of $title says what it is', ({ asked, got }) => {
  expect(describeRsaSignature(asked)).toEqual({
    expected: 'SHA256withRSA in hex, by the private key of the app’s first public key, of  300000000001‖2.0',
    got,
  });
});

test.each([
  {
    asked: question('2.0300000000001'),
    says: /most likely signed the values in reverse order; .*; the client signed {2}2\.0‖300000000001 \(first differing byte: 0\)$/,
  },
  { asked: question('300000000001 2.0'), says: /most likely had a blank at the end of appid; .*first differing byte: 12\)$/ },
  {
    asked: question('3000000000012.0', { digest: 'RSA-MD5' }),
    says: /^the client most likely signed with MD5withRSA; string to sign {2}300000000001‖2\.0, with SHA256withRSA$/,
  },
  { asked: question('x', { digest: 'RSA-MD5' }), says: /^the client signed with MD5withRSA, and another string; string to sign/ },
  { asked: question('x'), says: /^the right key signed another string; string to sign/ },
  {
    asked: question('x', { key: second }),
    says: /^the signature does not open with the app’s first public key: it opens with the app’s second public key; /,
  },
])('a wrong one says what it was most likely made with: $says', ({ asked, says }) => {
  expect(finish(diagnoseRsaSignature(asked)).text).toMatch(says);
});
