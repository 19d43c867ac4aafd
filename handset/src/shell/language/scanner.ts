/** A position in a command line that moves forward. */
export class Scanner {
  readonly #text: string;
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** A scanner for text that was taken out of this one. */
  inside(text: string): Scanner {
    return new Scanner(text);
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
    this.takeMatch(extent === 'line' ? /^(?:[ \t]|\\\n)*(?:#[^\n]*)?/ : /^(?:[ \t\n]|\\\n|#[^\n]*)*/);
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

  /** Whether more text could complete the command here; for syntax errors. */
  place(): 'inside' | 'at-end' {
    return this.atEnd() ? 'at-end' : 'inside';
  }

  describeNext(): string {
    return this.atEnd() ? 'end of line' : (/^\s*\S{1,20}/.exec(this.ahead())?.[0].trim() ?? 'end of line');
  }
}
