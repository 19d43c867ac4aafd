import type { Scanner } from './scanner.ts';
import { type Assignment, type Command, ShellSyntaxError, type Word, type WordPart } from './syntax.ts';

const WORD_ENDS: ReadonlySet<string> = new Set(['', ' ', '\t', '\n', ';', '&', '|', '(', ')', '<', '>']);
const VARIABLE_NAME = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9?$#@*!])/;

type Quoting = 'bare' | 'quoted';

/** Reads words. The parser of commands is handed in, because `$(…)` holds commands and commands hold words. */
export class WordReader {
  readonly #scanner: Scanner;
  readonly #parseCommands: (scanner: Scanner) => Command;

  constructor(scanner: Scanner, parseCommands: (scanner: Scanner) => Command) {
    this.#scanner = scanner;
    this.#parseCommands = parseCommands;
  }

  /** The next word on this line; null when none begins here. */
  readWord(): Word | null {
    this.#scanner.skipBlank('line');
    return isWordEnd(this.#scanner.peek()) ? null : this.#readParts(isWordEnd);
  }

  /** `NAME=WORD`; null when none begins here. */
  readAssignment(): Assignment | null {
    this.#scanner.skipBlank('line');
    const name = this.#scanner.takeMatch(/^[A-Za-z_][A-Za-z0-9_]*=/)?.[0].slice(0, -1);
    return name === undefined ? null : { name, value: this.#readParts(isWordEnd) };
  }

  #readParts(isEnd: (letter: string) => boolean): Word {
    const parts: WordPart[] = [];
    while (!isEnd(this.#scanner.peek())) {
      parts.push(...this.#readPart());
    }
    return parts;
  }

  #readPart(): readonly WordPart[] {
    const scanner = this.#scanner;
    switch (scanner.peek()) {
      case "'":
        return [this.#readSingleQuoted()];
      case '"':
        return this.#readDoubleQuoted();
      case '\\':
        scanner.next();
        return scanner.take('\n') ? [] : [quotedText(scanner.next())];
      case '$':
      case '`':
        return [this.#readExpansion('bare')];
      default:
        return [{ kind: 'text', text: scanner.next(), isQuoted: false }];
    }
  }

  #readSingleQuoted(): WordPart {
    const match = this.#scanner.takeMatch(/^'([^']*)'/);
    if (match === null) {
      throw new ShellSyntaxError('syntax error: unclosed quote', 'at-end');
    }
    return quotedText(match[1] ?? '');
  }

  #readDoubleQuoted(): readonly WordPart[] {
    const scanner = this.#scanner;
    scanner.take('"');
    // The empty text makes `""` a word.
    const parts: WordPart[] = [quotedText('')];
    while (!scanner.take('"')) {
      if (scanner.atEnd()) {
        throw new ShellSyntaxError('syntax error: unclosed quote', 'at-end');
      }
      if (scanner.peek() === '$' || scanner.peek() === '`') {
        parts.push(this.#readExpansion('quoted'));
      } else if (/^\\["\\$`\n]/.test(scanner.ahead())) {
        scanner.next();
        parts.push(quotedText(scanner.next().replace('\n', '')));
      } else {
        parts.push(quotedText(scanner.next()));
      }
    }
    return parts;
  }

  /** `$NAME`, `${NAME}`, `${NAME:-WORD}`, `$((…))`, `$(…)`, or a backquoted command. */
  #readExpansion(quoting: Quoting): WordPart {
    const scanner = this.#scanner;
    const isQuoted = quoting === 'quoted';
    if (scanner.peek() === '`') {
      return this.#readBackquoted(isQuoted);
    }
    scanner.take('$');
    if (scanner.take('((')) {
      return this.#readArithmetic(isQuoted);
    }
    if (scanner.take('(')) {
      const body = this.#parseCommands(scanner);
      if (!scanner.take(')')) {
        throw new ShellSyntaxError("syntax error: unclosed '$('", scanner.place());
      }
      return { kind: 'substitution', body, isQuoted };
    }
    if (scanner.take('{')) {
      return this.#readBraced(isQuoted);
    }
    const name = scanner.takeMatch(VARIABLE_NAME)?.[0];
    return name === undefined ? { kind: 'text', text: '$', isQuoted } : { kind: 'variable', name, fallback: null, isQuoted };
  }

  /** The rest of `$((…))`. Inner parentheses are counted. */
  #readArithmetic(isQuoted: boolean): WordPart {
    let depth = 0;
    const expression = this.#readParts((letter) => {
      depth += Number(letter === '(') - Number(letter === ')');
      return letter === '' || depth < 0;
    });
    if (!this.#scanner.take('))')) {
      throw new ShellSyntaxError("syntax error: unclosed '$(('");
    }
    return { kind: 'arithmetic', expression, isQuoted };
  }

  #readBackquoted(isQuoted: boolean): WordPart {
    const text = this.#scanner.takeMatch(/^`((?:[^`\\]|\\[\s\S])*)`/)?.[1];
    if (text === undefined) {
      throw new ShellSyntaxError('syntax error: unclosed backquote', 'at-end');
    }
    const inner = this.#scanner.inside(text.replace(/\\([`\\$])/g, '$1'));
    return { kind: 'substitution', body: this.#parseCommands(inner), isQuoted };
  }

  /** The rest of `${…}`. */
  #readBraced(isQuoted: boolean): WordPart {
    const scanner = this.#scanner;
    const name = scanner.takeMatch(VARIABLE_NAME)?.[0];
    const fallback = scanner.takeMatch(/^:?-/) === null ? null : this.#readParts((letter) => letter === '}' || letter === '');
    if (name === undefined || !scanner.take('}')) {
      throw new ShellSyntaxError(`bad substitution near '${scanner.describeNext()}'`);
    }
    return { kind: 'variable', name, fallback, isQuoted };
  }
}

function isWordEnd(letter: string): boolean {
  return WORD_ENDS.has(letter);
}

function quotedText(text: string): WordPart {
  return { kind: 'text', text, isQuoted: true };
}
