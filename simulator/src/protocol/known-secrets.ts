import { fingerprint, maskSpelled } from './redaction.ts';

/**
 * A scope's keys and numbers, to be found wherever they stand and however they are spelled: in lower case, between other digits, with blanks inside. It forgets
 * none: a key that was replaced is still told by clients that have it. Looked at only when somebody reads the journal.
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
    const told = text.includes('\\') ? replaceAll(text, asEscaped) : text;
    return replaceAll(told, asPlain);
  }

  #searchesBy(escapeAt: EscapeAt): readonly Search[] {
    return [
      { ...KEY_FORM, escapeAt, isHit: (found) => this.#keys.has(found.toUpperCase()), replace: fingerprint },
      { ...NUMBER_FORM, escapeAt, isHit: (found) => this.#numbers.has(found), replace: maskSpelled },
    ];
  }
}

function replaceAll(text: string, searches: readonly Search[]): string {
  return searches.reduce(replaceSecrets, text);
}

/** What a secret is made of, and how much of what is neither letter nor digit may stand between two of its characters. */
interface SecretForm {
  readonly length: number;
  readonly isOwn: (code: number) => boolean;
  readonly longestGap: number;
  /** Matches where so many stand together, in a text without escapes: nearly no text has them, and a walk costs ten times this look. */
  readonly run: RegExp;
}

/** Nothing else reads as 32 hex digits, so any gap will do; a list of numbers might read as eleven digits. */
const KEY_FORM: SecretForm = {
  length: 32,
  isOwn: isHexDigit,
  longestGap: Number.POSITIVE_INFINITY,
  run: /(?:[0-9a-fA-F][^0-9a-zA-Z]*){32}/,
};
const NUMBER_FORM: SecretForm = { length: 11, isOwn: isDigit, longestGap: 2, run: /(?:[0-9][^0-9a-zA-Z]{0,2}){11}/ };

/**
 * The length of the JSON escape that stands there, or 0. Whether `\f` is a form feed or a backslash before a hex digit cannot be seen, so a text with
 * backslashes is searched as both.
 */
type EscapeAt = (text: string, at: number) => number;

interface Search extends SecretForm {
  readonly escapeAt: EscapeAt;
  readonly isHit: (found: string) => boolean;
  /** Is given the secret without what stood inside it. */
  readonly replace: (found: string) => string;
}

/** One walk over the text: a pattern with gaps in it would try each way to divide them. */
function replaceSecrets(text: string, search: Search): string {
  const { isOwn, longestGap, escapeAt, run } = search;
  if (escapeAt === noEscapeAt && !run.test(text)) {
    return text;
  }
  const told = new Replacement(text, search);
  let [at, gap] = [0, 0];
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const step = code === BACKSLASH ? escapeAt(text, at) : 0;
    if (step === 0 && isOwn(code)) {
      told.take(at);
      gap = 0;
    } else {
      gap += 1;
      if (gap > longestGap || (step === 0 && isLetterOrDigit(code))) {
        told.endRun();
      }
    }
    at += Math.max(step, 1);
  }
  told.endRun();
  return told.text();
}

/** The characters that may be a secret's, since the last that could not stand inside one. */
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
      const found = this.#characters.slice(at, at + length);
      if (isHit(found)) {
        const [from = 0, last = 0] = [this.#offsets[at], this.#offsets[at + length - 1]];
        this.#written += this.#source.slice(this.#copied, from) + replace(found);
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
