import {
  constants,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
  publicEncrypt,
} from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { developerKey, rsaCheckBody } from '../support/rsa.ts';
import { checkBody, READY_APP } from '../support/sdk.ts';
import { StillScope } from '../support/still-scope.ts';

/** What the journal says of the mistakes of a back end in tokenValidate's phoneNum. */

const OWN_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 });
const SHORT_KEY = generateKeyPairSync('rsa', { modulusLength: 1024 });
const still = new StillScope();
const { appKey, appSecret } = READY_APP;

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex').toUpperCase();
}

describe('phoneNum', () => {
  const phoneNum = (text: string) => digest('sha256', text);
  const time = '20261123120000000';

  test.each<[string, (phone: string) => string, readonly string[]]>([
    ['with the appSecret', (phone) => phoneNum(`${phone}${appSecret}${time}`), ['key-other']],
    ['with +86', (phone) => phoneNum(`+86${phone}${appKey}${time}`), ['value-country-code']],
    ['in another order', (phone) => phoneNum(`${appKey}${phone}${time}`), ['exchanged']],
    ['with another time', (phone) => phoneNum(`${phone}${appKey}20261123120000055`), ['value-taken-again-later']],
    [
      'of the masked number',
      (phone) => phoneNum(`${phone.slice(0, 3)}****${phone.slice(7)}${appKey}${time}`),
      ['value-phone-masked'],
    ],
  ])('%s: 001 says why', async (_title, make, ids) => {
    const changes = { phoneNum: make(still.phone) };
    await still.check(checkBody(await still.checkToken(), { phone: still.phone, changes }));
    const { trace, answer } = await still.lastEntry();
    expect(answer?.resultCode).toBe('001');
    const step = trace.find(({ name }) => name === 'number');
    expect(
      step?.mistakes?.map(({ id }) => id),
      step?.got,
    ).toEqual(ids);
    expect(step).toMatchObject({ outcome: 'passed', got: expect.stringContaining('but the client most likely') });
  });

  test('of another number is another number’s, as far as anybody knows', async () => {
    await still.check(checkBody(await still.checkToken(), { phone: '15400000099' }));
    const { trace } = await still.lastEntry();
    expect(trace.find(({ name }) => name === 'number')?.got).toContain('it may be another number’s');
  });

  test('in lower case is right but for that', async () => {
    const changes = { phoneNum: phoneNum(`${still.phone}${appKey}${time}`).toLowerCase() };
    await still.check(checkBody(await still.checkToken(), { phone: still.phone, changes }));
    expect(await still.failedStep()).toMatchObject({
      detail: expect.stringContaining('not 64 upper-case hex digits'),
      mistakes: ['sign-case'],
    });
  });
});

describe('phoneNum of keyType 0 that is no digest', () => {
  test.each<[string, (phone: string) => string, string, string]>([
    ['the plain number', (phone) => phone, 'phone-plain', 'phoneNum is the plain number; it has to be SHA-256'],
    ['with its country code', (phone) => `+86${phone}`, 'phone-plain-country-code', 'with its country code'],
    ['another plain number', () => '15400000099', 'phone-plain-other', 'another one than the token’s'],
    ['the masked number', () => '154****0001', 'phone-plain-masked', 'the masked number'],
    ['encrypted', () => 'AB'.repeat(256), 'phone-of-key-type-1', 'as keyType "1" asks for'],
    [
      'in base64',
      (phone) => Buffer.from(digest('sha256', `${phone}${appKey}20261123120000000`), 'hex').toString('base64'),
      'sign-base64',
      'most likely wrote phoneNum in base64',
    ],
    [
      'in lower case',
      (phone) => digest('sha256', `${phone}${appKey}20261123120000000`).toLowerCase(),
      'sign-case',
      'most likely wrote phoneNum in the wrong letter case',
    ],
  ])('%s is named', async (...[, make, id, says]) => {
    const changes = { phoneNum: make(still.phone) };
    await still.check(checkBody(await still.checkToken(), { phone: still.phone, changes }));
    const { detail, mistakes } = await still.failedStep();
    expect(detail).toContain(says);
    expect(mistakes).toEqual([id]);
    expect(detail).not.toContain(still.phone);
  });
});

describe('phoneNum of keyType 1', () => {
  const time = '20261123120000000';
  const sealWith = (text: string, key: KeyObject | string, padding = constants.RSA_PKCS1_PADDING): Buffer =>
    publicEncrypt({ key: typeof key === 'string' ? createPublicKey(key) : key, padding }, Buffer.from(text));
  const platform = (): string => still.simulator.platformSpkiPem;

  test.each<[string, (phone: string) => string, readonly string[]]>([
    ['with the appSecret', (phone) => `${phone}${appSecret}${time}`, ['key-other']],
    ['without the time', (phone) => `${phone}${appKey}`, ['left-out']],
    ['of the number alone', (phone) => phone, ['alone']],
    ['with the appKey first', (phone) => `${appKey}${phone}${time}`, ['exchanged']],
    ['with +86', (phone) => `+86${phone}${appKey}${time}`, ['value-country-code']],
    ['with another time', (phone) => `${phone}${appKey}20261123120000055`, ['value-taken-again-later']],
    ['of the digest', (phone) => digest('sha256', `${phone}${appKey}${time}`), ['phone-sealed-digest']],
    ['of nonsense', () => 'nonsense', []],
  ])('%s is named', async (_title, plain, ids) => {
    await still.putRsaApp();
    const token = await still.checkToken();
    await still.check(rsaCheckBody(still.simulator, token, { phone: still.phone, plain: plain(still.phone) }));
    const { detail, mistakes } = await still.failedStep();
    expect(mistakes, detail).toEqual(ids);
    expect(detail).toMatch(/^004 PHONE_NUMBER_WRONG: phoneNum does not open with the platform’s key/);
    expect(detail).not.toContain(still.phone);
  });

  test.each<[string, (text: string, phone: string) => string, readonly string[]]>([
    ['the plain number', (_text, phone) => phone, ['phone-plain']],
    ['OAEP', (text) => sealWith(text, platform(), constants.RSA_PKCS1_OAEP_PADDING).toString('hex'), ['phone-oaep']],
    ['the app’s own key', (text) => sealWith(text, OWN_KEY.publicKey).toString('hex'), ['phone-other-key']],
    ['a key of 1024 bits', (text) => sealWith(text, SHORT_KEY.publicKey).toString('hex'), ['phone-key-length']],
    ['the app’s private key', (text) => privateEncrypt(developerKey, Buffer.from(text)).toString('hex'), ['phone-private-key']],
    [
      'base64 of URLs, of a text without the time',
      (text) => sealWith(text.slice(0, -17), platform()).toString('base64url'),
      ['left-out', 'sign-base64'],
    ],
    ['the digest of keyType 0', (text) => digest('sha256', text), ['phone-of-key-type-0']],
    ['no hex', () => '!', []],
  ])('%s instead is named', async (_title, make, ids) => {
    await still.putRsaApp();
    const { phone } = still;
    const token = await still.checkToken();
    const seal = (timestamp: string): string => make(`${phone}${appKey}${timestamp}`, phone);
    await still.check(rsaCheckBody(still.simulator, token, { phone, seal }));
    const { detail, mistakes } = await still.failedStep();
    expect(
      mistakes.map((id) => id.replace(/(sign-base64).*/, '$1')),
      detail,
    ).toEqual(ids);
    expect(detail).not.toContain(phone);
  });
});
