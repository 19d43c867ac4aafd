import { FileError } from '../../files/file-error.ts';
import type { Call } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import type { SedAddress, SedCommand, Substitution } from './sed-script.ts';

interface SedOutput {
  /** `-n`: lines are printed by `p` only. */
  readonly isQuiet: boolean;
  readonly print: (text: string) => Promise<void>;
}

/** What a command does to the flow: go on, end the cycle, begin it again without reading, or end. */
type Next = 'go-on' | 'end-cycle' | 'delete' | 'restart' | 'quit' | 'quit-silently' | number;

/** Runs a script over a text. */
export class SedRunner {
  readonly #call: Call;
  readonly #commands: readonly SedCommand[];
  readonly #output: SedOutput;
  /** The last line of the range that a command is in. */
  readonly #ranges = new Map<SedCommand, number>();
  readonly #cleared = new Set<string>();
  #lines: string[] = [];
  #place = 0;
  #space = '';
  #hold = '';
  #appended: string[] = [];
  #hasSubstituted = false;
  #lastRegex: RegExp | null = null;
  #code: number = EXIT_CODES.ok;
  #endsWithLine = true;

  constructor(call: Call, commands: readonly SedCommand[], output: SedOutput) {
    this.#call = call;
    this.#commands = commands;
    this.#output = output;
  }

  async run(text: string): Promise<number> {
    this.#endsWithLine = text === '' || text.endsWith('\n');
    this.#lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
    let isRestarted = false;
    while (isRestarted || this.#place < this.#lines.length) {
      if (!isRestarted) {
        this.#space = this.#lines[this.#place] ?? '';
        this.#place += 1;
      }
      this.#hasSubstituted = false;
      const next = await this.#runCycle();
      isRestarted = next === 'restart';
      if (next !== 'delete' && next !== 'restart' && next !== 'quit-silently' && !this.#output.isQuiet) {
        await this.#printLine(this.#space);
      }
      await this.#flush();
      if (next === 'quit' || next === 'quit-silently') {
        break;
      }
    }
    return this.#code;
  }

  async #runCycle(): Promise<Next> {
    for (let place = 0; place < this.#commands.length; place += 1) {
      const command = this.#commands[place];
      if (command === undefined) {
        break;
      }
      const applies = this.#applies(command) !== command.isNegated;
      if (!applies) {
        place = command.name === '{' ? command.jump : place;
        continue;
      }
      const next = await this.#execute(command);
      if (typeof next === 'number') {
        place = next;
      } else if (next !== 'go-on') {
        return next;
      }
    }
    return 'end-cycle';
  }

  async #execute(command: SedCommand): Promise<Next> {
    switch (command.name) {
      case 's':
        await this.#substitute(command.substitution);
        return 'go-on';
      case 'y':
        this.#transliterate(command.text);
        return 'go-on';
      case 'p':
        await this.#printLine(this.#space);
        return 'go-on';
      case 'P':
        await this.#printLine(this.#space.split('\n')[0] ?? '');
        return 'go-on';
      case '=':
        await this.#output.print(`${this.#place}\n`);
        return 'go-on';
      case 'l':
        await this.#output.print(`${JSON.stringify(this.#space).slice(1, -1)}$\n`);
        return 'go-on';
      case 'a':
        this.#appended.push(`${command.text}\n`);
        return 'go-on';
      case 'i':
        await this.#output.print(`${command.text}\n`);
        return 'go-on';
      case 'c':
        return await this.#change(command);
      case 'r':
        this.#appended.push(await this.#readFile(command.text));
        return 'go-on';
      case 'w':
        await this.#writeFile(command.text, `${this.#space}\n`);
        return 'go-on';
      case 'd':
        return 'delete';
      case 'D':
        return this.#deleteFirstLine();
      case 'n':
        return await this.#readNext();
      case 'N':
        return this.#appendNext();
      case 'q':
      case 'Q':
        this.#code = Number(command.text || EXIT_CODES.ok);
        return command.name === 'q' ? 'quit' : 'quit-silently';
      case 'b':
        return this.#placeOf(command.text);
      case 't':
      case 'T':
        return this.#branchOnSubstitution(command);
      default:
        this.#useHold(command.name);
        return 'go-on';
    }
  }

  #useHold(name: string): void {
    const { hold, space } = { hold: this.#hold, space: this.#space };
    switch (name) {
      case 'h':
        this.#hold = space;
        break;
      case 'H':
        this.#hold = `${hold}\n${space}`;
        break;
      case 'g':
        this.#space = hold;
        break;
      case 'G':
        this.#space = `${space}\n${hold}`;
        break;
      case 'x':
        this.#hold = space;
        this.#space = hold;
    }
  }

  #branchOnSubstitution(command: SedCommand): Next {
    const branches = this.#hasSubstituted === (command.name === 't');
    this.#hasSubstituted = false;
    return branches ? this.#placeOf(command.text) : 'go-on';
  }

  #placeOf(label: string): Next {
    if (label === '') {
      return 'end-cycle';
    }
    const place = this.#commands.findIndex((command) => command.name === ':' && command.text === label);
    if (place < 0) {
      throw new UsageError(`no :${label}`);
    }
    return place;
  }

  async #change(command: SedCommand): Promise<Next> {
    const isLast = command.addresses.length < 2 || !this.#ranges.has(command);
    await this.#output.print(isLast ? `${command.text}\n` : '');
    return 'delete';
  }

  #deleteFirstLine(): Next {
    const end = this.#space.indexOf('\n');
    this.#space = this.#space.slice(end + 1);
    return end < 0 ? 'delete' : 'restart';
  }

  async #readNext(): Promise<Next> {
    if (!this.#output.isQuiet) {
      await this.#printLine(this.#space);
    }
    await this.#flush();
    const line = this.#lines[this.#place];
    if (line === undefined) {
      return 'quit-silently';
    }
    this.#place += 1;
    this.#space = line;
    return 'go-on';
  }

  #appendNext(): Next {
    const line = this.#lines[this.#place];
    if (line === undefined) {
      return 'quit';
    }
    this.#place += 1;
    this.#space += `\n${line}`;
    return 'go-on';
  }

  async #substitute(substitution: Substitution | null): Promise<void> {
    const regex = substitution?.regex ?? this.#lastRegex;
    if (substitution === null || regex === null) {
      throw new UsageError('no previous regex');
    }
    this.#lastRegex = regex;
    let count = 0;
    let replaced = false;
    const global = new RegExp(regex.source, regex.flags.includes('g') ? regex.flags : `${regex.flags}g`);
    this.#space = this.#space.replace(global, (...found: unknown[]) => {
      count += 1;
      const [whole, ...groups] = found.slice(
        0,
        found.findIndex((each) => typeof each === 'number'),
      ) as string[];
      if (count < substitution.from || (count > substitution.from && !substitution.isGlobal)) {
        return whole ?? '';
      }
      replaced = true;
      return fillReplacement(substitution.replacement, whole ?? '', groups);
    });
    this.#hasSubstituted ||= replaced;
    if (replaced && substitution.prints) {
      await this.#printLine(this.#space);
    }
    if (replaced && substitution.file !== null) {
      await this.#writeFile(substitution.file, `${this.#space}\n`);
    }
  }

  #transliterate(table: string): void {
    const size = table.length / 2;
    const letters = [...this.#space].map((letter) => {
      const place = table.slice(0, size).indexOf(letter);
      return place < 0 ? letter : table.charAt(size + place);
    });
    this.#space = letters.join('');
  }

  #applies(command: SedCommand): boolean {
    const [first, second] = command.addresses;
    if (first === undefined) {
      return true;
    }
    if (second === undefined) {
      return this.#matches(first);
    }
    const end = this.#ranges.get(command);
    if (end !== undefined) {
      const isLast = second.kind === 'match' || second.kind === 'last' ? this.#matches(second) : this.#place >= end;
      if (isLast) {
        this.#ranges.delete(command);
      }
      // A range whose last line has passed while the script was elsewhere has one line.
      return isLast && second.kind === 'line' ? this.#place <= end : true;
    }
    if (!this.#matches(first)) {
      return false;
    }
    const last = this.#lastOf(second);
    if (last > this.#place) {
      this.#ranges.set(command, last);
    }
    return true;
  }

  #lastOf(address: SedAddress): number {
    switch (address.kind) {
      case 'line':
        return address.line;
      case 'after':
        return this.#place + address.count;
      default:
        return Number.POSITIVE_INFINITY;
    }
  }

  #matches(address: SedAddress): boolean {
    switch (address.kind) {
      case 'line':
        return this.#place === address.line;
      case 'step':
        return address.step === 0
          ? this.#place === address.first
          : this.#place >= address.first && (this.#place - address.first) % address.step === 0;
      case 'last':
        return this.#place === this.#lines.length;
      case 'match':
        this.#lastRegex = address.regex ?? this.#lastRegex;
        return this.#lastRegex !== null && this.#space.search(this.#lastRegex) >= 0;
      case 'after':
        return false;
    }
  }

  async #printLine(text: string): Promise<void> {
    const isUnfinished = !this.#endsWithLine && this.#place === this.#lines.length;
    await this.#output.print(isUnfinished ? text : `${text}\n`);
  }

  async #flush(): Promise<void> {
    for (const text of this.#appended.splice(0)) {
      await this.#output.print(text);
    }
  }

  async #readFile(path: string): Promise<string> {
    try {
      return await this.#call.system.files.readText(this.#call.session.resolve(path));
    } catch (error) {
      if (error instanceof FileError) {
        return '';
      }
      throw error;
    }
  }

  async #writeFile(path: string, text: string): Promise<void> {
    if (path === '/dev/stdout') {
      await this.#output.print(text);
      return;
    }
    const full = this.#call.session.resolve(path);
    const writer = await this.#call.system.files.write(full, this.#cleared.has(full) ? 'append' : 'replace');
    this.#cleared.add(full);
    await writer.write(Buffer.from(text));
    await writer.close();
  }
}

/** `&` and `\1` in a replacement; `\n` is a line end. */
function fillReplacement(replacement: string, whole: string, groups: readonly (string | undefined)[]): string {
  return replacement.replace(/\\([\s\S])|&/g, (token, letter: string | undefined) => {
    if (token === '&' || letter === undefined) {
      return whole;
    }
    if (/\d/.test(letter)) {
      return letter === '0' ? whole : (groups[Number(letter) - 1] ?? '');
    }
    return ({ n: '\n', t: '\t' } as Readonly<Record<string, string>>)[letter] ?? letter;
  });
}
