import { decodeAnsi } from './escapes.ts';
import { readBraced } from './parameter-words.ts';
import type { Quoting, WordEnd } from './quoting.ts';
import type { Scanner } from './scanner.ts';
import { type Assignment, type Command, ShellSyntaxError, type Word, type WordPart } from './syntax.ts';

const WORD_ENDS: ReadonlySet<string> = new Set(['', ' ', '\t', '\n', ';', '&', '|', '(', ')', '<', '>']);
const PLAIN_NAME = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9?$#@*!-])/;
/** Letters that stay parts of their own, because brace expansion looks for them. */
const BRACE_LETTERS: ReadonlySet<string> = new Set(['{', '}', ',']);

/** Reads words. The parser of commands is handed in, because `$(…)` holds commands and commands hold words. */
export class WordReader {
  readonly scanner: Scanner;
  readonly #parseCommands: (scanner: Scanner) => Command;

  constructor(scanner: Scanner, parseCommands: (scanner: Scanner) => Command) {
    this.scanner = scanner;
    this.#parseCommands = parseCommands;
  }

  /** The next word on this line; null when none begins here. */
  readWord(): Word | null {
    this.scanner.skipBlank('line');
    return isWordEnd(this.scanner.peek()) ? null : this.readParts(isWordEnd, 'bare');
  }

  /** `NAME=WORD`, `NAME+=WORD`, `NAME[INDEX]=WORD` or `NAME=(WORDS)`; null when none begins here. */
  readAssignment(): Assignment | null {
    this.scanner.skipBlank('line');
    const start = this.scanner.offset;
    const name = this.scanner.takeMatch(/^[A-Za-z_][A-Za-z0-9_]*(?=\+?=|\[)/)?.[0];
    if (name === undefined) {
      return null;
    }
    const index = this.scanner.take('[') ? this.readIndex() : null;
    const sign = this.scanner.takeMatch(/^\+?=/)?.[0];
    if (sign === undefined) {
      this.scanner.rewind(start);
      return null;
    }
    const appends = sign === '+=';
    if (index === null && this.scanner.take('(')) {
      return { name, index, appends, value: { kind: 'many', words: this.#readList() } };
    }
    return { name, index, appends, value: { kind: 'one', word: this.readParts(isWordEnd, 'bare') } };
  }

  /** The rest of `[INDEX]`. */
  readIndex(): Word {
    const index = this.readParts((letter) => letter === ']' || letter === '', 'bare');
    if (!this.scanner.take(']')) {
      throw new ShellSyntaxError('no closing quote', 'at-end');
    }
    return index;
  }

  readParts(isEnd: WordEnd, quoting: Quoting): Word {
    const parts: WordPart[] = [];
    while (!isEnd(this.scanner.peek(), this.scanner)) {
      for (const part of this.#readPart(quoting)) {
        appendPart(parts, part);
      }
    }
    return parts;
  }

  /** The body of a here-document. */
  readDocument(text: string): Word {
    const inner = new WordReader(this.scanner.inside(text), this.#parseCommands);
    return inner.readParts((letter) => letter === '', 'document');
  }

  /** The words of `NAME=(…)`, which may stand on several lines. */
  #readList(): readonly Word[] {
    const words: Word[] = [];
    for (;;) {
      this.scanner.skipBlank('lines');
      if (this.scanner.take(')')) {
        return words;
      }
      const word = this.readWord();
      if (word === null) {
        throw this.scanner.unexpected('(');
      }
      words.push(word);
    }
  }

  #readPart(quoting: Quoting): readonly WordPart[] {
    const { scanner } = this;
    const letter = scanner.peek();
    if (letter === '$' || letter === '`') {
      return [this.#readExpansion(quoting)];
    }
    if (quoting === 'bare') {
      if (letter === "'") {
        return [this.#readSingleQuoted()];
      }
      if (letter === '\\') {
        scanner.next();
        return scanner.take('\n') ? [] : [quotedText(scanner.atEnd() ? '\\' : scanner.next())];
      }
      const opening = scanner.takeMatch(/^[@*+?!]\(/)?.[0];
      if (opening !== undefined) {
        return this.#readChoices(opening);
      }
    }
    if (letter === '"' && quoting !== 'document') {
      return this.#readDoubleQuoted();
    }
    if (letter === '\\' && /^\\["\\$`\n]/.test(scanner.ahead()) && !(quoting === 'document' && scanner.peek(1) === '"')) {
      scanner.next();
      return [quotedText(scanner.next().replace('\n', ''))];
    }
    return [{ kind: 'text', text: scanner.next(), isQuoted: quoting !== 'bare' }];
  }

  /** `@(a|b)` and its kin: a pattern, whose letters may be blanks and bars. */
  #readChoices(opening: string): readonly WordPart[] {
    const inner = this.readParts((letter) => letter === ')' || letter === '', 'bare');
    if (!this.scanner.take(')')) {
      throw this.scanner.unexpected('(');
    }
    const bare = (text: string): WordPart => ({ kind: 'text', text, isQuoted: false });
    return [bare(opening), ...inner, bare(')')];
  }

  #readSingleQuoted(): WordPart {
    const match = this.scanner.takeMatch(/^'([^']*)'/);
    if (match === null) {
      throw new ShellSyntaxError('no closing quote', 'at-end');
    }
    return quotedText(match[1] ?? '');
  }

  #readDoubleQuoted(): readonly WordPart[] {
    const { scanner } = this;
    scanner.take('"');
    // The empty text makes `""` a word.
    const parts = [quotedText(''), ...this.readParts((letter) => letter === '"' || letter === '', 'quoted')];
    if (!scanner.take('"')) {
      throw new ShellSyntaxError('no closing quote', 'at-end');
    }
    return parts;
  }

  /** `$NAME`, `${…}`, `$((…))`, `$(…)`, `$'…'`, or a backquoted command. */
  #readExpansion(quoting: Quoting): WordPart {
    const { scanner } = this;
    const isQuoted = quoting !== 'bare';
    if (scanner.peek() === '`') {
      return this.#readBackquoted(isQuoted);
    }
    scanner.take('$');
    if (scanner.peek() === '(') {
      return this.#readArithmetic(isQuoted) ?? this.#readSubstitution(isQuoted);
    }
    if (scanner.take('{')) {
      return readBraced(this, quoting);
    }
    const ansi = isQuoted ? null : scanner.takeMatch(/^'((?:[^'\\]|\\[\s\S])*)'/);
    if (ansi !== null) {
      return quotedText(decodeAnsi(ansi[1] ?? ''));
    }
    const name = scanner.takeMatch(PLAIN_NAME)?.[0];
    return name === undefined
      ? { kind: 'text', text: '$', isQuoted }
      : { kind: 'variable', name, index: null, operation: null, isQuoted };
  }

  #readSubstitution(isQuoted: boolean): WordPart {
    this.scanner.take('(');
    const body = this.#parseCommands(this.scanner);
    if (!this.scanner.take(')')) {
      throw this.scanner.unexpected('(');
    }
    return { kind: 'substitution', body, isQuoted };
  }

  /** `((…))` after `$`; null when it is `(` and a subshell. */
  #readArithmetic(isQuoted: boolean): WordPart | null {
    const start = this.scanner.offset;
    if (!this.scanner.take('((')) {
      return null;
    }
    const expression = this.readArithmeticText();
    if (expression === null) {
      this.scanner.rewind(start);
      return null;
    }
    return { kind: 'arithmetic', expression, isQuoted };
  }

  /** The text up to `))`, with inner parentheses counted; null when the parentheses do not close as one pair. */
  readArithmeticText(): Word | null {
    let depth = 0;
    const expression = this.readParts((letter) => {
      depth += Number(letter === '(') - Number(letter === ')');
      return letter === '' || depth < 0;
    }, 'quoted');
    return this.scanner.take('))') ? expression : null;
  }

  #readBackquoted(isQuoted: boolean): WordPart {
    const text = this.scanner.takeMatch(/^`((?:[^`\\]|\\[\s\S])*)`/)?.[1];
    if (text === undefined) {
      throw new ShellSyntaxError('no closing quote', 'at-end');
    }
    const inner = this.scanner.inside(text.replace(isQuoted ? /\\([`\\$"])/g : /\\([`\\$])/g, '$1'));
    return { kind: 'substitution', body: this.#parseCommands(inner), isQuoted };
  }
}

/** Adds a part, and joins it with a text of the same quoting before it. */
function appendPart(parts: WordPart[], part: WordPart): void {
  const last = parts.at(-1);
  const isJoined =
    part.kind === 'text' &&
    last?.kind === 'text' &&
    last.isQuoted === part.isQuoted &&
    (part.isQuoted || !(BRACE_LETTERS.has(part.text) || BRACE_LETTERS.has(last.text)));
  if (isJoined) {
    parts[parts.length - 1] = { ...last, text: last.text + part.text };
  } else {
    parts.push(part);
  }
}

function isWordEnd(letter: string): boolean {
  return WORD_ENDS.has(letter);
}

function quotedText(text: string): WordPart {
  return { kind: 'text', text, isQuoted: true };
}
