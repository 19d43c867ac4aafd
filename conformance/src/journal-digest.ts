import { createHash } from 'node:crypto';

/** How the journal shows a secret: its length, and the first eight hexadecimal digits of its digest. */
const SHOWN = /^‹(\d+) characters, sha256 ([0-9a-f]{8})›$/u;

export interface JournalDigest {
  readonly length: number;
  /** Equal for equal secrets. */
  readonly key: string;
}

/** Null where the journal shows the text itself. */
export function digestIn(shown: string): JournalDigest | null {
  const [, length, digest] = SHOWN.exec(shown) ?? [];
  return length === undefined || digest === undefined ? null : { length: Number(length), key: `${length} ${digest}` };
}

/** The key of a text that the journal would hide. */
export function digestKeyOf(text: string): string {
  return `${text.length} ${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}
