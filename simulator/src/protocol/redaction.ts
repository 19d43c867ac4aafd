import { createHash } from 'node:crypto';
import { maskNumber } from './numbers.ts';

/** What never stands whole in a journal, a message or a log: credentials, signatures, sealed data, keys, phone numbers. */

const SECRET_FIELDS: ReadonlySet<string> = new Set(['sign', 'key', 'data', 'scrip', 'token', 'phoneNum', 'msisdn']);
/** App keys and MD5 signatures (32 upper-case hex), scrips (40 letters and digits), tokens. */
const SECRET_FORMS = /\b(?:[0-9A-F]{32}|[0-9a-zA-Z]{40}|STsid[0-9a-zA-Z]{20,})\b/g;
const PHONE_NUMBER = /(?<![0-9])1[0-9]{10}(?![0-9])/g;

/** Two equal secrets show as equal, and no more of them shows. */
function fingerprint(secret: string): string {
  const digest = createHash('sha256').update(secret, 'utf8').digest('hex');
  return `‹${secret.length} characters, sha256 ${digest.slice(0, 8)}›`;
}

export function redactField(name: string, value: string): string {
  return SECRET_FIELDS.has(name) && value !== '' ? fingerprint(value) : redactText(value);
}

/** Redacted before it is cut: half a secret has no form to be known by. */
export function redactStart(text: string, length: number): string {
  return redactText(text).slice(0, length);
}

/** Secrets in places where nobody looks for them, by their form: a client may send its key as its appid. */
export function redactText(text: string): string {
  return text.replace(PHONE_NUMBER, maskNumber).replace(SECRET_FORMS, fingerprint);
}
