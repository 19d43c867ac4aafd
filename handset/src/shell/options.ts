import { exitCodes } from './command.ts';

/** The command was called wrongly; printed behind its name. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
  readonly exitCode: number;
  constructor(message: string, exitCode: number = exitCodes.failure) {
    super(message);
    this.exitCode = exitCode;
  }
}

export interface OptionNames {
  /** Without a value, with their dashes; single letters may be joined (`-rf`). */
  readonly flags?: readonly string[];
  /** With a value behind them, or joined by `=`. */
  readonly values?: readonly string[];
}

export interface ParsedOptions {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
}

/** Options wherever they stand; throws UsageFault for one that is not named. */
export function parseOptions(args: readonly string[], names: OptionNames): ParsedOptions {
  const { flags: flagNames = [], values: valueNames = [] } = names;
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const rest: string[] = [];
  const pending = [...args];
  for (let word = pending.shift(); word !== undefined; word = pending.shift()) {
    const [name = '', joined] = splitJoined(word);
    if (word === '--') {
      rest.push(...pending.splice(0));
    } else if (!word.startsWith('-') || word === '-') {
      rest.push(word);
    } else if (valueNames.includes(name)) {
      values.set(name, joined ?? demandValue(pending.shift(), name));
    } else if (flagNames.includes(word)) {
      flags.add(word);
    } else {
      for (const flag of lettersOf(word, flagNames)) {
        flags.add(flag);
      }
    }
  }
  return { flags, values, rest };
}

function splitJoined(word: string): readonly [string, string?] {
  const equals = word.startsWith('--') ? word.indexOf('=') : -1;
  return equals < 0 ? [word] : [word.slice(0, equals), word.slice(equals + 1)];
}

function demandValue(value: string | undefined, name: string): string {
  if (value === undefined) {
    throw new UsageFault(`${name} needs a value`);
  }
  return value;
}

function lettersOf(word: string, flagNames: readonly string[]): readonly string[] {
  const letters = [...word.slice(1)].map((letter) => `-${letter}`);
  if (word.startsWith('--') || !letters.every((letter) => flagNames.includes(letter))) {
    throw new UsageFault(`unknown option '${word}'`);
  }
  return letters;
}

/** A whole number out of a word. */
export function demandInteger(word: string | undefined, what: string): number {
  const value = Number(word);
  if (word === undefined || word.trim() === '' || !Number.isSafeInteger(value)) {
    throw new UsageFault(`${what} must be a whole number, not '${word ?? ''}'`);
  }
  return value;
}
