import { Argument, Command } from 'commander';
import { RECIPES } from '../fault/recipes.ts';
import { examplesText } from '../server/server-command.ts';
import type { Terminal } from '../terminal.ts';
import { type ArgumentValues, commandWords } from './command-words.ts';
import { SHELLS, type Shell } from './shells.ts';
import { listValues, VALUE_SOURCES, type ValueSource } from './values.ts';

const VALUES: ArgumentValues = {
  'fault add': RECIPES.map(({ name }) => name),
  'flow show': ['last'],
  'flow replay': ['last'],
  'flow export': ['last'],
};

/** Prints what a shell needs to complete commands and flags; the tree is read when the command runs, so that it is whole. */
export function completionCommand(terminal: Terminal): Command {
  const completion = new Command('completion')
    .description('print the completion of a shell')
    .addHelpText('after', examplesText(['completion bash', 'completion fish > ~/.config/fish/completions/quhao.fish']));
  for (const shell of Object.keys(SHELLS) as readonly Shell[]) {
    completion
      .command(shell)
      .description(SHELLS[shell].install)
      .addHelpText('after', examplesText([`completion ${shell}`, `completion ${shell} > quhao.${shell}`]))
      .action(() => terminal.print(SHELLS[shell].script(commandWords(rootOf(completion), VALUES))));
  }
  return completion.addCommand(valuesCommand(terminal));
}

function valuesCommand(terminal: Terminal): Command {
  const names = Object.keys(VALUE_SOURCES) as readonly ValueSource[];
  return new Command('values')
    .description('print what there is to choose from now, a word a line; the scripts of the shells ask for it')
    .addArgument(new Argument('<what>', 'which words').choices(names))
    .addHelpText('after', examplesText(['completion values devices', 'completion values scopes']))
    .action(async (what: ValueSource) => {
      (await listValues(what, terminal)).forEach(terminal.print);
    });
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}
