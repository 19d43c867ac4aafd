import { fingerprint, maskSpelled } from './redaction.ts';

/**
 * Redacts a scope's keys and numbers wherever they stand and however they are spelled: in lower case, between other digits, with blanks inside. No secret is
 * ever removed: clients may still send a key that was replaced. Used only when somebody reads the journal.
 */
export class KnownSecrets {
  readonly #keys = new Set<string>();
  readonly #numbers = new Set<string>();
  /** Made once: there are a million texts in a full journal. */
  readonly #searches = { asEscaped: this.#searchesBy(jsonEscapeAt), asPlain: this.#searchesBy(noEscapeAt) };

  addKeys(...keys: readonly string[]): void {
    for (const key of keys) {
      this.#keys.add(key.toUpperCase());
    }
  }

  addNumber(msisdn: string): void {
    this.#numbers.add(msisdn);
  }

  redact(text: string): string {
    const { asPlain, asEscaped } = this.#searches;
    const unescaped = text.includes('\\') ? replaceAll(text, asEscaped) : text;
    return replaceAll(unescaped, asPlain);
  }

  #searchesBy(escapeAt: EscapeAt): readonly Search[] {
    return [
      { ...KEY_FORM, escapeAt, isHit: (candidate) => this.#keys.has(candidate.toUpperCase()), replace: fingerprint },
      { ...NUMBER_FORM, escapeAt, isHit: (candidate) => this.#numbers.has(candidate), replace: maskSpelled },
    ];
  }
}

function replaceAll(text: string, searches: readonly Search[]): string {
  return searches.reduce(replaceSecrets, text);
}

/** The form of a secret: its characters, and how many characters that are neither letter nor digit may stand between two of them. */
interface SecretForm {
  readonly length: number;
  readonly isOwn: (code: number) => boolean;
  readonly longestGap: number;
  /** Matches a text without escapes that may hold such a secret. Nearly no text does, and a walk costs ten times this test. */
  readonly run: RegExp;
}

/** A key may have gaps of any length, since nothing else reads as 32 hex digits. A number may not: a list of numbers might read as eleven digits. */
const KEY_FORM: SecretForm = {
  length: 32,
  isOwn: isHexDigit,
  longestGap: Number.POSITIVE_INFINITY,
  run: /(?:[0-9a-fA-F][^0-9a-zA-Z]*){32}/,
};
const NUMBER_FORM: SecretForm = { length: 11, isOwn: isDigit, longestGap: 2, run: /(?:[0-9][^0-9a-zA-Z]{0,2}){11}/ };

/**
 * The length of the JSON escape at a place, or 0. Whether `\f` is a form feed or a backslash before a hex digit is ambiguous, so a text with backslashes
 * is searched as both.
 */
type EscapeAt = (text: string, at: number) => number;

interface Search extends SecretForm {
  readonly escapeAt: EscapeAt;
  readonly isHit: (candidate: string) => boolean;
  /** Makes the replacement from the secret without its gaps. */
  readonly replace: (secret: string) => string;
}

/** One walk over the text: a pattern with gaps in it would try each way to divide them. */
function replaceSecrets(text: string, search: Search): string {
  const { isOwn, longestGap, escapeAt, run } = search;
  if (escapeAt === noEscapeAt && !run.test(text)) {
    return text;
  }
  const replacement = new Replacement(text, search);
  let [at, gap] = [0, 0];
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const step = code === BACKSLASH ? escapeAt(text, at) : 0;
    if (step === 0 && isOwn(code)) {
      replacement.take(at);
      gap = 0;
    } else {
      gap += 1;
      if (gap > longestGap || (step === 0 && isLetterOrDigit(code))) {
        replacement.endRun();
      }
    }
    at += Math.max(step, 1);
  }
  replacement.endRun();
  return replacement.text();
}

/** Collects a run of characters that may belong to a secret, and replaces the secrets in it. */
class Replacement {
  readonly #source: string;
  readonly #search: Search;
  #offsets: number[] = [];
  #characters = '';
  #written = '';
  #copied = 0;

  constructor(source: string, search: Search) {
    this.#source = source;
    this.#search = search;
  }

  take(at: number): void {
    this.#offsets.push(at);
    this.#characters += this.#source.charAt(at);
  }

  endRun(): void {
    if (this.#offsets.length >= this.#search.length) {
      this.#replaceHits();
    }
    if (this.#offsets.length > 0) {
      this.#offsets = [];
      this.#characters = '';
    }
  }

  #replaceHits(): void {
    const { length, isHit, replace } = this.#search;
    for (let at = 0; at + length <= this.#offsets.length; at++) {
      const candidate = this.#characters.slice(at, at + length);
      if (isHit(candidate)) {
        const [from = 0, last = 0] = [this.#offsets[at], this.#offsets[at + length - 1]];
        this.#written += this.#source.slice(this.#copied, from) + replace(candidate);
        this.#copied = last + 1;
        at += length - 1;
      }
    }
  }

  text(): string {
    return this.#written + this.#source.slice(this.#copied);
  }
}

const BACKSLASH = 0x5c;
const JSON_ESCAPE = /\\+(?:u[0-9a-fA-F]{4}|[bfnrt"/])?/y;

/** A text that is JSON inside JSON has its backslashes doubled each time. */
function jsonEscapeAt(text: string, at: number): number {
  JSON_ESCAPE.lastIndex = at;
  return JSON_ESCAPE.exec(text)?.[0].length ?? 0;
}

function noEscapeAt(): number {
  return 0;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isHexDigit(code: number): boolean {
  const lower = code | 0x20;
  return isDigit(code) || (lower >= 0x61 && lower <= 0x66);
}

function isLetterOrDigit(code: number): boolean {
  const lower = code | 0x20;
  return isDigit(code) || (lower >= 0x61 && lower <= 0x7a);
}
