import type { Command } from 'commander';
import { EXIT_NO } from '../exit-codes.ts';
import { jsonText } from '../json-text.ts';
import { type ServerFlags, serverCommand, withServer } from '../server/server-command.ts';
import type { Terminal } from '../terminal.ts';
import { type Difference, differencesOf } from './differences.ts';
import { findFlow } from './find-flow.ts';

export function flowDiffCommand(terminal: Terminal): Command {
  return serverCommand({
    name: 'diff',
    description: 'what two logins differ in, what came first in front; exits 1 where they differ',
    examples: ['flow diff 1 4', 'flow diff 1 last --json'],
  })
    .argument('<a>', 'a flow, as flow show takes it')
    .argument('<b>', 'the other')
    .action((a: string, b: string, flags: ServerFlags) =>
      withServer(flags, terminal, async ({ scope }) => {
        const [left, right] = [await findFlow(scope, a), await findFlow(scope, b)];
        const differences = differencesOf(left, right);
        if (differences.length > 0) {
          terminal.exitWith(EXIT_NO);
        }
        const ids = [left.flow.id, right.flow.id] as const;
        terminal.print(flags.json ? jsonText({ a: ids[0], b: ids[1], differences }) : diffText(differences, ids));
      }),
    );
}

function diffText([first, ...others]: readonly Difference[], [a, b]: readonly [number, number]): string {
  if (first === undefined) {
    return `flows ${a} and ${b} do not differ, but for what is new in every request`;
  }
  return [
    `first  ${linesOf(first, [a, b])}`,
    ...(others.length === 0 ? [] : ['', 'then']),
    ...others.map((difference) => `       ${linesOf(difference, [a, b])}`),
  ].join('\n');
}

function linesOf({ where, a: left, b: right }: Difference, [a, b]: readonly [number, number]): string {
  return [where, `         flow ${a}  ${left}`, `         flow ${b}  ${right}`].join('\n');
}
