import type { Command } from 'commander';
import type { ValueSource } from './values.ts';

/** What can follow the words of a command: its own commands, its flags, and the values of flags that have a list of them. */
export interface CommandWords {
  /** The names that lead there, without `quhao`; empty for the program itself. */
  readonly path: readonly string[];
  readonly description: string;
  readonly commands: readonly string[];
  readonly flags: readonly FlagWords[];
  /** The values of its first argument where these are known. */
  readonly values: readonly string[];
  /** Where further values of it are asked for when they are needed; null: nowhere. */
  readonly source: ValueSource | null;
}

export interface FlagWords {
  readonly name: string;
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
  readonly source: ValueSource | null;
}

/** What the values of flags are, by the flag's name: they mean the same with every command. */
const FLAG_SOURCES: Readonly<Record<string, ValueSource>> = { '--serial': 'devices', '--scope': 'scopes', '--drop': 'snapshots' };

/** What a command's argument is, by the words of the command. */
const ARGUMENT_SOURCES: Readonly<Record<string, ValueSource>> = {
  'flow diff': 'flows',
  'flow export': 'flows',
  'flow replay': 'flows',
  'flow show': 'flows',
  'fault clear': 'faults',
  'scope reset': 'scopes',
  'scope end': 'scopes',
  'scope restore': 'snapshots',
  'handset stop': 'handsets',
  'handset screen': 'handsets',
};

/** Every command of the tree, the program first. */
export function commandWords(command: Command, values: ArgumentValues, path: readonly string[] = []): readonly CommandWords[] {
  const own = {
    path,
    description: command.description(),
    commands: command.commands.map((child) => child.name()),
    flags: [...command.options.map(flagOf), HELP],
    values: values[path.join(' ')] ?? command.registeredArguments[0]?.argChoices ?? [],
    source: ARGUMENT_SOURCES[path.join(' ')] ?? null,
  };
  return [own, ...command.commands.flatMap((child) => commandWords(child, values, [...path, child.name()]))];
}

/** The values of a command's argument, by the words of the command. */
export type ArgumentValues = Readonly<Record<string, readonly string[]>>;

const HELP: FlagWords = { name: '--help', description: 'display help for command', takesValue: false, choices: [], source: null };

function flagOf({ long, short, description, required, optional, argChoices }: Command['options'][number]): FlagWords {
  const name = long ?? short ?? '';
  return {
    name,
    description,
    takesValue: required || optional,
    choices: argChoices ?? [],
    source: FLAG_SOURCES[name] ?? null,
  };
}
