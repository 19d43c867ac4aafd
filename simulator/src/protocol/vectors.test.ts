import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readFlatBody } from '../dialects/flat-body.ts';
import { loginReader } from '../dialects/operator-server.ts';
import { quhao1 } from '../dialects/quhao-1.ts';
import { SystemRandom } from '../random.ts';
import { readApp } from '../scope/documents.ts';
import { openGcm, openOaep, openPkcs1, sealGcm, sealPkcs1 } from './ciphers.ts';
import { parseProxyHeader } from './proxy-header.ts';
import { fromHex, hmacSha256Hex, lines, md5HexUpper, sha256HexUpper, signRsa, verifyRsa } from './signatures.ts';

const vectors = JSON.parse(readFileSync(new URL('../../../fixtures/vectors.json', import.meta.url), 'utf8'));

function privateKey(name: string) {
  return createPrivateKey(vectors.keys[`${name}PrivatePkcs8Pem`]);
}

function publicKey(name: string) {
  return createPublicKey(vectors.keys[`${name}PublicSpkiPem`]);
}

const app = readApp(
  { appid: vectors.app.appid, packageName: 'com.example.login', verifyKeyPem: vectors.keys.appPublicSpkiPem },
  new SystemRandom(),
);

function reading(body: unknown) {
  return readFlatBody({ contentType: 'application/json', body: Buffer.from(JSON.stringify(body)) });
}

describe('number request', () => {
  const { body, additionalData, plaintext, sessionKeyHex, nonceHex } = vectors.numberRequest;
  const sessionKey = Buffer.from(sessionKeyHex, 'hex');

  test('the session key opens with RSA-OAEP', () => {
    expect(openOaep(Buffer.from(body.key, 'base64'), privateKey('gateway'))?.toString('hex')).toBe(sessionKeyHex);
  });

  test('the data is sealed and opened with AES-256-GCM over the additional data', () => {
    expect(sealGcm(plaintext, Buffer.from(nonceHex, 'hex'), { sessionKey, additionalData }).toString('base64')).toBe(body.data);
    expect(openGcm(Buffer.from(body.data, 'base64'), { sessionKey, additionalData })?.toString()).toBe(plaintext);
    expect(openGcm(Buffer.from(body.data, 'base64'), { sessionKey, additionalData: `${additionalData} ` })).toBeNull();
  });

  test('the signature is HMAC-SHA256 over the seven lines', () => {
    const text = lines(body.version, body.appid, body.msgid, body.systemtime, body.keyid, body.key, body.data);
    expect(hmacSha256Hex(vectors.app.appKey, text)).toBe(body.sign);
  });

  test('the dialect verifies and opens it', () => {
    const request = quhao1.prefetch.read(reading(body), 'guide');
    expect(request.verify(app)).toBeUndefined();
    const opened = request.open(() => privateKey('gateway'));
    expect(opened).toMatchObject({ packageName: 'com.example.login', certificateMd5: 'e0d30cef5c6139275b58b525001b413c' });
    expect(opened.sessionKey).toEqual(sessionKey);
  });

  test('the dialect answers with the sealed answer', () => {
    const answer = vectors.numberAnswer;
    const payload = {
      scrip: 'S'.repeat(40),
      maskedNumber: '154****0001',
      operatorDigit: '1',
      expiresInSeconds: 3600,
      sessionKey,
    };
    expect(quhao1.prefetchAnswer(answer.body, payload, Buffer.from(answer.nonceHex, 'hex'))).toEqual({ data: answer.body.data });
  });
});

test('the token request is signed over its ten lines', () => {
  const request = quhao1.token.read(reading(vectors.tokenRequest.body), 'guide');
  expect(() => request.verify(app)).not.toThrow();
  expect(() => quhao1.token.read(reading({ ...vectors.tokenRequest.body, capability: 'check' }), 'guide').verify(app)).toThrow();
});

describe('loginTokenValidate', () => {
  const { md5, rsa } = vectors.loginTokenValidate;

  test('MD5 is upper-case hex over the values and the key', () => {
    expect(md5HexUpper(md5.stringToSignWithoutKey + vectors.app.appSecret)).toBe(md5.body.sign);
    expect(() => loginReader.read(reading(md5.body), 'guide').verify(app)).not.toThrow();
  });

  test('RSA is SHA256withRSA over appid and token', () => {
    const signature = fromHex(rsa.signHexLower);
    expect(signature).not.toBeNull();
    expect(
      verifyRsa({ digest: 'RSA-SHA256', text: rsa.stringToSign, signature: signature ?? Buffer.alloc(0), key: publicKey('app') }),
    ).toBe(true);
    expect(signRsa('RSA-SHA256', rsa.stringToSign, privateKey('app')).toString('hex')).toBe(rsa.signHexLower);
    const body = { ...md5.body, encryptionalgorithm: 'RSA', sign: rsa.signHexLower };
    expect(() => loginReader.read(reading(body), 'guide').verify(app)).not.toThrow();
    expect(() => loginReader.read(reading({ ...body, sign: rsa.signHexLower.toUpperCase() }), 'guide').verify(app)).not.toThrow();
  });

  test('the number is sealed and opened with PKCS#1 v1.5', () => {
    const sealed = Buffer.from(rsa.msisdnCiphertextHexUpper, 'hex');
    expect(openPkcs1(sealed, privateKey('app'))?.toString()).toBe(rsa.msisdn);
    expect(openPkcs1(sealPkcs1(Buffer.from(rsa.msisdn), publicKey('app')), privateKey('app'))?.toString()).toBe(rsa.msisdn);
    expect(openPkcs1(Buffer.alloc(sealed.length, 1), privateKey('app'))).toBeNull();
  });
});

describe('tokenValidate', () => {
  const { phone, keyType0, keyType1 } = vectors.tokenValidate;
  const plain = phone + vectors.app.appKey + keyType0.header.timestamp;
  const signed = (phoneNum: string) =>
    keyType0.header.appId +
    keyType0.header.msgId +
    phoneNum +
    keyType0.header.timestamp +
    keyType0.token +
    keyType0.header.version;

  test('keyType 0 hashes the number and signs with HMAC', () => {
    expect(sha256HexUpper(plain)).toBe(keyType0.phoneNum);
    expect(hmacSha256Hex(vectors.app.appKey, signed(keyType0.phoneNum)).toUpperCase()).toBe(keyType0.sign);
  });

  test('keyType 1 seals the number and signs with MD5withRSA', () => {
    expect(openPkcs1(Buffer.from(keyType1.phoneNumHexLower, 'hex'), privateKey('platform'))?.toString()).toBe(plain);
    const signature = Buffer.from(keyType1.signHexLower, 'hex');
    expect(verifyRsa({ digest: 'RSA-MD5', text: signed(keyType1.phoneNumHexLower), signature, key: publicKey('app') })).toBe(
      true,
    );
  });
});

test('both versions of the PROXY header name the source', () => {
  const source = vectors.proxyV2.source.split(':')[0];
  expect(parseProxyHeader(Buffer.from(vectors.proxyV2.hex, 'hex'))).toMatchObject({ state: 'complete', source });
  expect(parseProxyHeader(Buffer.from(vectors.proxyV1.text))).toMatchObject({ state: 'complete', source: '10.64.0.7' });
});
