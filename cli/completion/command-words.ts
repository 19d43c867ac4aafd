import type { Command } from 'commander';

/** What can follow the words of a command: its own commands, its flags, and the values of flags that have a list of them. */
export interface CommandWords {
  /** The names that lead there, without `quhao`; empty for the program itself. */
  readonly path: readonly string[];
  readonly description: string;
  readonly commands: readonly string[];
  readonly flags: readonly FlagWords[];
  /** The values of its first argument where these are known. */
  readonly values: readonly string[];
}

export interface FlagWords {
  readonly name: string;
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/** Every command of the tree, the program first. */
export function commandWords(command: Command, values: ArgumentValues, path: readonly string[] = []): readonly CommandWords[] {
  const own = {
    path,
    description: command.description(),
    commands: command.commands.map((child) => child.name()),
    flags: [...command.options.map(flagOf), HELP],
    values: values[path.join(' ')] ?? [],
  };
  return [own, ...command.commands.flatMap((child) => commandWords(child, values, [...path, child.name()]))];
}

/** The values of a command's argument, by the words of the command. */
export type ArgumentValues = Readonly<Record<string, readonly string[]>>;

const HELP: FlagWords = { name: '--help', description: 'display help for command', takesValue: false, choices: [] };

function flagOf({ long, short, description, required, optional, argChoices }: Command['options'][number]): FlagWords {
  return { name: long ?? short ?? '', description, takesValue: required || optional, choices: argChoices ?? [] };
}
