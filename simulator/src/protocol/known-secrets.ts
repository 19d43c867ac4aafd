import { fingerprint, maskSpelled } from './redaction.ts';

const KEY_LENGTH = 32;
const HEX_RUN = /[0-9a-fA-F]{32,}/g;
const NUMBER_LENGTH = 11;
/** Digits with at most two characters of punctuation between them. */
const DIGIT_RUN = /[0-9](?:[ \u00a0\-.()+/_]{0,2}[0-9]){10,}/g;

/**
 * A scope's keys and numbers, to be found wherever they stand and however they are spelled: in lower case, between other digits, with blanks inside. It forgets
 * none: a key that was replaced is still told by clients that have it. Looked at only when somebody reads the journal.
 */
export class KnownSecrets {
  readonly #keys = new Set<string>();
  readonly #numbers = new Set<string>();

  addKeys(...keys: readonly string[]): void {
    for (const key of keys) {
      this.#keys.add(key.toUpperCase());
    }
  }

  addNumber(msisdn: string): void {
    this.#numbers.add(msisdn);
  }

  redact(text: string): string {
    return text.replace(HEX_RUN, (run) => this.#redactKeys(run)).replace(DIGIT_RUN, (run) => this.#redactNumbers(run));
  }

  #redactKeys(run: string): string {
    const upper = run.toUpperCase();
    return replaceWindows(
      run,
      Array.from(run, (_, at) => at),
      {
        length: KEY_LENGTH,
        isHit: (from, to) => this.#keys.has(upper.slice(from, to)),
        replace: fingerprint,
      },
    );
  }

  #redactNumbers(run: string): string {
    const digits = run.replace(/[^0-9]/g, '');
    return replaceWindows(
      run,
      Array.from(run.matchAll(/[0-9]/g), ({ index }) => index),
      {
        length: NUMBER_LENGTH,
        isHit: (from, to) => this.#numbers.has(digits.slice(from, to)),
        replace: maskSpelled,
      },
    );
  }
}

interface Window {
  readonly length: number;
  readonly isHit: (from: number, to: number) => boolean;
  readonly replace: (found: string) => string;
}

/** Looks at each `length` characters that count and follow each other, and replaces those that hit; `offsets` says where in the text they stand. */
function replaceWindows(text: string, offsets: readonly number[], { length, isHit, replace }: Window): string {
  let written = '';
  let copied = 0;
  for (let at = 0; at + length <= offsets.length; at++) {
    if (isHit(at, at + length)) {
      const [from = 0, last = 0] = [offsets[at], offsets[at + length - 1]];
      written += text.slice(copied, from) + replace(text.slice(from, last + 1));
      copied = last + 1;
      at += length - 1;
    }
  }
  return written + text.slice(copied);
}
