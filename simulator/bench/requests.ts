import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPublicKey,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { httpRequest } from './load.ts';

/** The requests of a login, as an SDK and a back end make them (wire.md §2–4). */

const APP = {
  appid: '300000000001',
  appKey: '0123456789ABCDEF0123456789ABCDEF',
  appSecret: 'FEDCBA9876543210FEDCBA9876543210',
};
const IDENTITY = {
  apppackage: 'app.quhao.probe',
  appsign: 'e0d30cef5c6139275b58b525001b413c',
  sdkversion: '5.9.4',
  networktype: '3',
};
const SYSTEMTIME = '20261123120000000';

function hmac(text: string): string {
  return createHmac('sha256', APP.appKey).update(text).digest('hex');
}

function msgidOf(index: number): string {
  return index.toString(16).padStart(32, '0');
}

export function loginRequest(token: string, index: number): string {
  const msgid = msgidOf(index);
  const text = `${APP.appid}2.0${msgid}${SYSTEMTIME}0${token}${APP.appSecret}`;
  const sign = createHash('md5').update(text).digest('hex').toUpperCase();
  const body = {
    version: '2.0',
    msgid,
    systemtime: SYSTEMTIME,
    strictcheck: '0',
    appid: APP.appid,
    expandparams: '',
    token,
    encryptionalgorithm: '',
    sign,
  };
  return httpRequest('/unisdk/rsapi/loginTokenValidate', JSON.stringify(body));
}

export interface Prefetch {
  readonly request: string;
  readonly sessionKey: Buffer;
}

export function prefetchRequest(spkiPem: string, keyid: string, index: number): Prefetch {
  const sessionKey = randomBytes(32);
  const msgid = msgidOf(index);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sessionKey, nonce);
  cipher.setAAD(Buffer.from([APP.appid, msgid, SYSTEMTIME].join('\n')));
  const plain = JSON.stringify({ ...IDENTITY, operatortype: '1' });
  const data = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64');
  const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  const key = publicEncrypt({ key: createPublicKey(spkiPem), ...oaep }, sessionKey).toString('base64');
  const sign = hmac(['1.0', APP.appid, msgid, SYSTEMTIME, keyid, key, data].join('\n'));
  const body = { version: '1.0', appid: APP.appid, msgid, systemtime: SYSTEMTIME, keyid, key, data, sign };
  return { request: httpRequest('/unisdk/rs/getPrePhonescrip', JSON.stringify(body)), sessionKey };
}

export function scripOf(answer: string, sessionKey: Buffer): string {
  const { inresponseto, systemtime, resultCode, data } = JSON.parse(answer);
  const sealed = Buffer.from(data, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', sessionKey, sealed.subarray(0, 12));
  decipher.setAAD(Buffer.from([inresponseto, systemtime, resultCode].join('\n')));
  decipher.setAuthTag(sealed.subarray(-16));
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString()).scrip;
}

export function tokenRequest(scrip: string, index: number): string {
  const msgid = msgidOf(index);
  const { apppackage, appsign, networktype, sdkversion } = IDENTITY;
  const sign = hmac(
    ['1.0', APP.appid, msgid, SYSTEMTIME, scrip, 'login', apppackage, appsign, networktype, sdkversion].join('\n'),
  );
  const body = { version: '1.0', appid: APP.appid, msgid, systemtime: SYSTEMTIME, scrip, capability: 'login', ...IDENTITY, sign };
  return httpRequest('/unisdk/rs/getAuthToken', JSON.stringify(body));
}

/** A benchmark of refusals by mistake would look fast. */
export function mustBe(body: string, code: string): void {
  if (!body.includes(`"resultCode":"${code}"`)) {
    throw new Error(`expected ${code}, the server answered ${body.slice(0, 300)}`);
  }
}
