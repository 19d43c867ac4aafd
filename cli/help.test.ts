import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { program } from './test/run-quhao.ts';
import { commandPath } from './usage-words.ts';

/** Every command, but for the names of groups. */
function leavesOf(command: Command): readonly Command[] {
  return command.commands.flatMap((one) => (one.commands.length === 0 ? [one] : leavesOf(one)));
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
  });
  command.outputHelp();
  return text;
}

test.each(leavesOf(program()).map((command) => [commandPath(command), command] as const))(
  '%s --help has two examples',
  (path, command) => {
    const [, examples = ''] = helpOf(command).split('Examples:\n');
    expect(examples.split('\n').filter((line) => line.includes(`${path.replace(/^quhao /, '')}`)).length).toBeGreaterThanOrEqual(
      2,
    );
  },
);

/** These print a script for a shell, a path, or a page of help. */
const WITHOUT_JSON = /^quhao (?:help|init|completion \w+|probe classpath|handset prepare)$/;

test.each(leavesOf(program()).map((command) => [commandPath(command), command] as const))(
  '%s has --json where it prints facts',
  (path, command) => {
    expect(command.options.some(({ long }) => long === '--json')).toBe(!WITHOUT_JSON.test(path));
  },
);
