import type { KeyObject } from 'node:crypto';
import type { App } from '../model/documents.ts';
import type { Explanation } from '../model/explanation.ts';
import type { SdkOperation } from '../model/operations.ts';
import { PATHS } from '../model/paths.ts';
import { Refusal } from '../model/refusal.ts';
import type {
  OpenedPrefetch,
  OtherKeys,
  PrefetchPayload,
  PrefetchReader,
  PrefetchRequest,
  Reading,
  RequestReader,
  TokenPayload,
  TokenRequest,
} from '../operations/requests.ts';
import { openGcm, openOaep, sealGcm } from '../protocol/ciphers.ts';
import {
  asTexts,
  describeFields,
  describeValue,
  judgeFields,
  judgeFurther,
  PREFETCH_FIELDS,
  TOKEN_FIELDS,
} from '../protocol/fields.ts';
import { hasHalfPair, isObject, parseJson } from '../protocol/json.ts';
import { hmacMaking, keysOf, ORDER_AS_SENT, unsignedOf } from '../protocol/right-making.ts';
import { DATA_MISTAKES, diagnoseSealing, SESSION_KEY_MISTAKES } from '../protocol/seal-mistakes.ts';
import { describeSignature, diagnoseSignature, type SignatureQuestion } from '../protocol/signature-diagnosis.ts';
import { fromBase64, hmacSha256Hex, lines } from '../protocol/signatures.ts';
import { PREFETCH_SIGNED, TOKEN_SIGNED } from '../protocol/signed-fields.ts';
import { showParts } from '../protocol/signed-text.ts';
import { type RawBody, readFlatBody } from './flat-body.ts';

/**
 * The simulator's own form of the hop between SDK and gateway (wire.md §2, §3). A dialect turns an HTTP request into one of the gateway's operations and
 * an outcome into an answer; nothing else in the simulator knows paths, field names or ciphers of this hop. Its functions are called as members.
 */
export interface ClientDialect {
  readonly name: string;
  readonly paths: readonly { readonly operation: SdkOperation; readonly path: string }[];
  read(raw: RawBody): Reading;
  /** Reads a reading's `text` again, when somebody reads the journal; absent: `read` does, without a content type. */
  readAgain?(text: string): Reading;
  readonly prefetch: PrefetchReader;
  readonly token: RequestReader<TokenRequest>;
  prefetchAnswer(frame: AnswerFrame, payload: PrefetchPayload, nonce: Buffer): Readonly<Record<string, string>>;
  tokenAnswer(payload: TokenPayload): Readonly<Record<string, string>>;
  /** Writes any answer, refusals too, under other names or in another form; absent: the answer is compact JSON. */
  writeAnswer?(answer: WholeAnswer): WrittenAnswer;
}

/** An answer's frame, `redirect` where there is one, and the fields of prefetchAnswer or tokenAnswer. */
export type WholeAnswer = AnswerFrame & Readonly<Record<string, string>>;

export interface WrittenAnswer {
  readonly contentType: string;
  readonly body: string;
}

/** The fields of every flat answer (wire.md §0). */
export interface AnswerFrame {
  readonly inresponseto: string;
  readonly systemtime: string;
  readonly resultCode: string;
  readonly desc: string;
}

interface PrefetchFields {
  readonly version: string;
  readonly appid: string;
  readonly msgid: string;
  readonly systemtime: string;
  readonly keyid: string;
  readonly key: string;
  readonly data: string;
  readonly sign: string;
}

function readPrefetch(reading: Reading): PrefetchRequest {
  judgeFields(PREFETCH_FIELDS, reading.fields, { refusal: 'BAD_PARAMETER', strictness: 'guide' });
  return prefetchRequest(reading, reading.fields as unknown as PrefetchFields);
}

function prefetchRequest(reading: Reading, fields: PrefetchFields): PrefetchRequest {
  return {
    appid: fields.appid,
    msgid: fields.msgid,
    sentAt: fields.systemtime,
    verify: (app, keys) => verifyLines({ app, keys, names: PREFETCH_SIGNED }, reading),
    open: (findKey) => openPrefetch(fields, findKey),
  };
}

interface TokenFields {
  readonly appid: string;
  readonly msgid: string;
  readonly systemtime: string;
  readonly scrip: string;
  readonly capability: 'login' | 'check';
  readonly apppackage: string;
  readonly appsign: string;
  readonly sign: string;
}

function readToken(reading: Reading): TokenRequest {
  judgeFields(TOKEN_FIELDS, reading.fields, { refusal: 'BAD_PARAMETER', strictness: 'guide' });
  return tokenRequest(reading, reading.fields as unknown as TokenFields);
}

function tokenRequest(reading: Reading, fields: TokenFields): TokenRequest {
  return {
    appid: fields.appid,
    msgid: fields.msgid,
    sentAt: fields.systemtime,
    scrip: fields.scrip,
    capability: fields.capability,
    packageName: fields.apppackage,
    certificateMd5: fields.appsign,
    verify: (app, keys) => verifyLines({ app, keys, names: TOKEN_SIGNED }, reading),
  };
}

interface LinesVerification {
  readonly app: App;
  readonly keys?: OtherKeys | undefined;
  readonly names: readonly string[];
}

function verifyLines(verification: LinesVerification, { fields }: Reading): void {
  const { app, names } = verification;
  const values = fields as Readonly<Record<string, string>>;
  if (hmacSha256Hex(app.appKey, lines(...names.map((name) => values[name] ?? ''))) !== values['sign']) {
    throw new Refusal('BAD_SIGNATURE', { search: () => diagnoseSignature(signatureOfLines(verification, values)) });
  }
}

function signatureOfLines({ app, keys, names }: LinesVerification, values: Readonly<Record<string, unknown>>): SignatureQuestion {
  const value = (name: string): string => String(values[name] ?? '');
  const [key, ...besides] = keysOf(app, 'appKey');
  return {
    formula: 'HMAC-SHA256, lower-case hex',
    letterCase: 'lower',
    given: value('sign'),
    right: hmacMaking(
      names.map((name) => ({ name, value: value(name) })),
      '\n',
      key,
    ),
    otherKeys: [...besides, ...(keys?.besides(app) ?? [])],
    otherAppids: keys?.appidsBesides(app) ?? [],
    orders: [{ ...ORDER_AS_SENT, names: Object.keys(values) }],
    unsigned: unsignedOf(values, names),
    searches: keys?.searches,
  };
}

const SESSION_KEY_BYTES = 32;

function openPrefetch(fields: PrefetchFields, findKey: (keyid: string) => KeyObject | undefined): OpenedPrefetch {
  const gatewayKey = findKey(fields.keyid);
  if (gatewayKey === undefined) {
    throw new Refusal(
      'BAD_SIGNATURE',
      () => `keyid ${JSON.stringify(fields.keyid)} is none of the gateway's keys in the app's scope`,
    );
  }
  const sealedKey = fromBase64(fields.key);
  const sessionKey = sealedKey === null ? null : openOaep(sealedKey, gatewayKey);
  if (sessionKey?.length !== SESSION_KEY_BYTES) {
    const why =
      sessionKey === null ? 'does not open with RSA-OAEP (SHA-256, also in MGF1)' : `holds ${sessionKey.length} bytes, not 32`;
    throw new Refusal(
      'BAD_SIGNATURE',
      sealedKey === null
        ? 'key is not base64'
        : { search: () => diagnoseSealing(`key ${why}`, { bytes: sealedKey, source: gatewayKey }, SESSION_KEY_MISTAKES) },
    );
  }
  const sealed = fromBase64(fields.data);
  const additionalData = lines(fields.appid, fields.msgid, fields.systemtime);
  const plain = sealed === null ? null : openGcm(sealed, { sessionKey, additionalData });
  if (plain === null) {
    const why = 'does not open with AES-256-GCM; its additional data is appid, msgid and systemtime, joined by line feeds';
    const source = { sessionKey, bound: [fields.appid, fields.msgid, fields.systemtime] };
    throw new Refusal(
      'BAD_SIGNATURE',
      sealed === null
        ? 'data is not base64'
        : { search: () => diagnoseSealing(`data ${why}`, { bytes: sealed, source }, DATA_MISTAKES) },
    );
  }
  return { sessionKey, ...readIdentity(plain) };
}

const INNER_FORMS = [
  { name: 'apppackage', test: /./s },
  { name: 'sdkversion', test: /./s },
  { name: 'appsign', test: /^[0-9a-f]{32}$/ },
  { name: 'operatortype', test: /^[0-3]$/ },
  { name: 'networktype', test: /^[0-3]$/ },
] as const;

function readIdentity(plain: Buffer): Omit<OpenedPrefetch, 'sessionKey'> {
  const parsed = parseJson(plain);
  if (!parsed.ok || !isObject(parsed.value)) {
    throw new Refusal('BAD_PARAMETER', 'data opens, but holds no JSON object');
  }
  const inner = parsed.value;
  const strange = Object.keys(inner).find((name) => typeof inner[name] !== 'string');
  if (strange !== undefined) {
    throw new Refusal('BAD_PARAMETER', `inside data, ${strange} is not a string`);
  }
  const half = INNER_FORMS.find(({ name }) => hasHalfPair(String(inner[name] ?? '')));
  if (half !== undefined) {
    throw new Refusal('BAD_PARAMETER', `inside data, ${half.name} holds half a surrogate pair`);
  }
  const wrong = INNER_FORMS.find(({ name, test }) => !test.test(String(inner[name] ?? '')));
  if (wrong !== undefined) {
    throw new Refusal('BAD_PARAMETER', `inside data, ${wrong.name} is missing or malformed`);
  }
  const remark = `operatortype ${String(inner['operatortype'])}, networktype ${String(inner['networktype'])}`;
  return { packageName: String(inner['apppackage']), certificateMd5: String(inner['appsign']), remark };
}

function describeSealed({ fields }: Reading): Explanation {
  const bound = ['appid', 'msgid', 'systemtime'].map((name) => ({ name, value: String(fields[name]) }));
  const additionalData = showParts(bound, '\n');
  return {
    expected: [
      'keyid of a gateway key',
      'key base64 of RSA-OAEP (SHA-256, also in MGF1) of a session key of 32 bytes',
      `data base64 of nonce, AES-256-GCM and tag, its additional data  ${additionalData}`,
      `inside it an object of strings with ${INNER_FORMS.map(({ name }) => name).join(', ')}`,
    ].join(' · '),
    got: `${describeValue('keyid', fields['keyid'])}, key of ${lengthOf(fields['key'])}, data of ${lengthOf(fields['data'])}`,
  };
}

function lengthOf(value: unknown): string {
  return `${String(value).length} characters`;
}

function prefetchAnswer(frame: AnswerFrame, payload: PrefetchPayload, nonce: Buffer): Readonly<Record<string, string>> {
  const plain = JSON.stringify({
    scrip: payload.scrip,
    securityphone: payload.maskedNumber,
    operatortype: payload.operatorDigit,
    scripexpiresin: String(payload.expiresInSeconds),
  });
  const additionalData = lines(frame.inresponseto, frame.systemtime, frame.resultCode);
  return { data: sealGcm(plain, nonce, { sessionKey: payload.sessionKey, additionalData }).toString('base64') };
}

export const quhao1: ClientDialect = {
  name: 'quhao-1',
  paths: [
    { operation: 'prefetch', path: PATHS.prefetch },
    { operation: 'get-token', path: PATHS['get-token'] },
  ],
  read: readFlatBody,
  prefetch: {
    read: readPrefetch,
    readLeniently: (reading) => ({
      request: prefetchRequest(reading, asTexts<PrefetchFields>(PREFETCH_FIELDS, reading)),
      ...judgeFurther(PREFETCH_FIELDS, reading, 'guide'),
    }),
    describeFields: ({ fields }) => describeFields(PREFETCH_FIELDS, fields, 'guide'),
    describeSignature: ({ fields }, app) => describeSignature(signatureOfLines({ app, names: PREFETCH_SIGNED }, fields)),
    describeSealed,
  },
  token: {
    read: readToken,
    readLeniently: (reading) => ({
      request: tokenRequest(reading, asTexts<TokenFields>(TOKEN_FIELDS, reading)),
      ...judgeFurther(TOKEN_FIELDS, reading, 'guide'),
    }),
    describeFields: ({ fields }) => describeFields(TOKEN_FIELDS, fields, 'guide'),
    describeSignature: ({ fields }, app) => describeSignature(signatureOfLines({ app, names: TOKEN_SIGNED }, fields)),
  },
  prefetchAnswer,
  tokenAnswer: ({ token: text, expiresInSeconds }) => ({ token: text, tokenexpiresin: String(expiresInSeconds) }),
};
