import { createHash, generateKeyPairSync, sign } from 'node:crypto';
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

const RIGHT = '3000000000012.0';
const longer = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** A right signature whose first byte is as asked; the text has another msgid until it is. */
function rightWhere(isWanted: (first: number) => boolean): { readonly text: string; readonly bytes: Buffer } {
  for (let at = 0; ; at++) {
    const text = `${RIGHT}${at}`;
    const bytes = signRsa('RSA-SHA256', text, first.privateKey);
    if (isWanted(bytes[0] ?? 0)) {
      return { text, bytes };
    }
  }
}

function idsOf(given: string, text = RIGHT): readonly string[] {
  const signature = /^(?:[0-9a-f]{2})+$/i.test(given) ? Buffer.from(given, 'hex') : Buffer.from(given, 'base64');
  const encoding = /^(?:[0-9a-f]{2})+$/i.test(given) ? 'hex' : 'base64';
  const asked = { ...question(text), given, signature, encoding, parts: [{ name: 'text', value: text }] } as const;
  return finish(diagnoseRsaSignature(asked)).mistakes.map(({ id }) => id);
}

const bytes = signRsa('RSA-SHA256', RIGHT, first.privateKey);
const hex = bytes.toString('hex');
test.each([
  ['sign-base64', bytes.toString('base64')],
  ['sign-base64-of-hex', Buffer.from(hex).toString('base64')],
  ['sign-hex-of-hex', Buffer.from(hex).toString('hex')],
  ['sign-byte-list', `[${[...bytes].join(', ')}]`],
  ['sign-hex-punctuated', hex.replace(/..(?=.)/g, '$&-')],
  ['sign-bytes-signed', hex.replace(/../g, (byte) => (byte >= '80' ? `ffffff${byte}` : byte))],
  ['rsa-reversed', Buffer.from(bytes).reverse().toString('hex')],
  ['rsa-is-digest', createHash('md5').update(RIGHT).digest('hex').toUpperCase()],
  ['rsa-is-ecdsa', sign('sha256', Buffer.from(RIGHT), curve.privateKey).toString('hex')],
  ['rsa-other-length', signRsa('RSA-SHA256', RIGHT, longer.privateKey).toString('hex')],
  ['rsa-other-length', hex.slice(0, 100)],
])('a signature that is wrong by %s is named so', (id, given) => {
  expect(idsOf(given)).toEqual([id]);
});

test('a signature that Java wrote as a signed number is named so', () => {
  const { text, bytes: right } = rightWhere((start) => start > 127);
  expect(idsOf((BigInt(`0x${right.toString('hex')}`) - 2n ** 1024n).toString(16), text)).toEqual(['sign-number-signed']);
});

test('a signature that lost the zeros at its beginning is named so', () => {
  const { text, bytes: right } = rightWhere((start) => start === 0);
  expect(idsOf(right.toString('hex').replace(/^0+/, ''), text)).toEqual(['sign-zeros-dropped']);
});
