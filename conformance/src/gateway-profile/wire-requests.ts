import { constants, createCipheriv, createDecipheriv, createHash, createHmac, publicEncrypt, randomBytes } from 'node:crypto';
import { operatorStamp } from '../wait.ts';
import type { Change, TokenCapability } from './gateway-check.ts';

/** The four requests of docs/wire.md §2 to §5, written from that page: nothing of the simulator's own code is used. */

export interface WireApp {
  readonly appid: string;
  readonly appKey: string;
  readonly appSecret: string;
  /** Which of them signs loginTokenValidate. */
  readonly keyMethod: 'MD5_APP_SECRET' | 'MD5_APP_KEY';
  readonly packageName: string;
  readonly certificateMd5: string;
}

/** The gateway's public key, with which number requests are sealed. */
export interface SealingKey {
  readonly keyId: string;
  readonly publicKeyPem: string;
}

export interface Written {
  readonly body: string;
  readonly msgid: string;
}

export interface SealedRequest extends Written {
  readonly sessionKey: Buffer;
}

type Fields = Readonly<Record<string, string | number>>;

const SDK_VERSION = '5.9.4';
const BOTH_BEARERS = '3';
const NONCE = 12;
const TAG = 16;
const ANOTHER_KEY = '0'.repeat(32);

export function numberRequest(app: WireApp, key: SealingKey, change: Change): SealedRequest {
  const sessionKey = randomBytes(32);
  const inner = {
    apppackage: app.packageName,
    appsign: app.certificateMd5,
    sdkversion: SDK_VERSION,
    operatortype: '1',
    networktype: BOTH_BEARERS,
    ...change.inner,
  };
  const padding = { key: key.publicKeyPem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  const head = changed({ version: '1.0', ...fresh(), appid: app.appid, keyid: key.keyId }, change);
  const { version, appid, msgid, systemtime, keyid } = texts(head);
  const sealed = {
    key: publicEncrypt(padding, sessionKey).toString('base64'),
    data: seal(JSON.stringify(inner), sessionKey, lines(appid, msgid, systemtime)),
  };
  const sign = hmac(keyOf(app.appKey, change), lines(version, appid, msgid, systemtime, keyid, sealed.key, sealed.data));
  return { body: JSON.stringify({ ...head, ...sealed, sign }), msgid: String(msgid), sessionKey };
}

/** The sealed part of an answer; null where it is missing or does not open. */
export function openSealed(
  answer: Readonly<Record<string, unknown>>,
  sessionKey: Buffer,
): Readonly<Record<string, unknown>> | null {
  const { data, inresponseto, systemtime, resultCode } = answer;
  if (typeof data !== 'string') {
    return null;
  }
  const bytes = Buffer.from(data, 'base64');
  try {
    const cipher = createDecipheriv('aes-256-gcm', sessionKey, bytes.subarray(0, NONCE));
    cipher.setAAD(Buffer.from(lines(String(inresponseto), String(systemtime), String(resultCode))));
    cipher.setAuthTag(bytes.subarray(-TAG));
    const plain = Buffer.concat([cipher.update(bytes.subarray(NONCE, -TAG)), cipher.final()]).toString();
    return JSON.parse(plain) as Readonly<Record<string, unknown>>;
  } catch {
    // Whatever is wrong with it: it is no sealed part.
    return null;
  }
}

export interface TokenRequestParts {
  readonly scrip: string;
  readonly capability: TokenCapability;
}

export function tokenRequest(app: WireApp, { scrip, capability }: TokenRequestParts, change: Change): Written {
  const fields = changed(
    {
      version: '1.0',
      ...fresh(),
      appid: app.appid,
      scrip,
      capability,
      apppackage: app.packageName,
      appsign: app.certificateMd5,
      networktype: BOTH_BEARERS,
      sdkversion: SDK_VERSION,
    },
    change,
  );
  const order = [
    'version',
    'appid',
    'msgid',
    'systemtime',
    'scrip',
    'capability',
    'apppackage',
    'appsign',
    'networktype',
    'sdkversion',
  ];
  const sign = hmac(keyOf(app.appKey, change), lines(...order.map((name) => texts(fields)[name])));
  return { body: JSON.stringify({ ...fields, sign }), msgid: String(fields['msgid']) };
}

export function exchangeRequest(app: WireApp, token: string, change: Change): Written {
  const fields = changed({ version: '2.0', ...fresh(), strictcheck: '0', appid: app.appid, expandparams: '', token }, change);
  const { appid, version, msgid, systemtime, strictcheck, token: sent } = texts(fields);
  const key = keyOf(app.keyMethod === 'MD5_APP_KEY' ? app.appKey : app.appSecret, change);
  const signed = [appid, version, msgid, systemtime, strictcheck, sent, key].join('');
  const sign = createHash('md5').update(signed).digest('hex').toUpperCase();
  return { body: JSON.stringify({ ...fields, sign }), msgid: String(msgid) };
}

export interface CompareParts {
  readonly token: string;
  readonly number: string;
}

export function compareRequest(app: WireApp, { token, number }: CompareParts, change: Change): Written {
  const { msgid: msgId, systemtime: timestamp } = fresh();
  const header = { version: '1.0', msgId, timestamp, appId: app.appid, ...change.inner };
  const hashed = createHash('sha256').update(`${number}${app.appKey}${header.timestamp}`).digest('hex').toUpperCase();
  const body = changed({ requesterType: '0', keyType: '0', phoneNum: hashed, token }, change);
  const { phoneNum, token: sent } = texts(body);
  const signed = [header.appId, header.msgId, phoneNum, header.timestamp, sent, header.version].join('');
  const sign = hmac(keyOf(app.appKey, change), signed).toUpperCase();
  return { body: JSON.stringify({ header, body: { ...body, sign } }), msgid: header.msgId };
}

function fresh(): { readonly msgid: string; readonly systemtime: string } {
  return { msgid: randomBytes(16).toString('hex'), systemtime: operatorStamp() };
}

function changed(fields: Fields, { fields: other = {} }: Change): Fields {
  return Object.fromEntries(Object.entries({ ...fields, ...other }).filter(([, value]) => value !== null)) as Fields;
}

/** Fields as text: what is not there signs as nothing. */
function texts(fields: Fields): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
}

function keyOf(key: string, { signedWith }: Change): string {
  return signedWith === undefined ? key : ANOTHER_KEY;
}

function seal(plain: string, key: Buffer, additional: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(additional));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

function lines(...values: readonly (string | undefined)[]): string {
  return values.map((value) => value ?? '').join('\n');
}

function hmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}
