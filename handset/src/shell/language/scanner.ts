import { ShellSyntaxError } from './syntax.ts';

/** A here-document whose body begins on the next line. */
export interface PendingDocument {
  readonly delimiter: string;
  /** `<<-` removes tabs at the beginning of each line. */
  readonly stripsTabs: boolean;
  readonly accept: (body: string) => void;
}

/** A position in a command line that moves forward. */
export class Scanner {
  readonly #text: string;
  readonly #documents: PendingDocument[] = [];
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** A scanner for text that was taken out of this one. */
  inside(text: string): Scanner {
    return new Scanner(text);
  }

  /** The position, to return to by `rewind`. */
  get offset(): number {
    return this.#offset;
  }

  rewind(offset: number): void {
    this.#offset = offset;
  }

  atEnd(): boolean {
    return this.#offset >= this.#text.length;
  }

  /** The letter at a distance from the position; empty beyond the end. */
  peek(distance = 0): string {
    return this.#text[this.#offset + distance] ?? '';
  }

  next(): string {
    const letter = this.peek();
    this.#offset += 1;
    return letter;
  }

  ahead(): string {
    return this.#text.slice(this.#offset);
  }

  take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#offset)) {
      return false;
    }
    this.#offset += text.length;
    return true;
  }

  takeMatch(pattern: RegExp): RegExpExecArray | null {
    const match = pattern.exec(this.ahead());
    this.#offset += match?.[0].length ?? 0;
    return match;
  }

  /** Skips blanks and comments; `lines` also skips line ends. */
  skipBlank(extent: 'line' | 'lines'): void {
    do {
      this.takeMatch(/^(?:[ \t]|\\\n)*(?:#[^\n]*)?/);
    } while (extent === 'lines' && this.takeLineEnd());
  }

  /** Takes a line end and the here-documents that follow it. */
  takeLineEnd(): boolean {
    if (!this.take('\n')) {
      return false;
    }
    for (const document of this.#documents.splice(0)) {
      document.accept(this.#readDocument(document));
    }
    return true;
  }

  expectDocument(document: PendingDocument): void {
    this.#documents.push(document);
  }

  /** Throws ShellSyntaxError for a here-document that has no body. */
  requireDocuments(): void {
    const [first] = this.#documents;
    if (first !== undefined) {
      throw new ShellSyntaxError(`here document '${first.delimiter}' unclosed`, 'at-end');
    }
  }

  /** The unquoted word ahead, to compare with the words of the grammar. Empty when there is none. */
  peekWord(): string {
    return /^[ \t]*([^\s;&|()<>'"\\$`]+)(?=$|[\s;&|()<>])/.exec(this.ahead())?.[1] ?? '';
  }

  takeWord(word: string): boolean {
    if (this.peekWord() !== word) {
      return false;
    }
    this.takeMatch(/^[ \t]*/);
    return this.take(word);
  }

  takeName(): string | null {
    this.skipBlank('line');
    return this.takeMatch(/^[A-Za-z_][A-Za-z0-9_]*/)?.[0] ?? null;
  }

  /** The error for what stands here, in mksh's words. `opener` is the word or bracket that is still open. */
  unexpected(opener: string | null = null): ShellSyntaxError {
    this.takeMatch(/^[ \t]*/);
    if (this.atEnd()) {
      return new ShellSyntaxError(`syntax error: ${opener === null ? 'unexpected EOF' : `unmatched '${opener}'`}`, 'at-end');
    }
    const token = /^(?:\n|;;|;&|;\||&&|\|\||>>|<<|[;&|()<>]|[^\s;&|()<>]+)/.exec(this.ahead())?.[0] ?? '';
    return new ShellSyntaxError(`syntax error: unexpected '${token === '\n' ? 'newline' : token}'`);
  }

  #readDocument({ delimiter, stripsTabs }: PendingDocument): string {
    let body = '';
    while (!this.atEnd()) {
      const line = this.takeMatch(/^([^\n]*)\n?/)?.[1] ?? '';
      const kept = stripsTabs ? line.replace(/^\t+/, '') : line;
      if (kept === delimiter) {
        return body;
      }
      body += `${kept}\n`;
    }
    throw new ShellSyntaxError(`here document '${delimiter}' unclosed`, 'at-end');
  }
}
