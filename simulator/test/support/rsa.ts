import { constants, createPrivateKey, createPublicKey, createSign, publicEncrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Simulator } from '../../src/model/simulator.ts';
import { type CheckBody, checkBody, READY_APP } from './sdk.ts';

const { keys } = JSON.parse(readFileSync(new URL('../../../fixtures/vectors.json', import.meta.url), 'utf8'));

/** The developer's key pair of the vectors. */
export const developerKey = createPrivateKey(keys.appPrivatePkcs8Pem);
export const developerSpki: string = keys.appPublicSpkiPem;

export function signRsa(algorithm: string, text: string): Buffer {
  return createSign(algorithm).update(text).sign(developerKey);
}

export interface RsaCheck {
  readonly phone: string;
  readonly encoding?: 'hex' | 'base64';
  /** What is sealed instead of the phone by the formula. */
  readonly plain?: string;
  /** Makes phoneNum instead of the formula. */
  readonly seal?: (timestamp: string) => string;
}

/** keyType 1: the number sealed for the platform, the message signed by the developer. */
export function rsaCheckBody(
  { platformSpkiPem }: Pick<Simulator, 'platformSpkiPem'>,
  token: string,
  { phone, encoding = 'hex', plain, seal }: RsaCheck,
): CheckBody {
  const { header, body } = checkBody(token, { phone });
  const text = plain ?? `${phone}${READY_APP.appKey}${header['timestamp']}`;
  const key = { key: createPublicKey(platformSpkiPem), padding: constants.RSA_PKCS1_PADDING };
  const sealed = seal?.(String(header['timestamp'])) ?? publicEncrypt(key, Buffer.from(text)).toString(encoding);
  const signed = [header['appId'], header['msgId'], sealed, header['timestamp'], token, header['version']].join('');
  return { header, body: { ...body, keyType: '1', phoneNum: sealed, sign: signRsa('RSA-MD5', signed).toString(encoding) } };
}
