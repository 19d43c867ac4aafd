import type { KeyObject } from 'node:crypto';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { App, Strictness } from '../model/documents.ts';
import type { Explanation } from '../model/explanation.ts';
import { Refusal } from '../model/refusal.ts';
import type { CheckReader, CheckRequest, OtherKeys, Reading } from '../operations/requests.ts';
import { rsaKeys } from '../protocol/app-keys.ts';
import { hintOfText, hintOfValue } from '../protocol/body-mistakes.ts';
import { openPkcs1 } from '../protocol/ciphers.ts';
import { envelopeFields } from '../protocol/envelope.ts';
import {
  asTexts,
  CHECK_FIELDS,
  CHECK_HEADER_FIELDS,
  describeFields,
  judgeFields,
  judgeFurther,
  WOULD_PASS,
} from '../protocol/fields.ts';
import { isObject, parseJson } from '../protocol/json.ts';
import type { SignedPart } from '../protocol/making.ts';
import type { MistakeSource } from '../protocol/mistake.ts';
import { diagnoseHashed, diagnoseSealed, type PhoneSource } from '../protocol/phone-diagnosis.ts';
import { hmacMaking, keysOf, ORDER_AS_SENT, ORDER_OF_TABLE, sentOf, unsignedOf } from '../protocol/right-making.ts';
import { describeRsaSignature, diagnoseRsaSignature, type RsaQuestion } from '../protocol/rsa-diagnosis.ts';
import { describeSignature, diagnoseSignature, type SignatureQuestion } from '../protocol/signature-diagnosis.ts';
import { hmacSha256Hex, sha256HexUpper, verifyRsa } from '../protocol/signatures.ts';
import { unread } from './flat-body.ts';
import { diagnoseBase64, readRsaValue } from './operator-server.ts';
import { SERVER_PATHS } from './server-paths.ts';

/** tokenValidate: an envelope of header and body, with a code space of its own (wire.md §5). */

/** Reads the envelope; its content type is not judged. */
export function readCheckBody({ body }: { readonly body: Buffer }): Reading {
  const parsed = parseJson(body);
  const { text } = parsed;
  if (!parsed.ok) {
    return unread(text, new Refusal('PARSE_ERROR', `${parsed.why}${parsed.isText ? hintOfText(text) : ''}`));
  }
  const { header, body: inner } = isObject(parsed.value) ? parsed.value : {};
  if (isObject(header) && isObject(inner)) {
    return readHalves(text, header, inner);
  }
  const hint = hintOfValue(parsed.value, 'envelope', SERVER_PATHS);
  const refusal = new Refusal('PARSE_ERROR', `the message is no object with the objects header and body${hint}`);
  // The header is echoed and its appId decides the scope, even where there is no body.
  return isObject(header) ? { ...readHalves(text, header, {}), refusal } : unread(text, refusal);
}

function readHalves(text: string, header: Readonly<Record<string, unknown>>, body: Readonly<Record<string, unknown>>): Reading {
  const { appId, msgId } = header;
  return {
    refusal: null,
    wrongType: null,
    fields: envelopeFields(header, body),
    echo: '',
    appid: typeof appId === 'string' ? appId : null,
    msgid: typeof msgId === 'string' ? msgId : null,
    text,
  };
}

interface CheckFields {
  readonly version: string;
  readonly msgId: string;
  readonly timestamp: string;
  readonly appId: string;
  readonly keyType?: string | number;
  readonly phoneNum: string;
  readonly token: string;
  readonly sign: string;
}

function readCheck(reading: Reading, strictness: Strictness): CheckRequest {
  judgeFields(CHECK_FIELDS, reading.fields, { refusal: 'PARAMETER_INVALID', strictness });
  return checkRequest(reading.fields as unknown as CheckFields, strictness);
}

function checkRequest(fields: CheckFields, strictness: Strictness): CheckRequest {
  const isRsa = isKeyTypeRsa(fields);
  return {
    appid: fields.appId,
    msgid: fields.msgId,
    sentAt: fields.timestamp,
    token: fields.token,
    verify: (app, keys) => (isRsa ? verifyCheckRsa(app, fields, strictness) : verifyCheckHmac(app, fields, keys)),
    isAbout: (msisdn, app, platformKey) =>
      isRsa ? openNumber(fields, app, { msisdn, platformKey, strictness }) === msisdn : isHashOf(msisdn, fields, app),
  };
}

/** Every value but 1 counts as 0. */
function isKeyTypeRsa({ keyType }: CheckFields): boolean {
  return String(keyType) === '1';
}

const SIGNED = ['appId', 'msgId', 'phoneNum', 'timestamp', 'token', 'version'] as const;

function signedText(fields: CheckFields): string {
  return SIGNED.map((name) => fields[name]).join('');
}

function signedParts(fields: CheckFields): readonly SignedPart[] {
  return SIGNED.map((name) => ({ name, value: fields[name] }));
}

function verifyCheckHmac(app: App, fields: CheckFields, keys?: OtherKeys): void {
  if (hmacSha256Hex(app.appKey, signedText(fields)).toUpperCase() !== fields.sign) {
    throw new Refusal('SIGNATURE_WRONG', { search: () => diagnoseSignature(hmacQuestion(app, fields, keys)) });
  }
}

function hmacQuestion(app: App, fields: CheckFields, others?: OtherKeys): SignatureQuestion {
  const [key, ...besides] = keysOf(app, 'appKey');
  return {
    formula: 'HMAC-SHA256, upper-case hex',
    letterCase: 'upper',
    given: fields.sign,
    right: hmacMaking(signedParts(fields), '', key),
    otherKeys: [...besides, ...(others?.besides(app) ?? [])],
    otherAppids: others?.appidsBesides(app) ?? [],
    ...besidesOf(fields),
    searches: others?.searches,
  };
}

/** The header's names first, as wire.md §5 prints the message. The order of the halves is no longer known here, only the order within each. */
function namesAsSent(fields: CheckFields): readonly string[] {
  const names = Object.keys(fields);
  const isInHeader = (name: string): boolean => CHECK_HEADER_FIELDS.some((row) => row.name === name);
  return [...names.filter(isInHeader), ...names.filter((name) => !isInHeader(name))];
}

function verifyCheckRsa(app: App, fields: CheckFields, strictness: Strictness): void {
  const key = rsaKeys(app)?.verify;
  if (key === undefined) {
    throw new Refusal('SIGNATURE_WRONG', 'keyType 1 asks for RSA, the app has registered no keys');
  }
  const { signature, encoding } = readRsaValue(fields.sign);
  if (signature === null || !verifyRsa({ digest: 'RSA-MD5', text: signedText(fields), signature, key })) {
    throw new Refusal('SIGNATURE_WRONG', { search: () => diagnoseRsaSignature(rsaQuestion(app, fields)) });
  }
  if (encoding === 'base64' && strictness === 'guide') {
    throw new Refusal('SIGNATURE_WRONG', { search: () => diagnoseBase64(rsaQuestion(app, fields)) });
  }
}

function rsaQuestion(app: App, fields: CheckFields): RsaQuestion {
  const keys = keysOf(app, 'appKey').map(({ name, value }) => ({ name, value: value.toString() }));
  const { unsigned, ...others } = besidesOf(fields);
  return {
    digest: 'MD5',
    given: fields.sign,
    ...readRsaValue(fields.sign),
    keys: rsaKeys(app),
    parts: signedParts(fields),
    besides: { ...others, unsigned: [...unsigned, ...keys] },
  };
}

/** What the client may have signed instead of the right values, or besides them. */
function besidesOf(fields: CheckFields): Required<Pick<MistakeSource, 'orders' | 'unsigned' | 'sent' | 'formulas'>> {
  const parts = (...names: readonly (typeof SIGNED)[number][]): readonly SignedPart[] =>
    names.map((name) => ({ name, value: fields[name] }));
  const login = (what: string, zh: string): { readonly en: string; readonly zh: string } => ({
    en: `loginTokenValidate${what}`,
    zh: ` loginTokenValidate ${zh}`,
  });
  return {
    orders: [
      { ...ORDER_AS_SENT, names: namesAsSent(fields) },
      { ...ORDER_OF_TABLE, names: CHECK_FIELDS.map(({ name }) => name) },
    ],
    unsigned: unsignedOf(fields, SIGNED),
    sent: sentOf(fields, namesAsSent(fields)),
    formulas: [
      { ...login('', ''), parts: parts('appId', 'version', 'msgId', 'timestamp', 'token') },
      {
        ...login(', with phoneNum before token', '（phoneNum 在 token 前）'),
        parts: parts('appId', 'version', 'msgId', 'timestamp', 'phoneNum', 'token'),
      },
      {
        ...login(', with phoneNum behind token', '（phoneNum 在 token 后）'),
        parts: parts('appId', 'version', 'msgId', 'timestamp', 'token', 'phoneNum'),
      },
      { ...login(' by the method RSA', 'RSA 方式'), parts: parts('appId', 'token') },
    ],
  };
}

function isHashOf(msisdn: string, fields: CheckFields, app: App): boolean {
  const { phoneNum, timestamp } = fields;
  if (!/^[0-9A-F]{64}$/.test(phoneNum)) {
    throw new Refusal('PHONE_NUMBER_WRONG', { search: () => diagnosePhoneForm({ msisdn, fields, app }) });
  }
  return sha256HexUpper(msisdn + app.appKey + timestamp) === phoneNum;
}

interface PhoneQuestion {
  readonly msisdn: string;
  readonly fields: CheckFields;
  readonly app: App;
  readonly keys?: OtherKeys | undefined;
}

function phoneSource({ msisdn, fields, app, keys }: PhoneQuestion): PhoneSource {
  const { phoneNum, timestamp } = fields;
  const [key, ...besides] = keysOf(app, 'appKey');
  return {
    msisdn,
    phoneNum,
    timestamp,
    keys: [key, ...besides, ...(keys?.besides(app) ?? [])],
    unsigned: unsignedOf(fields, ['phoneNum', 'timestamp']),
    searches: keys?.searches,
  };
}

function* diagnosePhoneForm(question: PhoneQuestion): Generator<void, Diagnosis> {
  const { text, mistakes } = yield* diagnoseHashed(phoneSource(question));
  return { text: `phoneNum is not 64 upper-case hex digits; ${text}`, mistakes };
}

function diagnoseNumber(reading: Reading, question: Omit<PhoneQuestion, 'fields'>): Refusal | null {
  const fields = reading.fields as unknown as CheckFields;
  const search = (): Generator<void, Diagnosis> => diagnoseHashed(phoneSource({ ...question, fields }));
  return isKeyTypeRsa(fields) ? null : new Refusal('PHONE_NUMBER_WRONG', { search });
}

interface Opening {
  /** The token's number, for a diagnosis. */
  readonly msisdn: string;
  readonly platformKey: KeyObject;
  readonly strictness: Strictness;
}

/** Removes the padding only here, after the signature was verified. */
function openNumber(fields: CheckFields, app: App, { msisdn: asked, platformKey, strictness }: Opening): string {
  const { phoneNum, timestamp } = fields;
  const { signature: sealed, encoding } = readRsaValue(phoneNum);
  const plain = sealed === null ? undefined : openPkcs1(sealed, platformKey)?.toString('utf8');
  const msisdn = plain?.slice(0, 11) ?? '';
  if (!/^[0-9]{11}$/.test(msisdn) || plain !== msisdn + app.appKey + timestamp) {
    const source = phoneSource({ msisdn: asked, fields, app });
    const keys = { platform: platformKey, app: rsaKeys(app)?.verify ?? null };
    throw new Refusal('PHONE_NUMBER_WRONG', { search: () => diagnoseSealed(source, keys) });
  }
  if (encoding === 'base64' && strictness === 'guide') {
    throw new Refusal('PHONE_NUMBER_WRONG', `phoneNum opens, but is in base64 instead of hex (${WOULD_PASS})`);
  }
  return msisdn;
}

function describeCheckSignature(reading: Reading, app: App): Explanation {
  const fields = reading.fields as unknown as CheckFields;
  return isKeyTypeRsa(fields) ? describeRsaSignature(rsaQuestion(app, fields)) : describeSignature(hmacQuestion(app, fields));
}

function describeNumber(reading: Reading): string {
  const fields = reading.fields as unknown as CheckFields;
  const formula = isKeyTypeRsa(fields) ? 'RSA (PKCS#1 v1.5) in hex, with the platform’s public key,' : 'SHA-256, upper-case hex,';
  return `phoneNum: ${formula} of  [the number, 11 digits]‖[appKey]‖${fields.timestamp}`;
}

export const checkReader: CheckReader = {
  read: readCheck,
  readLeniently: (reading, strictness) => ({
    request: checkRequest(asTexts<CheckFields>(CHECK_FIELDS, reading), strictness),
    ...judgeFurther(CHECK_FIELDS, reading, strictness),
  }),
  describeFields: ({ fields }, strictness) => describeFields(CHECK_FIELDS, fields, strictness),
  describeSignature: describeCheckSignature,
  describeNumber,
  diagnoseNumber,
};
