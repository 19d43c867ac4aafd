import type { App } from '../api.ts';
import type { LoginRequest, Reading } from '../flows/requests.ts';
import { rsaKeys } from '../protocol/app-keys.ts';
import { judgeFields, LOGIN_FIELDS, WOULD_PASS } from '../protocol/fields.ts';
import { Refusal } from '../protocol/refusal.ts';
import { diagnoseSignature } from '../protocol/signature-diagnosis.ts';
import { fromBase64, fromHex, md5HexUpper, verifyRsa } from '../protocol/signatures.ts';

/** The two server calls, as the operator documents them (wire.md §4, §5). They are no seam: every SDK's back end makes the same. */

export const LOGIN_PATH = '/unisdk/rsapi/loginTokenValidate';

interface LoginFields {
  readonly version: string;
  readonly msgid: string;
  readonly systemtime: string;
  readonly strictcheck: '0' | '1';
  readonly appid: string;
  readonly token: string;
  readonly sign: string;
  readonly encryptionalgorithm?: string;
}

export function readLogin(reading: Reading, strictness: 'guide' | 'field'): LoginRequest {
  if (reading.fields['token'] === '') {
    throw new Refusal('EMPTY_TOKEN', 'token is the empty string');
  }
  judgeFields(LOGIN_FIELDS, reading.fields, { refusal: 'BAD_PARAMETER', strictness });
  const fields = reading.fields as unknown as LoginFields;
  const method = fields.encryptionalgorithm === 'RSA' ? 'RSA' : 'MD5';
  return {
    appid: fields.appid,
    msgid: fields.msgid,
    sentAt: fields.systemtime,
    token: fields.token,
    isStrict: fields.strictcheck === '1',
    method,
    verify: (app) => (method === 'RSA' ? verifyLoginRsa(app, fields, strictness) : verifyLoginMd5(app, fields, strictness)),
  };
}

const MD5_PARTS = ['appid', 'version', 'msgid', 'systemtime', 'strictcheck', 'token'] as const;

function verifyLoginMd5(app: App, fields: LoginFields, strictness: 'guide' | 'field'): void {
  const { appid, version, msgid, systemtime, strictcheck, token, sign } = fields;
  const key = app.keyMethod === 'MD5_APP_KEY' ? app.appKey : app.appSecret;
  const expected = md5HexUpper(appid + version + msgid + systemtime + strictcheck + token + key);
  if (expected === sign) {
    return;
  }
  const isLowerCase = expected.toLowerCase() === sign;
  if (isLowerCase && strictness === 'field') {
    return;
  }
  throw new Refusal('BAD_SIGNATURE', () => {
    const diagnosis = diagnoseSignature({
      sign: (_, text) => md5HexUpper(text),
      given: sign,
      keys: md5Keys(app),
      parts: MD5_PARTS.map((name) => ({ name, value: fields[name] })),
      joiner: '',
      keyIsLastPart: true,
    });
    return isLowerCase ? `${diagnosis} (${WOULD_PASS})` : diagnosis;
  });
}

function md5Keys(app: App): readonly [{ name: string; value: string }, { name: string; value: string }] {
  const appKey = { name: 'appKey', value: app.appKey };
  const appSecret = { name: 'appSecret', value: app.appSecret };
  return app.keyMethod === 'MD5_APP_KEY' ? [appKey, appSecret] : [appSecret, appKey];
}

function verifyLoginRsa(app: App, { appid, token, sign }: LoginFields, strictness: 'guide' | 'field'): void {
  const { signature, passesInField } = readRsaValue(sign);
  const key = rsaKeys(app)?.verify;
  const isRight =
    signature !== null && key !== undefined && verifyRsa({ digest: 'RSA-SHA256', text: appid + token, signature, key });
  if (isRight && (!passesInField || strictness === 'field')) {
    return;
  }
  throw new Refusal(
    'BAD_SIGNATURE',
    isRight
      ? `the signature is right, but in base64 instead of hex (${WOULD_PASS})`
      : 'the signature is not SHA256withRSA over appid and token, joined with nothing, by the key that belongs to the app’s first public key',
  );
}

/** Hex is tried first; base64 is a deviation of the field. */
export function readRsaValue(text: string): { readonly signature: Buffer | null; readonly passesInField: boolean } {
  const hex = fromHex(text);
  return hex === null ? { signature: fromBase64(text), passesInField: true } : { signature: hex, passesInField: false };
}
