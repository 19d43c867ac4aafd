import { HandsetError } from '../errors.ts';
import { EXIT_CODES } from './exit-codes.ts';

/** A command was called with a wrong command line. The message is printed after the command's name. */
export class UsageError extends HandsetError<'USAGE'> {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT_CODES.failure) {
    super('USAGE', message);
    this.exitCode = exitCode;
  }
}

export interface OptionNames {
  /** Options without a value, with their dashes. Single letters may be joined (`-rf`). */
  readonly flags?: readonly string[];
  /** Options with a value, which is the next word or is joined by `=`. */
  readonly values?: readonly string[];
}

export interface ParsedOptions {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
}

/** Reads options anywhere in a command line. Throws UsageError for an option that is not named. */
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
      values.set(name, joined ?? requireValue(pending.shift(), name));
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

function requireValue(value: string | undefined, name: string): string {
  if (value === undefined) {
    throw new UsageError(`${name} needs a value`);
  }
  return value;
}

function lettersOf(word: string, flagNames: readonly string[]): readonly string[] {
  const letters = [...word.slice(1)].map((letter) => `-${letter}`);
  if (word.startsWith('--') || !letters.every((letter) => flagNames.includes(letter))) {
    throw new UsageError(`unknown option '${word}'`);
  }
  return letters;
}

/** Reads a whole number; throws UsageError that names `what`. */
export function requireInteger(word: string | undefined, what: string): number {
  const value = Number(word);
  if (word === undefined || word.trim() === '' || !Number.isSafeInteger(value)) {
    throw new UsageError(`${what} must be a whole number, not '${word ?? ''}'`);
  }
  return value;
}
