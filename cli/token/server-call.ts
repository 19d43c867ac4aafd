import { randomBytes } from 'node:crypto';
import type { App } from '../../simulator/src/model/documents.ts';
import { PATHS } from '../../simulator/src/model/paths.ts';
import { hmacSha256Hex, md5HexUpper, sha256HexUpper } from '../../simulator/src/protocol/signatures.ts';
import { operatorTime } from '../../simulator/src/protocol/times.ts';
import { CliError } from '../cli-error.ts';
import { EXIT_USAGE } from '../exit-codes.ts';

/** The calls of an app's back end, signed with the keys that the simulator holds (docs/wire.md §4, §5). */
export interface ServerCall {
  readonly path: string;
  readonly msgid: string;
  readonly body: string;
}

export interface CallParts {
  readonly app: App;
  readonly token: string;
  /** The time of the exchange plane, in epoch milliseconds. */
  readonly now: number;
}

export function loginCall({ app, token, now }: CallParts): ServerCall {
  const msgid = newMsgid();
  const fields = { version: '2.0', msgid, systemtime: operatorTime(now), strictcheck: '1', appid: app.appid, token };
  return { path: PATHS['login-token-validate'], msgid, body: JSON.stringify({ ...fields, sign: loginSign(app, fields) }) };
}

/** Signs the fields of a loginTokenValidate. An app with RSA keys keeps its private key for itself. */
export function loginSign(app: App, fields: Readonly<Record<string, string>>): string {
  if (app.keyMethod === 'RSA') {
    throw new CliError(
      `app ${app.appid} signs with RSA, and the simulator holds its public key only: nobody but its back end can sign`,
      EXIT_USAGE,
    );
  }
  const key = app.keyMethod === 'MD5_APP_KEY' ? app.appKey : app.appSecret;
  const signed = ['appid', 'version', 'msgid', 'systemtime', 'strictcheck', 'token'].map((name) => fields[name] ?? '');
  return md5HexUpper(`${signed.join('')}${key}`);
}

export function checkCall({ app, token, now }: CallParts, msisdn: string): ServerCall {
  const msgId = newMsgid();
  const header = { version: '1.0', msgId, timestamp: operatorTime(now), appId: app.appid };
  const phoneNum = sha256HexUpper(`${msisdn}${app.appKey}${header.timestamp}`);
  const sign = checkSign(app, { ...header, phoneNum, token });
  const body = { requesterType: '0', phoneNum, token, sign };
  return { path: PATHS['token-validate'], msgid: msgId, body: JSON.stringify({ header, body }) };
}

export function checkSign(app: App, fields: Readonly<Record<string, string>>): string {
  const signed = ['appId', 'msgId', 'phoneNum', 'timestamp', 'token', 'version'].map((name) => fields[name] ?? '');
  return hmacSha256Hex(app.appKey, signed.join('')).toUpperCase();
}

export function newMsgid(): string {
  return randomBytes(16).toString('hex');
}
