import type { Call } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';

export interface ToyboxNames {
  /** Letters of options without a value. */
  readonly flags?: string;
  /** Letters of options with a value, which is joined or the next word. */
  readonly values?: string;
  /** Long names by the letter that they stand for. */
  readonly long?: Readonly<Record<string, string>>;
  /** True when the options end at the first word that is none, as for a command that is run. */
  readonly stopsAtWord?: boolean;
  /** The exit code of a wrong option; 1 when it is not given. */
  readonly failure?: number;
}

export interface ToyboxOptions {
  has(letter: string): boolean;
  /** The last value of an option. */
  value(letter: string): string | undefined;
  /** All values of an option, in their order. */
  all(letter: string): readonly string[];
  readonly rest: readonly string[];
}

/** Reads options as toybox does: letters may be joined (`-la`), values may be joined to their letter. Throws UsageError. */
export function toyboxOptions({ name, args }: Pick<Call, 'name' | 'args'>, names: ToyboxNames): ToyboxOptions {
  const { flags = '', values = '', long = {}, stopsAtWord = false, failure = EXIT_CODES.failure } = names;
  const seen: { readonly letter: string; readonly value: string | undefined }[] = [];
  const rest: string[] = [];
  const pending = [...args];
  const refuse = (option: string) => new UsageError(`Unknown option '${option}' (see "${name} --help")`, failure);
  const take = (letter: string, joined: string | undefined) => {
    const value = joined ?? pending.shift();
    if (value === undefined) {
      throw new UsageError(`Missing argument to -${letter} (see "${name} --help")`, failure);
    }
    seen.push({ letter, value });
  };
  for (let word = pending.shift(); word !== undefined; word = pending.shift()) {
    if (word === '--') {
      rest.push(...pending.splice(0));
    } else if (word.startsWith('--')) {
      const [, longName = '', joined] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
      const letter = Object.hasOwn(long, longName) ? long[longName] : undefined;
      if (letter === undefined) {
        throw refuse(longName);
      }
      if (values.includes(letter)) {
        take(letter, joined);
      } else {
        seen.push({ letter, value: joined });
      }
    } else if (word.startsWith('-') && word !== '-') {
      for (let letters = word.slice(1); letters !== ''; ) {
        const letter = letters.charAt(0);
        letters = letters.slice(1);
        if (values.includes(letter)) {
          take(letter, letters === '' ? undefined : letters);
          break;
        }
        if (!flags.includes(letter)) {
          throw refuse(letter);
        }
        seen.push({ letter, value: undefined });
      }
    } else {
      rest.push(word, ...(stopsAtWord ? pending.splice(0) : []));
    }
  }
  return optionsOf(seen, rest);
}

function optionsOf(
  seen: readonly { readonly letter: string; readonly value: string | undefined }[],
  rest: readonly string[],
): ToyboxOptions {
  const all = (letter: string) => seen.filter((each) => each.letter === letter);
  return {
    has: (letter) => all(letter).length > 0,
    value: (letter) => all(letter).at(-1)?.value,
    all: (letter) => all(letter).map(({ value }) => value ?? ''),
    rest,
  };
}

/** Requires at least so many words. Toybox prints this text and no more. */
export function requireWords({ name }: Pick<Call, 'name'>, words: readonly string[], count: number): void {
  if (words.length < count) {
    throw new UsageError(`Needs ${count} argument${count === 1 ? '' : 's'} (see "${name} --help")`);
  }
}
