import { digestIn, digestKeyOf } from './journal-digest.ts';
import type { GatewayRequest } from './observations.ts';
import type { Redactor } from './redact.ts';

/** A scrip is letters and digits (docs/wire.md §1). */
const WORD = /[A-Za-z0-9]+/g;

/** How many places of one word are tried: a long run of letters and digits is a picture or a key, and no record with a scrip in it. */
const PLACES_LIMIT = 10_000;

/**
 * A scrip is sealed on its way to the SDK, and the suite knows its digest alone. Part of a word that has the digest is a scrip in plain text: the redactor
 * knows it from then on, and finds it as it finds every secret. A part, since what stands beside it may be letters too: a length in a binary file, for one.
 */
export function noteScrips(texts: readonly string[], requests: readonly GatewayRequest[], redactor: Redactor): void {
  const digests = new Set<string>();
  const lengths = new Set<number>();
  for (const { fields } of requests) {
    const digest = digestIn(fields['scrip'] ?? '');
    if (digest !== null) {
      digests.add(digest.key);
      lengths.add(digest.length);
    }
  }
  if (digests.size === 0) {
    return;
  }
  const words = new Set(texts.flatMap((text) => text.match(WORD) ?? []));
  for (const word of words) {
    for (const length of lengths) {
      for (const part of partsOf(word, length)) {
        if (digests.has(digestKeyOf(part))) {
          redactor.add(part, 'scrip');
        }
      }
    }
  }
}

/** Every part of the word that has the length. */
function* partsOf(word: string, length: number): Generator<string, void> {
  const places = Math.min(word.length - length + 1, PLACES_LIMIT);
  for (let at = 0; at < places; at++) {
    yield word.slice(at, at + length);
  }
}
