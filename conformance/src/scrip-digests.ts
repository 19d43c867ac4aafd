import { createHash } from 'node:crypto';
import type { GatewayRequest } from './observations.ts';
import type { Redactor } from './redact.ts';

/** How the journal shows a scrip: its length, and the first eight hexadecimal digits of its digest. */
const SHOWN = /^‹(\d+) characters, sha256 ([0-9a-f]{8})›$/u;
/** A scrip is letters and digits (docs/wire.md §1). */
const WORD = /[A-Za-z0-9]+/g;

/**
 * A scrip is sealed on its way to the SDK, and the suite knows its digest alone. A word of these texts that has the digest is a scrip in
 * plain text: the redactor knows it from then on, and finds it as it finds every secret.
 */
export function noteScrips(texts: readonly string[], requests: readonly GatewayRequest[], redactor: Redactor): void {
  const digests = new Set(
    requests.flatMap(
      ({ fields }) =>
        SHOWN.exec(fields['scrip'] ?? '')
          ?.slice(1)
          .join(' ') ?? [],
    ),
  );
  if (digests.size === 0) {
    return;
  }
  for (const word of texts.flatMap((text) => text.match(WORD) ?? [])) {
    if (digests.has(digestOf(word))) {
      redactor.add(word, 'scrip');
    }
  }
}

function digestOf(word: string): string {
  return `${word.length} ${createHash('sha256').update(word).digest('hex').slice(0, 8)}`;
}
