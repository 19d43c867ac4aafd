/** How a text is written so that it looks like no text, and anybody reads it all the same. */

/** A shorter text is met by chance. */
const SHORTEST = 11;

/**
 * Forms of a secret in which it is as readable as in plain text: base64 (both alphabets, also in the middle of a longer text, where its first
 * and last letters depend on what stands beside it), hexadecimal, backwards. Empty for a short text.
 */
export function encodedForms(secret: string): readonly string[] {
  if (secret.length < SHORTEST) {
    return [];
  }
  const bytes = Buffer.from(secret, 'utf8');
  const base64 = [0, 1, 2].flatMap((shift) => insideBase64(bytes, shift));
  const hex = bytes.toString('hex');
  const forms = [...base64, ...base64.map(urlSafe), hex, hex.toUpperCase(), [...secret].reverse().join('')];
  return [...new Set(forms)];
}

/** The letters of base64 that the bytes alone decide, where so many bytes of a longer text stand before the last three. */
function insideBase64(bytes: Buffer, shift: number): readonly string[] {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
  const first = Math.ceil((shift * 8) / 6);
  const whole = Math.floor(((shift + bytes.length) * 8) / 6);
  return [text.slice(first, whole)];
}

function urlSafe(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_');
}
