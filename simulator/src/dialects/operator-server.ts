import type { Diagnosis } from '../model/diagnosis.ts';
import type { App, Strictness } from '../model/documents.ts';
import type { Explanation } from '../model/explanation.ts';
import { Refusal } from '../model/refusal.ts';
import type { LoginReader, LoginRequest, OtherKeys, Reading } from '../operations/requests.ts';
import { rsaKeys } from '../protocol/app-keys.ts';
import {
  asTexts,
  describeFields,
  describeValue,
  judgeFields,
  judgeFurther,
  LOGIN_FIELDS,
  WOULD_PASS,
} from '../protocol/fields.ts';
import type { SignedPart } from '../protocol/making.ts';
import type { OtherFormula } from '../protocol/mistake.ts';
import { keysOf, md5Making, ORDER_AS_SENT, ORDER_OF_TABLE, sentOf, unsignedOf } from '../protocol/right-making.ts';
import { describeRsaSignature, diagnoseRsaSignature, type RsaQuestion } from '../protocol/rsa-diagnosis.ts';
import { describeSignature, diagnoseSignature, type SignatureQuestion } from '../protocol/signature-diagnosis.ts';
import { fromBase64, fromHex, md5HexUpper, verifyRsa } from '../protocol/signatures.ts';

/** loginTokenValidate, as the operator documents it (wire.md §4). It is no seam: the back end of every SDK makes the same call. */

interface LoginFields {
  readonly version: string;
  readonly msgid: string;
  readonly systemtime: string;
  readonly strictcheck: '0' | '1';
  readonly appid: string;
  readonly expandparams?: string;
  readonly token: string;
  readonly sign: string;
  readonly encryptionalgorithm?: string;
}

function readLogin(reading: Reading, strictness: Strictness): LoginRequest {
  if (reading.fields['token'] === '') {
    throw new Refusal('EMPTY_TOKEN', 'token is the empty string');
  }
  judgeFields(LOGIN_FIELDS, reading.fields, { refusal: 'BAD_PARAMETER', strictness });
  return loginRequest(reading, reading.fields as unknown as LoginFields, strictness);
}

function loginRequest(reading: Reading, fields: LoginFields, strictness: Strictness): LoginRequest {
  const method = methodOf(reading);
  return {
    appid: fields.appid,
    msgid: fields.msgid,
    sentAt: fields.systemtime,
    token: fields.token,
    isStrict: fields.strictcheck === '1',
    method,
    verify: (app, keys) =>
      method === 'RSA' ? verifyLoginRsa(app, fields, strictness) : verifyLoginMd5({ app, keys, fields, strictness }),
  };
}

/** Every value but RSA selects MD5. */
function methodOf({ fields }: Reading): 'MD5' | 'RSA' {
  return fields['encryptionalgorithm'] === 'RSA' ? 'RSA' : 'MD5';
}

const MD5_PARTS = ['appid', 'version', 'msgid', 'systemtime', 'strictcheck', 'token'] as const;

interface LoginVerification {
  readonly app: App;
  readonly keys: OtherKeys | undefined;
  readonly fields: LoginFields;
  readonly strictness: Strictness;
}

function verifyLoginMd5({ app, keys, fields, strictness }: LoginVerification): void {
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
  throw new Refusal('BAD_SIGNATURE', { search: () => diagnoseMd5(md5Question(app, fields, keys), isLowerCase) });
}

function* diagnoseMd5(question: SignatureQuestion, isLowerCase: boolean): Generator<void, Diagnosis> {
  const diagnosis = yield* diagnoseSignature(question);
  return isLowerCase ? { ...diagnosis, text: `${diagnosis.text} (${WOULD_PASS})` } : diagnosis;
}

function md5Question(app: App, fields: LoginFields, others?: OtherKeys): SignatureQuestion {
  const [key, ...besides] = keysOf(app, app.keyMethod === 'MD5_APP_KEY' ? 'appKey' : 'appSecret');
  return {
    formula: 'MD5, upper-case hex',
    letterCase: 'upper',
    given: fields.sign,
    right: md5Making(
      MD5_PARTS.map((name) => ({ name, value: fields[name] })),
      key,
    ),
    otherKeys: [...besides, ...(others?.besides(app) ?? [])],
    otherAppids: others?.appidsBesides(app) ?? [],
    orders: [
      { ...ORDER_AS_SENT, names: Object.keys(fields) },
      { ...ORDER_OF_TABLE, names: LOGIN_FIELDS.map(({ name }) => name) },
    ],
    unsigned: unsignedOf(fields, MD5_PARTS),
    sent: sentOf(fields),
    formulas: [{ en: 'the method RSA', zh: ' RSA 方式', parts: RSA_PARTS.map((name) => ({ name, value: fields[name] })) }],
    searches: others?.searches,
  };
}

function verifyLoginRsa(app: App, fields: LoginFields, strictness: Strictness): void {
  const { appid, token, sign } = fields;
  const { signature, encoding } = readRsaValue(sign);
  const key = rsaKeys(app)?.verify;
  const isRight =
    signature !== null && key !== undefined && verifyRsa({ digest: 'RSA-SHA256', text: appid + token, signature, key });
  if (isRight && (encoding === 'hex' || strictness === 'field')) {
    return;
  }
  throw new Refusal('BAD_SIGNATURE', {
    search: () => (isRight ? diagnoseBase64 : diagnoseRsaSignature)(rsaQuestion(app, fields)),
  });
}

/** Of a right signature whose form alone is refused under `guide`. */
export function* diagnoseBase64(question: RsaQuestion): Generator<void, Diagnosis> {
  const { mistakes } = yield* diagnoseRsaSignature(question);
  return { text: `the signature is right, but in base64 instead of hex (${WOULD_PASS})`, mistakes };
}

const RSA_PARTS = ['appid', 'token'] as const;

function rsaQuestion(app: App, fields: LoginFields): RsaQuestion {
  const { sign } = fields;
  const parts = RSA_PARTS.map((name) => ({ name, value: fields[name] }));
  const keys = keysOf(app, 'appSecret').map(({ name, value }) => ({ name, value: value.toString() }));
  const besides = {
    orders: [{ ...ORDER_AS_SENT, names: Object.keys(fields) }],
    unsigned: [...unsignedOf(fields, RSA_PARTS), ...keys],
    formulas: md5Formulas(fields, keys),
  };
  return { digest: 'SHA256', given: sign, ...readRsaValue(sign), keys: rsaKeys(app), parts, besides };
}

/** What the method MD5 signs, with or without a key behind it, and the signature that it makes. */
function md5Formulas(fields: LoginFields, keys: readonly SignedPart[]): readonly OtherFormula[] {
  const values = MD5_PARTS.map((name) => ({ name, value: fields[name] }));
  const text = values.map(({ value }) => value).join('');
  return [
    { en: 'the method MD5, without its key', zh: ' MD5 方式（不含密钥）', parts: values },
    ...keys.flatMap((key): readonly OtherFormula[] => {
      const digest = md5HexUpper(text + key.value);
      const words = { en: `the method MD5 with the ${key.name}`, zh: ` MD5 方式（含 ${key.name}）` };
      return [
        { ...words, parts: [...values, key] },
        ...[digest, digest.toLowerCase()].map((value) => ({
          en: `${words.en}, and then its hex digits`,
          zh: `${words.zh}的结果`,
          parts: [{ name: 'the MD5 signature', value }],
        })),
      ];
    }),
  ];
}

function describeLoginFields({ fields }: Reading, strictness: Strictness): Explanation {
  const isTokenEmpty = fields['token'] === '';
  return isTokenEmpty ? { expected: 'token not empty', got: 'token ""' } : describeFields(LOGIN_FIELDS, fields, strictness);
}

function describeLoginSignature(reading: Reading, app: App): Explanation {
  const fields = reading.fields as unknown as LoginFields;
  return methodOf(reading) === 'RSA'
    ? describeRsaSignature(rsaQuestion(app, fields))
    : describeSignature(md5Question(app, fields));
}

export const loginReader: LoginReader = {
  read: readLogin,
  readLeniently: (reading, strictness) => ({
    request: loginRequest(reading, asTexts<LoginFields>(LOGIN_FIELDS, reading), strictness),
    ...judgeFurther(LOGIN_FIELDS, reading, strictness),
  }),
  describeFields: describeLoginFields,
  describeSignature: describeLoginSignature,
  describeMethod: (reading) =>
    `${methodOf(reading)}: ${describeValue('encryptionalgorithm', reading.fields['encryptionalgorithm'])}`,
};

/** Reads hex, else base64, which is a deviation of the field. */
export function readRsaValue(text: string): Pick<RsaQuestion, 'signature' | 'encoding'> {
  const hex = fromHex(text);
  return hex === null ? { signature: fromBase64(text), encoding: 'base64' } : { signature: hex, encoding: 'hex' };
}
