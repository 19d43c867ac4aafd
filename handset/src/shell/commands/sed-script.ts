import { UsageError } from '../options.ts';
import { posixRegex } from './posix-regex.ts';

export type SedAddress =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'after'; readonly count: number }
  | { readonly kind: 'match'; readonly regex: RegExp | null };

export interface SedCommand {
  readonly addresses: readonly SedAddress[];
  readonly isNegated: boolean;
  readonly name: string;
  /** Text of `a`, `i`, `c`, `y`; a label; a file; a number of `q`. */
  readonly text: string;
  readonly substitution: Substitution | null;
  /** The place of the matching brace. */
  readonly jump: number;
}

export interface Substitution {
  /** null means the last expression that was used. */
  readonly regex: RegExp | null;
  readonly replacement: string;
  readonly isGlobal: boolean;
  readonly prints: boolean;
  /** The match from which on to replace; 1 is the first. */
  readonly from: number;
  readonly file: string | null;
}

/** Reads a script. Throws UsageError as toybox prints it. */
export function parseSedScript(script: string, isExtended: boolean): readonly SedCommand[] {
  return new SedReader(script, isExtended).read();
}

class SedReader {
  readonly #script: string;
  readonly #kind: 'basic' | 'extended';
  readonly #commands: SedCommand[] = [];
  readonly #open: number[] = [];
  #offset = 0;

  constructor(script: string, isExtended: boolean) {
    this.#script = script;
    this.#kind = isExtended ? 'extended' : 'basic';
  }

  read(): readonly SedCommand[] {
    for (this.#take(/^[\s;]*/); this.#offset < this.#script.length; this.#take(/^[\s;]*/)) {
      if (this.#take(/^#[^\n]*/) === null) {
        this.#readCommand();
      }
    }
    if (this.#open.length > 0) {
      throw new UsageError("no '}'");
    }
    return this.#commands;
  }

  #readCommand(): void {
    const start = this.#offset;
    const addresses = this.#readAddresses();
    const isNegated = this.#take(/^\s*!\s*/) !== null;
    this.#take(/^\s*/);
    const name = this.#script.charAt(this.#offset);
    this.#offset += 1;
    const command = { addresses, isNegated, name, text: '', substitution: null, jump: -1 };
    switch (name) {
      case '{':
        this.#open.push(this.#commands.length);
        this.#commands.push(command);
        return;
      case '}':
        this.#close(command, start);
        return;
      case 's':
        this.#commands.push({ ...command, substitution: this.#readSubstitution(start) });
        return;
      case 'y':
        this.#commands.push({ ...command, text: this.#readTransliteration(start) });
        return;
      case 'a':
      case 'i':
      case 'c':
        this.#commands.push({ ...command, text: this.#readText() });
        return;
      case ':':
      case 'b':
      case 't':
      case 'T':
        this.#commands.push({ ...command, text: (this.#take(/^[ \t]*([^\n;}]*)/)?.[1] ?? '').trim() });
        return;
      case 'r':
      case 'w':
        this.#commands.push({ ...command, text: this.#take(/^[ \t]*([^\n]*)/)?.[1] ?? '' });
        return;
      case 'q':
      case 'Q':
      case 'l':
        this.#commands.push({ ...command, text: this.#take(/^[ \t]*(\d*)/)?.[1] ?? '' });
        return;
      default:
        if (!/^[dDgGhHnNpPx=]$/.test(name)) {
          throw this.#bad(start);
        }
        this.#commands.push(command);
    }
  }

  #close(command: SedCommand, start: number): void {
    const open = this.#open.pop();
    const opener = open === undefined ? undefined : this.#commands[open];
    if (open === undefined || opener === undefined) {
      throw this.#bad(start);
    }
    this.#commands[open] = { ...opener, jump: this.#commands.length };
    this.#commands.push(command);
  }

  #readAddresses(): readonly SedAddress[] {
    const first = this.#readAddress();
    if (first === null) {
      return [];
    }
    if (this.#take(/^\s*,\s*/) === null) {
      return [first];
    }
    const after = this.#take(/^\+(\d+)/)?.[1];
    const second: SedAddress | null = after === undefined ? this.#readAddress() : { kind: 'after', count: Number(after) };
    if (second === null) {
      throw this.#bad(this.#offset);
    }
    return [first, second];
  }

  #readAddress(): SedAddress | null {
    const step = this.#take(/^(\d+)~(\d+)/);
    if (step !== null) {
      return { kind: 'step', first: Number(step[1]), step: Number(step[2]) };
    }
    const line = this.#take(/^\d+/)?.[0];
    if (line !== undefined) {
      return { kind: 'line', line: Number(line) };
    }
    if (this.#take(/^\$/) !== null) {
      return { kind: 'last' };
    }
    const delimiter = this.#take(/^(?:\/|\\([^\n]))/);
    if (delimiter === null) {
      return null;
    }
    const source = this.#readUntil(delimiter[1] ?? '/', 'pattern');
    const flags = this.#take(/^[IM]*/)?.[0] ?? '';
    return { kind: 'match', regex: this.#regex(source, flags.includes('I') ? 'i' : '') };
  }

  #readSubstitution(start: number): Substitution {
    const delimiter = this.#script.charAt(this.#offset);
    if (delimiter === '' || delimiter === '\n' || delimiter === '\\') {
      throw this.#bad(start);
    }
    this.#offset += 1;
    const source = this.#readUntil(delimiter, 'pattern');
    const replacement = this.#readUntil(delimiter, 'text');
    const flags = this.#take(/^[gpiIM0-9]*/)?.[0] ?? '';
    const file = this.#take(/^w[ \t]*([^\n]*)/)?.[1] ?? null;
    const trailing = this.#take(/^[ \t]*/) && /^[\n;}#]|^$/.test(this.#script.slice(this.#offset, this.#offset + 1));
    if (!trailing) {
      throw this.#bad(start);
    }
    return {
      regex: this.#regex(source, `g${/[iI]/.test(flags) ? 'i' : ''}${flags.includes('M') ? 'm' : ''}`),
      replacement,
      isGlobal: flags.includes('g'),
      prints: flags.includes('p'),
      from: Number(/\d+/.exec(flags)?.[0] ?? 1),
      file,
    };
  }

  #readTransliteration(start: number): string {
    const delimiter = this.#script.charAt(this.#offset);
    this.#offset += 1;
    const from = plainText(this.#readUntil(delimiter, 'text'));
    const to = plainText(this.#readUntil(delimiter, 'text'));
    if (from.length !== to.length) {
      throw this.#bad(start);
    }
    return from + to;
  }

  /** The text of `a`, `i`, `c`: the rest of the line, or the lines after a backslash. */
  #readText(): string {
    this.#take(/^[ \t]*(?:\\[ \t]*\n)?/);
    this.#take(/^\\(?=[ \t])/);
    const text = this.#take(/^(?:\\[\s\S]|[^\\\n])*/)?.[0] ?? '';
    return text.replace(/\\([\s\S])/g, (_all, letter: string) => (letter === 't' ? '\t' : letter));
  }

  /** Text up to a delimiter that no backslash stands before. */
  #readUntil(delimiter: string, what: 'pattern' | 'text'): string {
    const start = this.#offset;
    let text = '';
    let isInSet = false;
    while (this.#offset < this.#script.length) {
      const letter = this.#script.charAt(this.#offset);
      const next = this.#script.charAt(this.#offset + 1);
      if (letter === '\\' && !isInSet) {
        text += next === delimiter ? next : letter + next;
        this.#offset += 2;
        continue;
      }
      this.#offset += 1;
      if (letter === delimiter && !isInSet) {
        return text;
      }
      if (what === 'pattern') {
        isInSet = isInSet ? letter !== ']' || /\[\^?$/.test(text) : letter === '[' && this.#script.indexOf(']', this.#offset) > 0;
      }
      text += letter;
    }
    throw this.#bad(start - 1);
  }

  #regex(source: string, flags: string): RegExp | null {
    return source === '' ? null : posixRegex(source, { kind: this.#kind, flags });
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    const match = pattern.exec(this.#script.slice(this.#offset));
    this.#offset += match?.[0].length ?? 0;
    return match;
  }

  #bad(start: number): UsageError {
    const text = this.#script.slice(start).split('\n')[0] ?? '';
    return new UsageError(`bad pattern '${this.#script}'@${start + 1} (${text.charAt(0)})`);
  }
}

function plainText(text: string): string {
  return text.replace(/\\([\s\S])/g, (_all, letter: string) => ({ n: '\n', t: '\t' })[letter] ?? letter);
}
