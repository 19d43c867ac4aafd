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
import type { App } from '../../src/model/documents.ts';
import type { Simulator } from '../../src/model/simulator.ts';

/** A client of the gateway made from wire.md alone, so that both sides cannot be wrong in the same way: it uses nothing of src/. */

export const READY_APP = {
  appid: '300000000001',
  appKey: '0123456789ABCDEF0123456789ABCDEF',
  appSecret: 'FEDCBA9876543210FEDCBA9876543210',
  packageName: 'app.quhao.probe',
  certificateMd5: 'e0d30cef5c6139275b58b525001b413c',
};

export type ClientApp = Pick<App, 'appid' | 'appKey' | 'appSecret' | 'packageName' | 'certificateMd5'>;
export type Fields = Record<string, unknown>;

export interface Prefetch {
  readonly body: Fields;
  readonly sessionKey: Buffer;
}

function hmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

export function md5Upper(text: string): string {
  return createHash('md5').update(text).digest('hex').toUpperCase();
}

export function newMsgid(): string {
  return randomBytes(16).toString('hex');
}

export interface PrefetchChanges {
  readonly fields?: Fields;
  readonly inner?: Fields;
  readonly sessionKey?: Buffer;
  /** Signs with another key. */
  readonly key?: string;
}

export function prefetchBody(
  simulator: Pick<Simulator, 'gatewayKey'>,
  app: ClientApp = READY_APP,
  changes: PrefetchChanges = {},
): Prefetch {
  const sessionKey = changes.sessionKey ?? randomBytes(32);
  const fields: Fields = {
    version: '1.0',
    appid: app.appid,
    msgid: newMsgid(),
    systemtime: '20261123120000000',
    keyid: simulator.gatewayKey.keyid,
    ...changes.fields,
  };
  const inner = {
    apppackage: app.packageName,
    appsign: app.certificateMd5,
    sdkversion: '5.9.4',
    operatortype: '1',
    networktype: '3',
    ...changes.inner,
  };
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sessionKey.length === 32 ? sessionKey : Buffer.alloc(32), nonce);
  cipher.setAAD(Buffer.from([fields['appid'], fields['msgid'], fields['systemtime']].join('\n')));
  const sealed = Buffer.concat([nonce, cipher.update(JSON.stringify(inner)), cipher.final(), cipher.getAuthTag()]);
  const key = publicEncrypt(
    { key: createPublicKey(simulator.gatewayKey.spkiPem), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    sessionKey,
  );
  const unsigned: Fields = { ...fields, key: key.toString('base64'), data: sealed.toString('base64'), ...changes.fields };
  const names = ['version', 'appid', 'msgid', 'systemtime', 'keyid', 'key', 'data'];
  const sign = hmac(changes.key ?? app.appKey, names.map((name) => unsigned[name]).join('\n'));
  return {
    body: { ...unsigned, sign, ...(changes.fields?.['sign'] === undefined ? {} : { sign: changes.fields['sign'] }) },
    sessionKey,
  };
}

export function openPrefetchAnswer(answer: Record<string, string>, sessionKey: Buffer): Record<string, string> {
  const sealed = Buffer.from(answer['data'] ?? '', 'base64');
  const decipher = createDecipheriv('aes-256-gcm', sessionKey, sealed.subarray(0, 12));
  decipher.setAAD(Buffer.from([answer['inresponseto'], answer['systemtime'], answer['resultCode']].join('\n')));
  decipher.setAuthTag(sealed.subarray(-16));
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString());
}

export function tokenBody(scrip: string, app: ClientApp = READY_APP, changes: Fields = {}): Fields {
  const fields: Fields = {
    version: '1.0',
    appid: app.appid,
    msgid: newMsgid(),
    systemtime: '20261123120000000',
    scrip,
    capability: 'login',
    apppackage: app.packageName,
    appsign: app.certificateMd5,
    networktype: '3',
    sdkversion: '5.9.4',
    ...changes,
  };
  const names = [
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
  return {
    ...fields,
    sign: hmac(app.appKey, names.map((name) => fields[name]).join('\n')),
    ...(changes['sign'] === undefined ? {} : changes),
  };
}

export function loginBody(token: string, app: ClientApp = READY_APP, changes: Fields = {}): Fields {
  const fields: Fields = {
    version: '2.0',
    msgid: newMsgid(),
    systemtime: '20261123120000000',
    strictcheck: '0',
    appid: app.appid,
    expandparams: '',
    token,
    encryptionalgorithm: '',
    ...changes,
  };
  const text = ['appid', 'version', 'msgid', 'systemtime', 'strictcheck', 'token'].map((name) => fields[name]).join('');
  return { ...fields, sign: md5Upper(text + app.appSecret), ...changes };
}

export interface CheckBody {
  readonly header: Fields;
  readonly body: Fields;
}

export interface CheckParts {
  readonly phone: string;
  readonly app?: ClientApp;
  /** Applied before signing, `sign` itself after it. */
  readonly changes?: Fields;
}

/** tokenValidate with keyType 0. */
export function checkBody(token: string, { phone, app = READY_APP, changes = {} }: CheckParts): CheckBody {
  const header: Fields = { version: '1.0', msgId: newMsgid(), timestamp: '20261123120000000', appId: app.appid };
  const { phoneNum, sign, ...rest } = changes;
  for (const name of ['version', 'msgId', 'timestamp', 'appId']) {
    if (name in rest) {
      header[name] = rest[name];
      delete rest[name];
    }
  }
  const hash = createHash('sha256').update(`${phone}${app.appKey}${header['timestamp']}`).digest('hex').toUpperCase();
  const body: Fields = {
    openType: '1',
    requesterType: '0',
    message: '',
    expandParams: '',
    keyType: '0',
    phoneNum: phoneNum ?? hash,
    token,
    ...rest,
  };
  const text = [header['appId'], header['msgId'], body['phoneNum'], header['timestamp'], body['token'], header['version']].join(
    '',
  );
  return { header, body: { ...body, sign: sign ?? hmac(app.appKey, text).toUpperCase() } };
}
