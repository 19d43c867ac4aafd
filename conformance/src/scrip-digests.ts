import { createHash } from 'node:crypto';
import type { GatewayRequest } from './observations.ts';
import type { Redactor } from './redact.ts';

/** How the journal shows a scrip: its length, and the first eight hexadecimal digits of its digest. */
const SHOWN = /^‹(\d+) characters, sha256 ([0-9a-f]{8})›$/u;
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
    const [, length, digest] = SHOWN.exec(fields['scrip'] ?? '') ?? [];
    if (length !== undefined && digest !== undefined) {
      digests.add(`${length} ${digest}`);
      lengths.add(Number(length));
    }
  }
  if (digests.size === 0) {
    return;
  }
  const words = new Set(texts.flatMap((text) => text.match(WORD) ?? []));
  for (const word of words) {
    for (const length of lengths) {
      for (const part of partsOf(word, length)) {
        if (digests.has(digestOf(part))) {
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

function digestOf(word: string): string {
  return `${word.length} ${createHash('sha256').update(word).digest('hex').slice(0, 8)}`;
}
