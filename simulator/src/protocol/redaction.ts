import { createHash } from 'node:crypto';
import { maskNumber } from './numbers.ts';

/** What never stands whole in a journal, a message or a log: credentials, signatures, sealed data, keys, phone numbers. */

const SECRET_FIELDS: ReadonlySet<string> = new Set(['sign', 'key', 'data', 'scrip', 'token', 'phoneNum', 'msisdn']);
/**
 * Scrips (40 letters and digits), tokens, app keys and MD5 signatures (32 upper-case hex), with whatever letters and digits they stand between: in a string to
 * sign a secret has neighbours. Rather too much is hidden than half a secret told. 32 lower-case hex stay: every msgid is so, and who needs more knows the
 * secrets themselves (KnownSecrets).
 */
const SECRET_FORMS = /[0-9a-zA-Z]{40,}|[0-9A-F]{32,}|STsid[0-9a-zA-Z]{20,}/g;
/** Also +86 154 0000 0001 and the like. */
const PHONE_NUMBER = /(?<![0-9])(?:(?:\+|00)?86[ -]?)?1[0-9]{2}[ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])/g;

/** Two equal secrets show as equal, and no more of them shows. */
export function fingerprint(secret: string): string {
  const digest = createHash('sha256').update(secret, 'utf8').digest('hex');
  return `‹${secret.length} characters, sha256 ${digest.slice(0, 8)}›`;
}

/** `name` may have its half of an envelope before it: `header.token`. */
export function redactField(name: string, value: string): string {
  const isSecret = SECRET_FIELDS.has(name.slice(name.lastIndexOf('.') + 1));
  return isSecret && value !== '' ? fingerprint(value) : redactText(value);
}

/** Redacted before it is cut: half a secret has no form to be known by. */
export function redactStart(text: string, length: number): string {
  return redactText(text).slice(0, length);
}

/** Secrets in places where nobody looks for them, by their form: a client may send its key as its appid. Keys go first: eleven of their digits may look like a number. */
export function redactText(text: string): string {
  return text.replace(SECRET_FORMS, fingerprint).replace(PHONE_NUMBER, maskSpelled);
}

/** A number with its blanks and country code. */
export function maskSpelled(spelled: string): string {
  return maskNumber(spelled.replace(/[^0-9]/g, '').slice(-11));
}
