import { createHash } from 'node:crypto';
import { maskNumber } from './numbers.ts';

/** Redacts what never stands whole in a journal, a message or a log: credentials, signatures, sealed data, keys, phone numbers. */

const SECRET_FIELDS: ReadonlySet<string> = new Set(['sign', 'key', 'data', 'scrip', 'token', 'phoneNum', 'msisdn']);
/**
 * Scrips (40 letters and digits), tokens, app keys and MD5 signatures (32 upper-case hex), with the letters and digits around them: in a string to sign a
 * secret has neighbours, and hiding too much is better than showing half a secret. 32 lower-case hex digits are shown, since every msgid has that form; a
 * scope's own secrets are redacted by KnownSecrets.
 */
const SECRET_FORMS = /[0-9a-zA-Z]{40,}|[0-9A-F]{32,}|STsid[0-9a-zA-Z]{20,}/g;
/** Phone numbers, also spelled like +86 154 0000 0001. */
const PHONE_NUMBER = /(?<![0-9])(?:(?:\+|00)?86[ -]?)?1[0-9]{2}[ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])/g;

/** Equal secrets have equal fingerprints; nothing else of a secret is shown. */
export function fingerprint(secret: string): string {
  const digest = createHash('sha256').update(secret, 'utf8').digest('hex');
  return `‹${secret.length} characters, sha256 ${digest.slice(0, 8)}›`;
}

/** `name` may begin with its half of an envelope: `header.token`. */
export function redactField(name: string, value: string): string {
  if (isMessageId(name, value)) {
    return value;
  }
  const isSecret = SECRET_FIELDS.has(name.slice(name.lastIndexOf('.') + 1));
  return isSecret && value !== '' ? fingerprint(value) : redactText(value);
}

/** Hexadecimal with a letter; not 32 digits in upper case, which have the form of tokens and keys. */
const MESSAGE_ID = /^(?=.*[A-Fa-f])(?![0-9A-F]{32}$)[0-9A-Fa-f-]{16,36}$/;

/**
 * A msgid in hexadecimal, as SDKs make it. It is shown whole, whatever its digits look like: a client's requests are found by it, and one random id in
 * some hundreds has eleven digits that could be a number.
 */
function isMessageId(name: string, value: string): boolean {
  return name.slice(name.lastIndexOf('.') + 1) === 'msgid' && MESSAGE_ID.test(value);
}

/** Redacts before it cuts: half a secret has no recognisable form. */
export function redactStart(text: string, length: number): string {
  return redactText(text).slice(0, length);
}

/** Redacts secrets by their form, wherever they stand: a client may send its key as its appid. Keys first: eleven of their digits may look like a number. */
export function redactText(text: string): string {
  return text.replace(SECRET_FORMS, fingerprint).replace(PHONE_NUMBER, maskSpelled);
}

/** Masks a number that is spelled with blanks or a country code. */
export function maskSpelled(spelled: string): string {
  return maskNumber(spelled.replace(/[^0-9]/g, '').slice(-11));
}
