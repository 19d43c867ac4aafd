import { EXIT_CODES } from '../exit-codes.ts';
import { writeText } from '../text-io.ts';
import type { BuiltinCall } from './builtin.ts';
import { parseCommandLine } from './parse.ts';
import { quoteWord } from './quote-word.ts';
import { type Command, ShellFailureError, type SimpleCommand, type Word } from './syntax.ts';

/** `alias [NAME[=VALUE]…]` sets or prints aliases; without words, it prints all. */
export async function setAliases({ shell, args, io }: BuiltinCall): Promise<number> {
  const { aliases } = shell.state;
  const words = args.filter((word) => word !== '-p' && word !== '--');
  refuseOptions('alias', words);
  let status: number = EXIT_CODES.ok;
  const print = async (name: string, value: string) => await writeText(io.stdout, `${name}=${quoteWord(value)}\n`);
  for (const word of words) {
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    const value = aliases.get(name);
    if (equals > 0) {
      aliases.set(name, word.slice(equals + 1));
    } else if (value === undefined) {
      await writeText(io.stdout, `${name} alias not found\n`);
      status = EXIT_CODES.failure;
    } else {
      await print(name, value);
    }
  }
  for (const [name, value] of words.length === 0 ? [...aliases].sort() : []) {
    await print(name, value);
  }
  return status;
}

/** `unalias [-a] NAME…` */
export async function unsetAliases({ shell, args }: BuiltinCall): Promise<number> {
  const { aliases } = shell.state;
  const words = args.filter((word) => word !== '--');
  if (words[0] === '-a') {
    aliases.clear();
    return EXIT_CODES.ok;
  }
  refuseOptions('unalias', words);
  const missing = words.filter((name) => !aliases.delete(name));
  return missing.length === 0 ? EXIT_CODES.ok : EXIT_CODES.failure;
}

function refuseOptions(name: string, words: readonly string[]): void {
  const option = words.find((word) => /^-./.test(word));
  if (option !== undefined) {
    throw new ShellFailureError(`${name}: ${option}: unknown option`);
  }
}

/** The name of the alias that a command begins with; null when its first word is quoted, an expansion, or no alias. */
export function aliasOf({ words }: SimpleCommand, aliases: ReadonlyMap<string, string>): string | null {
  const [part, ...others] = words[0] ?? [];
  const isPlain = part?.kind === 'text' && !part.isQuoted && others.length === 0;
  return isPlain && aliases.has(part.text) ? part.text : null;
}

/** What an alias stands for, with the rest of the command behind its last word. mksh replaces it while it reads, which comes to the same. */
export function expandAlias(command: SimpleCommand, value: string): Command {
  return extended(parseCommandLine(value), command);
}

function extended(body: Command, rest: SimpleCommand): Command {
  switch (body.kind) {
    case 'simple': {
      const words: readonly Word[] = [...body.words, ...rest.words.slice(1)];
      const assignments = [...rest.assignments, ...body.assignments];
      return { ...body, words, assignments, redirections: [...body.redirections, ...rest.redirections] };
    }
    case 'pipeline':
      return { ...body, commands: lastExtended(body.commands, (one) => extended(one, rest)) };
    case 'list':
      return { ...body, items: lastExtended(body.items, (item) => ({ ...item, command: extended(item.command, rest) })) };
    default:
      return body;
  }
}

function lastExtended<Item>(items: readonly Item[], extend: (item: Item) => Item): readonly Item[] {
  return items.map((item, place) => (place === items.length - 1 ? extend(item) : item));
}
