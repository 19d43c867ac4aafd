import type { Command } from 'commander';

/** A command that does something, as the table of docs/cli.md has it. */
export interface CommandRow {
  readonly usage: string;
  readonly description: string;
}

/** Every command without commands of its own, in the order of the help. */
export function commandTable(command: Command, path = command.name()): readonly CommandRow[] {
  if (command.commands.length === 0) {
    const words = command.registeredArguments.map((argument) =>
      argument.required ? `<${argument.name()}>` : `[${argument.name()}${argument.variadic ? '...' : ''}]`,
    );
    return [{ usage: [path, ...words].join(' '), description: command.description() }];
  }
  return command.commands.flatMap((child) => commandTable(child, `${path} ${child.name()}`));
}
