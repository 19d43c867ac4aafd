/** Parts of a secret that give it away: half a token in a log is no masked token. */

/** Letters of a secret, one after the other, that a text has by no chance. Masks of the field show at most eight. */
const PART = 16;
/** A shorter secret has no parts: half of it is no more than a mask shows. */
const SHORTEST = 24;

/** The longest part of the secret that the text has without having all of it; null where it has none of sixteen letters. */
export function partIn(text: string, secret: string): string | null {
  if (secret.length < SHORTEST || text.includes(secret)) {
    return null;
  }
  let longest = '';
  for (let from = 0; from + PART <= secret.length; from += 1) {
    let to = from + Math.max(PART, longest.length + 1);
    while (to <= secret.length && text.includes(secret.slice(from, to))) {
      longest = secret.slice(from, to);
      to += 1;
    }
  }
  return longest === '' ? null : longest;
}
