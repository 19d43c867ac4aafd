import type { Operation } from '../../../simulator/src/model/operations.ts';
import { PREFETCH_SIGNED, TOKEN_SIGNED } from '../../../simulator/src/protocol/signed-fields.ts';
import type { ExportedCall } from './exported-call.ts';

/** Lines of JavaScript that make `body` of `msgid`, `time` and the environment (docs/wire.md §2–§5), and what they import of node:crypto. */
interface JavascriptBody {
  readonly imports: readonly string[];
  readonly lines: readonly string[];
}

/** The new values of every request. */
export const NEW_VALUES: readonly string[] = [
  "const msgid = randomBytes(16).toString('hex');",
  "const time = new Date(Date.now() + 8 * 3_600_000).toISOString().replace(/\\D/g, '').slice(0, 17);",
];

const BODIES: Readonly<Record<Operation, (call: ExportedCall) => JavascriptBody>> = {
  prefetch: sealedBody,
  'get-token': ({ fields }) => ({
    imports: ['createHmac', 'randomBytes'],
    lines: [
      'const { QUHAO_SCRIP: scrip, QUHAO_KEY: key } = process.env;',
      `const fields = { ...${JSON.stringify(fields)}, msgid, systemtime: time, scrip };`,
      `const signed = ${namesOf(TOKEN_SIGNED)}.map((name) => fields[name]).join('\\n');`,
      "const body = { ...fields, sign: createHmac('sha256', key).update(signed).digest('hex') };",
    ],
  }),
  'login-token-validate': ({ fields }) => ({
    imports: ['createHash', 'randomBytes'],
    lines: [
      'const { QUHAO_LOGIN_TOKEN: token, QUHAO_KEY: key } = process.env;',
      `const fields = { ...${JSON.stringify(fields)}, msgid, systemtime: time, token };`,
      'const { appid, version, strictcheck } = fields;',
      "const signed = [appid, version, msgid, time, strictcheck, token, key].join('');",
      "const body = { ...fields, sign: createHash('md5').update(signed).digest('hex').toUpperCase() };",
    ],
  }),
  'token-validate': ({ fields: { version, appId, ...rest } }) => ({
    imports: ['createHash', 'createHmac', 'randomBytes'],
    lines: [
      'const { QUHAO_CHECK_TOKEN: token, QUHAO_PHONE: phone, QUHAO_KEY: key } = process.env;',
      `const header = { ...${JSON.stringify({ version, appId })}, msgId: msgid, timestamp: time };`,
      "const phoneNum = createHash('sha256').update(phone + key + time).digest('hex').toUpperCase();",
      "const signed = [header.appId, msgid, phoneNum, time, token, header.version].join('');",
      "const sign = createHmac('sha256', key).update(signed).digest('hex').toUpperCase();",
      `const body = { header, body: { ...${JSON.stringify(rest)}, phoneNum, token, sign } };`,
    ],
  }),
};

export function javascriptBody(call: ExportedCall): JavascriptBody {
  return BODIES[call.operation](call);
}

function sealedBody({ fields, bearer }: ExportedCall): JavascriptBody {
  return {
    imports: ['constants', 'createCipheriv', 'createHmac', 'publicEncrypt', 'randomBytes'],
    lines: [
      'const { QUHAO_KEY: key } = process.env;',
      'const [sessionKey, nonce] = [randomBytes(32), randomBytes(12)];',
      `const publicKey = { key: Buffer.from('${bearer?.publicKey}', 'base64'), format: 'der', type: 'spki' };`,
      "const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };",
      `const fields = { ...${JSON.stringify(fields)}, msgid, systemtime: time, keyid: '${bearer?.keyid}' };`,
      "fields.key = publicEncrypt({ ...publicKey, ...oaep }, sessionKey).toString('base64');",
      "const cipher = createCipheriv('aes-256-gcm', sessionKey, nonce).setAAD(Buffer.from([fields.appid, msgid, time].join('\\n')));",
      `const inner = ${JSON.stringify(bearer?.inner)};`,
      'const sealed = [nonce, cipher.update(JSON.stringify(inner)), cipher.final(), cipher.getAuthTag()];',
      "fields.data = Buffer.concat(sealed).toString('base64');",
      `const signed = ${namesOf(PREFETCH_SIGNED)}.map((name) => fields[name]).join('\\n');`,
      "const body = { ...fields, sign: createHmac('sha256', key).update(signed).digest('hex') };",
    ],
  };
}

function namesOf(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`;
}
